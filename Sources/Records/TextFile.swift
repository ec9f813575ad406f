import Foundation

/// Reads small files, with errors that name the file and the reason.
public enum TextFile {
    /// The bytes of a file; throws `RecordError` when it is missing, a folder or unreadable.
    public static func data(_ path: String) throws -> Data {
        let file = try FileDescriptor(opening: path, flags: O_RDONLY, purpose: "be read")
        let result = Result { try file.readToEnd() }
        try file.close()
        return try result.get()
    }

    /// Up to `count` bytes from the beginning of a file; throws as `data` does.
    public static func head(_ path: String, count: Int) throws -> Data {
        let file = try FileDescriptor(opening: path, flags: O_RDONLY, purpose: "be read")
        let result = Result { Data(try file.readBytes(count, at: 0)) }
        try file.close()
        return try result.get()
    }

    /// The text of a UTF-8 file; throws `RecordError` also when the bytes are not UTF-8.
    public static func read(_ path: String) throws -> String {
        guard let text = String(validating: try data(path), as: UTF8.self) else {
            throw RecordError("\(path): is not UTF-8 text")
        }
        return text
    }
}
