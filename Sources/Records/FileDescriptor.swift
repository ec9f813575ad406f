import Foundation
import Wording

/// An open file of the operating system; unlike `FileHandle`, it reports the reason of a failure in words that fit a sentence.
struct FileDescriptor {
    let number: Int32
    /// The path that errors speak of.
    let path: String

    /// Opens a regular file, and throws for anything else, which could block for ever.
    /// - Parameters:
    ///   - purpose: completes "cannot ...".
    ///   - name: the path for errors where that is not the file itself.
    ///   - isFolder: opens a folder instead.
    init(opening path: String, flags: Int32, purpose: String, named name: String? = nil, isFolder: Bool = false) throws
    {
        let name = name ?? path
        // A pipe would block here until somebody opens its other end; files and folders do not look at the flag.
        let number = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o666)
        if number < 0 {
            let code = errno
            let reason = code == ELOOP ? Obstacle.kind(path).map { "it is \($0), not a file" } : nil
            throw RecordError("\(name): cannot \(purpose): \(reason ?? SystemReason.text(code))")
        }
        var status = stat()
        if !isFolder, fstat(number, &status) == 0, let kind = Obstacle.kind(status) {
            Foundation.close(number)
            throw RecordError("\(name): cannot \(purpose): it is \(kind), not a file")
        }
        self.number = number
        self.path = name
    }

    /// A file that is open already.
    init(number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    /// Passes all bytes to the operating system, in as many calls as needed.
    func write(_ bytes: some ContiguousBytes) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
                let written = Foundation.write(number, start, rest.count)
                if written < 0 {
                    if errno == EINTR { continue }
                    throw RecordError("\(path): cannot be written: \(SystemReason.text())")
                }
                rest = rest.dropFirst(written)
            }
        }
    }

    /// Reads up to `count` bytes from a place on; fewer where the file ends.
    func readBytes(_ count: Int, at start: Int) throws -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: min(count, max(0, try size() - start))) { buffer, filled in
            while filled < buffer.count {
                let got = pread(number, buffer.baseAddress! + filled, buffer.count - filled, off_t(start + filled))
                if got > 0 { filled += got; continue }
                if got < 0, errno == EINTR { continue }
                failure = got < 0 ? errno : 0
                break
            }
        }
        if failure != 0 { throw RecordError("\(path): cannot be read: \(SystemReason.text(failure))") }
        return bytes
    }

    /// The size of the file in bytes.
    func size() throws -> Int {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw RecordError("\(path): cannot be read: \(SystemReason.text())") }
        return Int(status.st_size)
    }

    /// Returns when everything is on the disk.
    func synchronize() throws {
        while fsync(number) != 0 {
            if errno != EINTR { throw RecordError("\(path): cannot be written: \(SystemReason.text())") }
        }
    }

    /// Returns when the names in a folder are on the disk; file systems that cannot do that for folders are left alone.
    static func synchronize(folder: String) throws {
        let file = try FileDescriptor(opening: folder, flags: O_RDONLY, purpose: "be read", isFolder: true)
        _ = fsync(file.number)
        try file.close()
    }

    func readToEnd() throws -> Data {
        var result = Data()
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(number, &chunk, chunk.count)
            if count == 0 { return result }
            if count < 0 {
                if errno == EINTR { continue }
                throw RecordError("\(path): cannot be read: \(SystemReason.text())")
            }
            result.append(contentsOf: chunk[..<count])
        }
    }

    /// Some file systems report a full disk only here.
    func close() throws {
        if Foundation.close(number) != 0 && errno != EINTR {
            throw RecordError("\(path): cannot be written: \(SystemReason.text())")
        }
    }
}
