import ArgumentParser
import Datasets
import Foundation
import Imaging
import Quoting
import Records
import Specs
import Wording

/// `dip init`: writes a first spec, with comments.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a commented spec to start from.",
        discussion: """
            The spec compares two upsamplers, with and without a ceiling on the spectral norms, on a part of the photograph; 'dip run' \
            runs it as it is. Nothing is overwritten.
            """)

    @Argument(
        help: "A photograph, or the name of a set of images (default: the program's synthetic scenes).",
        completion: .file())
    var photo: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The spec (default: the photograph's name with .yaml, here).", valueName: "file"),
        completion: .file())
    var output: String?

    func validate() throws {
        if let photo { try SpecPath.check(photo, "the photograph's path") }
        if let output { try SpecPath.check(output, "--output") }
    }

    func run() throws {
        let source = try SpecTemplate.Source(photo)
        let path = output ?? "\(source.name).yaml"
        // A link counts, too, even where it leads to nothing.
        guard (try? FileManager.default.attributesOfItem(atPath: path)) == nil else {
            throw Refusal("\(path): exists already; name another file with --output")
        }
        guard Completions.isSpec(path) else { throw Refusal("\(path): a spec's name ends in .yaml") }
        guard FilePath.isPlain(FilePath.stem(path)) else {
            throw Refusal("\(path): a spec's name may contain only letters, digits, '-' and '_'")
        }
        guard FilePath.stem(path).utf8.count <= FilePath.longestName else {
            throw Refusal("\(path): a spec's name may have at most \(FilePath.longestName) characters")
        }
        let template = SpecTemplate(source: source, path: path)
        // Of a spec elsewhere it is the full path, with the names of the folders above.
        if let written = template.photo { try SpecPath.check(written, "the photograph's full path") }
        try Output.write(template.text, toFile: path)
        print("next: \(ShellText.command(["dip", "run", ScriptWord.path(path), "-n"]))")
    }
}

/// The text of a first spec.
struct SpecTemplate {
    enum Source {
        case synthetic, set(String)
        /// The path as given, and the side of the square that is restored.
        case photo(String, side: Int)

        /// Throws a `Refusal` for what is neither an image nor a set, and what reading the image throws.
        init(_ photo: String?) throws {
            guard let photo, photo != "synthetic" else {
                self = .synthetic
                return
            }
            let sets = DatasetCatalogue.standard()
            if !FileManager.default.fileExists(atPath: photo), sets.names.contains(photo) {
                self = .set(photo)
                return
            }
            guard FileManager.default.fileExists(atPath: photo) || photo.contains(".") else {
                throw Refusal(
                    "there is no file and no set of images '\(photo)'"
                        + NearestName.hint(for: photo, allowed: ["synthetic"] + sets.names))
            }
            let image = try ImageFile.load(photo).image
            let side = min(image.width, image.height, Self.usual) / 32 * 32
            guard side >= 64 else {
                throw Refusal("\(photo): is \(image.width) x \(image.height); a spec needs at least 64 pixels a side")
            }
            self = .photo(photo, side: side)
        }

        private static let usual = 128

        var name: String {
            switch self {
            case .synthetic: "synthetic"
            case .set(let name): name
            case .photo(let path, _):
                FilePath.plain(FilePath.stem(path)).map { String($0.prefix(FilePath.longestName)) } ?? "photo"
            }
        }
    }

    let source: Source
    /// Of the spec: paths in it are relative to its folder.
    let path: String

    var text: String {
        let command = ShellText.command(["dip", "run", ScriptWord.path(path)])
        return """
            # Shows what would run, and for how long: \(command) -n
            # Runs it; the same command goes on after Ctrl-C: \(command)
            # Then: dip table, dip plot and dip export with this file. All keys: dip describe spec
            title: "\(source.name): two upsamplers with and without control"
            \(images)
            # Noise of standard deviation 25 on a scale of 0 to 255 is added. Other tasks: dip list tasks
            task: {denoise: {sigma: 25}}
            iterations: 1000
            # Every case is repeated with each seed; tables show mean and deviation.
            seeds: [0]
            sweep:
              # How the network doubles the resolution; the others: dip list upsamplers
              network.upsampler: [nearest, bilinear]
              # Lambda, the ceiling of the spectral norm of every 3 x 3 layer: smaller is smoother, 0 leaves it uncontrolled.
              network.lipschitz: [0, 1.8]
            # One figure for each upsampler, with a curve for each lambda.
            figure: {kind: bands, series: network.lipschitz, label: "lambda {}"}
            # psnr_best needs the clean image to be known; psnr_last is the mean over the last tenth.
            table: {columns: [psnr_best, iteration_best, psnr_last]}

            """
    }

    private var images: String {
        switch source {
        case .synthetic:
            "# Scenes drawn by the program, at any size.\ndataset: synthetic\nimages: [leaves]\nsize: 64"
        case .set(let name):
            "# Fetched with: dip data fetch \(name); 'images' chooses some by name.\ndataset: \(name)\n"
                + "# The middle of each image, in pixels; larger takes longer.\ncrop: 128"
        case .photo(_, let side):
            "# More files, folders and patterns may stand in the list.\n"
                + "dataset: {files: [\(CanonicalText.scalar(photo ?? ""))]}\n"
                + "# The middle of the photograph, in pixels, multiples of 32; larger takes longer.\ncrop: \(side)"
        }
    }

    /// The photograph's path as it stands in the spec; nil where there is none.
    var photo: String? {
        guard case .photo(let photo, _) = source else { return nil }
        let folder = FilePath.folder(path)
        return photo.hasPrefix("/") || folder == "." ? photo : FilePath.absolute(photo, from: ".")
    }
}
