import Foundation

/// Reads small files, with errors that name the file and the reason.
package enum TextFile {
    /// The most bytes that a file of a record has: curves of a million iterations have 200 MB.
    private static let limit = 1 << 30

    /// The bytes of a file; throws `RecordError` when it is missing, a folder, unreadable or larger than 1 GiB.
    package static func data(_ path: String) throws -> Data {
        let file = try FileDescriptor(opening: path, flags: O_RDONLY, purpose: "be read")
        let result = Result {
            guard try file.size() <= limit else {
                throw RecordError("\(path): cannot be read: it has more than 1 GiB, and no file of a record has")
            }
            return try file.readToEnd()
        }
        try file.close()
        return try result.get()
    }

    /// Up to `count` bytes from the beginning of a file; throws as `data` does.
    package static func head(_ path: String, count: Int) throws -> Data {
        let file = try FileDescriptor(opening: path, flags: O_RDONLY, purpose: "be read")
        let result = Result { Data(try file.readBytes(count, at: 0)) }
        try file.close()
        return try result.get()
    }

    /// The text of a UTF-8 file; throws `RecordError` also when the bytes are not UTF-8.
    package static func read(_ path: String) throws -> String {
        guard let text = String(validating: try data(path), as: UTF8.self) else {
            throw RecordError("\(path): is not UTF-8 text")
        }
        return text
    }
}

/// An error with a file of the records; its description is the sentence to show: where, what is wrong, what is allowed.
package struct RecordError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
