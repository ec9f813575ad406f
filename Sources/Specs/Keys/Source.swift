import Imaging
import Restoration

/// The keys `dataset`, `images` and `size`: which clean images the runs take.
///
/// They are read together, before the other keys of a run, as they decide how many runs there are.
enum SourceKeys {
    @KeysBuilder<ExperimentSpec>
    static var keys: [Key<ExperimentSpec>] {
        Key(
            elsewhere: SpecKey(
                "dataset",
                "The set of clean images: the name of a manifest, `synthetic` for scenes drawn by the program, or "
                    + "image files.",
                .either([.text, .mapping]), example: "set9",
                below: [
                    SpecKey(
                        "files",
                        "Image files, relative to the spec's folder. A folder stands for the PNG, JPEG, TIFF and BMP files "
                            + "in it, `*`, `?` and `[...]` for all that fit, and `~` for your home folder.",
                        files.allowed, example: "[photo.png]")
                ]),
            default: synthetic, text: { datasetText($0.source) })
        Key(
            elsewhere: SpecKey(
                "images", "The images of the set to restore, one run for each.", images.allowed,
                default: "all",
                example: "[leaves, fabric]"), text: { "[\(CanonicalText.scalar($0.source.image))]" })
        Key(
            elsewhere: SpecKey(
                "size",
                "For synthetic images the side, or width and height. For other images `pad`: the whole image is "
                    + "restored. The network's output is larger and is cropped to the image, so that only the image's "
                    + "own pixels enter the loss and the metrics.",
                .either([side.allowed, .list(side.allowed, 2...2), .names([padding])]), unit: "pixels",
                default: "128 for synthetic images",
                example: "[128, 96]", method: "1"), text: sizeText)
    }

    static let synthetic = "synthetic"
    private static let padding = "pad"
    private static let side = Form<Int>.integer(16...8192)
    private static let images = Form<String>.text.list(orSingle: true)
    private static let files = Form<String>.path.list()

    private static func datasetText(_ source: ImageSource) -> String {
        switch source {
        case .synthetic: synthetic
        case .dataset(let image): CanonicalText.scalar(image.dataset)
        case .file(let path): "{files: [\(CanonicalText.scalar(path))]}"
        }
    }

    @Sendable
    private static func sizeText(_ spec: ExperimentSpec) -> String? {
        if case .synthetic(_, let width, let height) = spec.source {
            "[\(width), \(height)]"
        } else {
            spec.fit.padsImage ? padding : nil
        }
    }

    /// One source an image, in the order of `images`, or of the dataset when that is left out. Throws all that is
    /// wrong.
    static func read(_ root: SpecNode, specFolder: String, sets: any ImageSets) throws -> [ImageSource] {
        var mistakes = Mistakes()
        let dataset = root["dataset"] ?? .text(synthetic, at: root.place)
        var found: (sources: [ImageSource], owner: String)?
        if dataset.scalarText == synthetic {
            let (width, height) = mistakes.attempt { try size(root["size"]) } ?? (128, 128)
            found = (
                SyntheticImage.allCases.map { .synthetic($0, width: width, height: height) }, "dataset 'synthetic'"
            )
        } else {
            found = mistakes.attempt { try images(of: dataset, specFolder: specFolder, sets: sets) }
            if let size = root["size"], size.scalarText != padding,
                found != nil || dataset.scalarText.map(isFileName) ?? (dataset.entries != nil)
            {
                mistakes.add(
                    SpecError(
                        size.place,
                        "'size' in pixels is for dataset 'synthetic' only; for image files use 'crop', or 'size: pad'"))
            }
        }
        let sources = found.flatMap { found in
            mistakes.attempt { try chosen(root["images"], from: found.sources, of: found.owner) }
        }
        try mistakes.end()
        return sources ?? []
    }

    private static func images(of dataset: SpecNode, specFolder: String, sets: any ImageSets) throws -> (
        sources: [ImageSource], owner: String
    ) {
        if dataset.scalarText == nil {
            guard let node = try dataset.mapping("dataset", allowed: ["files"]).value("files") else {
                throw dataset.mismatch("dataset", "a manifest's name, synthetic or {files: [photo.png]}")
            }
            let names = try files.read(node, "files", nil)
            var mistakes = Mistakes()
            let paths = zip(names, node.items ?? [node]).flatMap { name, item in
                mistakes.attempt { try ImageFiles.paths(of: name, from: specFolder, at: item.place) } ?? []
            }
            try mistakes.end()
            let stems = paths.map(FilePath.stem)
            if let twice = stems.indices.first(where: { stems[..<$0].contains(stems[$0]) }) {
                throw SpecError(node.place, "'files' has two images called '\(stems[twice])'; their names must differ")
            }
            return (paths.map { .file(path: $0) }, "'files'")
        }
        let name = try dataset.text("dataset")
        guard let found = try sets.images(of: name) else {
            if isFileName(name) {
                throw SpecError(
                    dataset.place,
                    "'dataset' cannot be '\(name)'; for image files of your own write {files: "
                        + "[\(CanonicalText.scalar(name))]}"
                )
            }
            throw SpecError(unknown: name, of: "dataset", allowed: [synthetic] + sets.names, at: dataset.place)
        }
        guard !found.isEmpty else {
            throw SpecError(dataset.place, "'dataset' cannot be '\(name)': it has masks only, and no image to restore")
        }
        return (found.map { .dataset($0) }, "dataset '\(name)'")
    }

    private static func isFileName(_ name: String) -> Bool { name.contains("/") || FilePath.stem(name) != name }

    private static func size(_ node: SpecNode?) throws -> (Int, Int) {
        guard let node else { return (128, 128) }
        guard let items = node.items else {
            let side = try side.read(node, "size", nil)
            return (side, side)
        }
        guard items.count == 2 else { throw node.mismatch("size", "a number of pixels or [width, height]") }
        let sides = try side.list().read(node, "size", nil)
        return (sides[0], sides[1])
    }

    /// Whether images are padded instead of cropped; throws where the task does not allow it.
    static func pads(_ size: SpecNode?, for task: RestorationTask) throws -> Bool {
        guard let size, size.scalarText == padding else { return false }
        if case .superResolve = task {
            throw SpecError(
                size.place,
                "'size: pad' does not work with task 'super-resolve', whose loss compares a smaller output; use 'crop'"
            )
        }
        return true
    }

    private static func chosen(_ node: SpecNode?, from sources: [ImageSource], of owner: String) throws -> [ImageSource]
    {
        guard let node else { return sources }
        var mistakes = Mistakes(), result: [ImageSource] = []
        for item in try node.list("images", orSingle: true) {
            mistakes.attempt {
                let name = try item.text("images")
                guard let source = sources.first(where: { $0.image == name }) else {
                    if owner != "'files'", isFileName(name) {
                        throw SpecError(
                            item.place,
                            "\(owner) has no image '\(name)'; for image files of your own write dataset: {files: "
                                + "[\(CanonicalText.scalar(name))]}")
                    }
                    throw SpecError(
                        item.place,
                        "\(owner) has no image '\(name)'" + NearestName.hint(for: name, allowed: sources.map(\.image)))
                }
                guard !result.contains(source) else { throw SpecError(item.place, "'images' lists '\(name)' twice") }
                result.append(source)
            }
        }
        try mistakes.end()
        return result
    }
}
