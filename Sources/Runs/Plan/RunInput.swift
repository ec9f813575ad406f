import Records

/// The input of a run: the content of its image, and the size in pixels of the part that is restored.
package struct RunInput: Equatable, Sendable {
    /// The SHA-256 of the file, or the name and size of a synthetic image.
    package let identity: String
    /// The file's name; nil for a synthetic image.
    package let file: String?
    package let channels: Int
    /// Pixels after cropping.
    package let width: Int
    package let height: Int
    /// The mask file with its content's hash, for a task that reads one.
    package var mask: RunRecord.Input?
    /// Remarks about the image for readers of the result.
    package let notes: [String]
    /// The pixels of the whole image, where only a part of it is restored.
    package var whole: [Int]?

    /// The files that the run reads, as its record names them.
    var files: [RunRecord.Input] {
        [file.map { RunRecord.Input(file: $0, sha256: identity) }, mask].compactMap(\.self)
    }
}
