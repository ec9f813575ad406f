import Foundation

/// The `log.txt` of a run: one line per event, each with its time.
package final class LogFile {
    private let file: FileDescriptor

    /// Opens the file for appending, or truncates it if `anew`; throws `RecordError`.
    package init(path: String, anew: Bool = false) throws {
        if anew { try Obstacle.clear(path) } else { try Obstacle.setAside(path) }
        file = try FileDescriptor(
            opening: path, flags: O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | (anew ? O_EXCL : 0), purpose: "be written")
        // A line that a kill or a full disk cut off ends here.
        let size = try file.size()
        if size > 0, try file.readBytes(1, at: size - 1) != [UInt8(ascii: "\n")] { try file.write(Data("\n".utf8)) }
    }

    deinit {
        try? file.close()
    }

    /// Appends a line with the present time. Throws `RecordError` when the disk is full; nothing of the line is then in the file.
    package func append(_ line: String) throws {
        let size = try file.size()
        do {
            try file.write(Data("\(RunRecord.timestamp()) \(line)\n".utf8))
        } catch {
            _ = ftruncate(file.number, off_t(size))
            throw error
        }
    }
}
