import Foundation
import Records

/// The `log.txt` of a run: one line an event, each with its time.
final class LogFile {
    private let path: String
    private let handle: FileHandle

    /// Starts the file anew; throws `RecordError`.
    init(path: String) throws {
        self.path = path
        guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path) else {
            throw RecordError("\(path): cannot be written")
        }
        self.handle = handle
    }

    deinit {
        try? handle.close()
    }

    func append(_ line: String) throws {
        do {
            try handle.write(contentsOf: Data("\(RunRecord.timestamp()) \(line)\n".utf8))
        } catch {
            throw RecordError("\(path): cannot be written: \(error.localizedDescription)")
        }
    }

    /// Adds lines to the file of a run that another process made; what cannot be written is left out.
    static func add(_ lines: [String], to path: String) {
        guard let handle = FileHandle(forWritingAtPath: path), (try? handle.seekToEnd()) != nil else { return }
        try? handle.write(contentsOf: Data(lines.map { "\(RunRecord.timestamp()) \($0)\n" }.joined().utf8))
        try? handle.close()
    }
}
