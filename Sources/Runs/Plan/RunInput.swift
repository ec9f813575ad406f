import Records

/// The input of a run: the content of its image, and the size in pixels of the part that is restored.
public struct RunInput: Equatable, Sendable {
    /// The SHA-256 of the file, or the name and size of a synthetic image.
    public let identity: String
    /// The file's name; nil for a synthetic image.
    public let file: String?
    public let channels: Int
    /// Pixels after cropping.
    public let width: Int
    public let height: Int
    /// The mask file with its content's hash, for a task that reads one.
    public var mask: RunRecord.Input?
    /// Remarks about the image for readers of the result.
    public let notes: [String]
    /// The pixels of the whole image, where only a part of it is restored.
    public var whole: [Int]?

    /// The files that the run reads, as its record names them.
    var files: [RunRecord.Input] {
        [file.map { RunRecord.Input(file: $0, sha256: identity) }, mask].compactMap(\.self)
    }
}
