import Imaging
import Restoration

/// The keys `dataset`, `images` and `size`: which clean images the runs take.
enum SourceForm {
    static let sides = 16...8192

    /// One source an image, in the order of `images`, or of the dataset when that is left out.
    static func read(_ root: SpecNode, specFolder: String, datasets: Datasets) throws -> [ImageSource] {
        let dataset = root["dataset"] ?? .text("synthetic", at: root.place)
        if let size = root["size"], dataset.scalarText != "synthetic", !isPadding(size) {
            throw SpecError(size.place, "'size' in pixels is for dataset 'synthetic' only; for image files use 'crop', or 'size: pad'")
        }
        if let files = try filePaths(dataset, specFolder: specFolder) {
            let sources = files.map { ImageSource.file(path: $0) }
            return try chosen(root["images"], from: sources, of: "the files")
        }
        let name = try dataset.text("dataset")
        if name == "synthetic" {
            let (width, height) = try size(root["size"])
            let scenes = SyntheticImage.allCases.map { ImageSource.synthetic($0, width: width, height: height) }
            return try chosen(root["images"], from: scenes, of: "dataset 'synthetic'")
        }
        guard let manifest = try datasets.manifest(name) else {
            throw dataset.unknownName("dataset", name, allowed: ["synthetic"] + datasets.names)
        }
        let sources = manifest.images.map { ImageSource.dataset(datasets.image($0, of: manifest)) }
        return try chosen(root["images"], from: sources, of: "dataset '\(name)'")
    }

    /// Whether the value of `size` asks for images to be padded instead of cropped.
    static func isPadding(_ size: SpecNode?) -> Bool { size?.scalarText == "pad" }

    /// Whether images are padded; throws where the task does not allow it.
    static func pads(_ size: SpecNode?, for task: RestorationTask) throws -> Bool {
        guard isPadding(size), let size else { return false }
        if case .superResolve = task {
            throw SpecError(size.place, "'size: pad' is not for task 'super-resolve', whose loss is of a smaller output; use 'crop'")
        }
        return true
    }

    private static func filePaths(_ node: SpecNode, specFolder: String) throws -> [String]? {
        guard node.scalarText == nil else { return nil }
        let entries = try node.mapping("dataset", allowed: ["files"])
        guard let files = entries.value("files") else {
            throw node.mismatch("dataset", "a manifest's name, synthetic or {files: [photo.png]}")
        }
        let paths = try files.list("files").map { FilePath.absolute(try $0.text("files"), from: specFolder) }
        let stems = paths.map(FilePath.stem)
        if let twice = stems.indices.first(where: { stems[..<$0].contains(stems[$0]) }) {
            throw SpecError(files.place, "'files' has two images called '\(stems[twice])'; their names must differ")
        }
        return paths
    }

    private static func size(_ node: SpecNode?) throws -> (width: Int, height: Int) {
        guard let node else { return (128, 128) }
        guard let items = node.items else {
            let side = try node.integer("size", sides)
            return (side, side)
        }
        guard items.count == 2 else { throw node.mismatch("size", "a number of pixels or [width, height]") }
        return (try items[0].integer("size", sides), try items[1].integer("size", sides))
    }

    private static func chosen(_ node: SpecNode?, from sources: [ImageSource], of owner: String) throws -> [ImageSource] {
        guard let node else { return sources }
        var result: [ImageSource] = []
        for item in try node.list("images", orSingle: true) {
            let name = try item.text("images")
            guard let source = sources.first(where: { $0.image == name }) else {
                throw SpecError(item.place, "\(owner) has no image '\(name)'"
                    + NearestName.hint(for: name, allowed: sources.map(\.image)))
            }
            guard !result.contains(source) else { throw SpecError(item.place, "'images' lists '\(name)' twice") }
            result.append(source)
        }
        return result
    }

    /// The canonical lines; `fullPaths` is off where the text must not depend on where the files lie.
    static func text(_ source: ImageSource, fullPaths: Bool) -> String {
        let images = "images: [\(CanonicalText.scalar(source.image))]\n"
        switch source {
        case .synthetic(_, let width, let height):
            return "dataset: synthetic\n" + images + "size: [\(width), \(height)]\n"
        case .dataset(let image):
            return "dataset: \(CanonicalText.scalar(image.dataset))\n" + images
        case .file(let path):
            return "dataset: {files: [\(CanonicalText.scalar(fullPaths ? path : FilePath.name(path)))]}\n" + images
        }
    }
}
