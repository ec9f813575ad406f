/// One image of a dataset that has a manifest.
public struct DatasetImage: Equatable, Sendable {
    /// The name of the manifest.
    public let dataset: String
    /// The dataset's folder below the data root.
    public let folder: String
    public let file: DatasetManifest.File
    /// Where it lies, or should lie; nil when the data root is not known.
    public let path: String?
}
