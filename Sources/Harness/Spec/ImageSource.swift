import Imaging

/// The clean image of one run.
public enum ImageSource: Equatable, Sendable {
    case synthetic(SyntheticImage, width: Int, height: Int)
    case dataset(DatasetImage)
    case file(path: String)

    /// The image's name: the synthetic scene's, or the file's stem.
    public var image: String {
        switch self {
        case .synthetic(let scene, _, _): scene.rawValue
        case .dataset(let image): FilePath.stem(image.file.file)
        case .file(let path): FilePath.stem(path)
        }
    }

    /// What `run.json` says under `dataset`.
    public var dataset: String {
        switch self {
        case .synthetic: "synthetic"
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
