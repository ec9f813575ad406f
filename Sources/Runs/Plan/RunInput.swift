import Records

/// What a run reads: the content of its image, and the size of the part that is restored.
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
    /// What a reader of the result has to know about the image.
    public let notes: [String]

    /// The files that the run reads, as its record names them.
    var files: [RunRecord.Input] {
        [file.map { RunRecord.Input(file: $0, sha256: identity) }, mask].compactMap(\.self)
    }
}
