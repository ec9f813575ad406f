/// One image of a dataset that has a manifest.
public struct DatasetImage: Equatable, Sendable {
    /// The name of the manifest.
    public let dataset: String
    public let file: DatasetManifest.File
    /// Where it lies, or should lie.
    public let path: String
}
