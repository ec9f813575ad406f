import Imaging

/// The sets of test images that a spec may name under `dataset`.
public protocol ImageSets: Sendable {
    /// Their names, sorted.
    var names: [String] { get }

    /// The images of a set; nil if there is no set of that name; throws a `SpecError` if its manifest is wrong.
    func images(of name: String) throws -> [DatasetImage]?
}

/// One image of a set that has a manifest.
public struct DatasetImage: Equatable, Sendable {
    /// The name of the manifest.
    public let dataset: String
    /// The file's name at its source.
    public let file: String
    /// The SHA-256 of the file, and that of its 8-bit samples, by which a lossless copy in another format is recognised;
    /// nil if no copy may replace the file.
    public let sha256: String
    public let samples: String?
    /// The path of the file or its copy, whether it exists or not.
    public let path: String
    /// What figures call the image; nil for its name.
    public let label: String?

    public init(
        dataset: String, file: String, sha256: String, samples: String?, path: String, label: String? = nil
    ) {
        self.label = label
        self.dataset = dataset
        self.file = file
        self.sha256 = sha256
        self.samples = samples
        self.path = path
    }
}

/// The clean image of one run.
public enum ImageSource: Equatable, Sendable {
    case synthetic(SyntheticImage, width: Int, height: Int)
    case dataset(DatasetImage)
    case file(path: String)

    /// The image's name: the synthetic scene's, or the file's stem.
    public var image: String {
        switch self {
        case .synthetic(let scene, _, _): scene.rawValue
        case .dataset(let image): FilePath.stem(image.file)
        case .file(let path): FilePath.stem(path)
        }
    }

    /// The value of `dataset` in `run.json`.
    public var dataset: String {
        switch self {
        case .synthetic: SourceKeys.synthetic
        case .dataset(let image): image.dataset
        case .file: "files"
        }
    }

    /// The file to read; nil for a synthetic image.
    public var path: String? {
        switch self {
        case .synthetic: nil
        case .dataset(let image): image.path
        case .file(let path): path
        }
    }
}
