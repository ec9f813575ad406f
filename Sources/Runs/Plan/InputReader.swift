import Architectures
import Datasets
import Downloads
import Foundation
import Imaging
import Records
import Restoration
import Specs
import Spectra

/// Reads clean images and remembers the properties of each, so that a sweep opens a file once.
final class InputReader {
    private struct Known {
        var identity: String
        var channels: Int
        var width: Int
        var height: Int
        var notes: [String] = []
    }

    private var files: [String: Known] = [:]
    private let specPath: String

    /// `specPath` is named in errors.
    init(specPath: String) {
        self.specPath = specPath
    }

    /// Checks that the image can be read and that the network can restore it; throws a sentence when not.
    func resolve(_ spec: ExperimentSpec) throws -> RunInput {
        let known = try known(spec.source)
        let (rows, columns): (Range<Int>, Range<Int>)
        do {
            (rows, columns) = try spec.crop.ranges(height: known.height, width: known.width)
        } catch {
            throw SpecError(.file(specPath), "image '\(spec.source.image)': \(error)")
        }
        let architecture = spec.fit.architecture, pads = spec.fit.padsImage && !spec.fit.method.givesOneOutput
        try ImageSize.check(
            width: pads ? architecture.paddedSide(columns.count) : columns.count,
            height: pads ? architecture.paddedSide(rows.count) : rows.count, of: spec, specPath: specPath)
        do {
            // What a network or the bands refuse should be known before the first run starts.
            _ = try spec.fit.network(channels: known.channels, height: rows.count, width: columns.count)
            _ = try Bands(
                count: spec.fit.bandCount, geometry: spec.fit.bandGeometry, width: columns.count, height: rows.count)
        } catch {
            throw SpecError(.file(specPath), "image '\(spec.source.image)': \(error)")
        }
        return RunInput(
            identity: known.identity, file: spec.source.path.map(FilePath.name), channels: known.channels,
            width: columns.count, height: rows.count, mask: try mask(spec, of: known), notes: known.notes,
            whole: [columns.count, rows.count] == [known.width, known.height] ? nil : [known.width, known.height])
    }

    /// The problem that a run fits: the cropped clean image and its degraded version; throws a sentence when nothing of it is known.
    static func problem(_ spec: ExperimentSpec) throws -> Problem {
        let image = try image(spec.source)
        let regions = try spec.fit.task.maskPath.map {
            try RegionMask(contentsOf: $0).mask(
                channels: image.channels, height: image.height, width: image.width, crop: spec.crop)
        }
        let problem = try Problem(
            task: spec.fit.task, clean: image.cropped(spec.crop), seed: spec.fit.seed, regions: regions)
        if case .inpaint(let keep) = spec.fit.task, problem.mask?.pixels.contains(1) == false {
            throw BernoulliMaskError.nothingKept(keep: keep)
        }
        return problem
    }

    private static func image(_ source: ImageSource) throws -> Image {
        switch source {
        case .synthetic(let scene, let width, let height): scene.image(width: width, height: height)
        case .dataset(let image): try ImageFile.load(existingPath(image)).image
        case .file(let path): try ImageFile.load(path).image
        }
    }

    /// Checks the mask file of a task that reads one; the image is known and can be cropped.
    private func mask(_ spec: ExperimentSpec, of image: Known) throws -> RunRecord.Input? {
        guard let path = spec.fit.task.maskPath else { return nil }
        _ = try RegionMask(contentsOf: path).mask(
            channels: 1, height: image.height, width: image.width, crop: spec.crop)
        return RunRecord.Input(file: FilePath.name(path), sha256: try file(path).identity)
    }

    private func known(_ source: ImageSource) throws -> Known {
        switch source {
        case .synthetic(let scene, let width, let height):
            return Known(
                identity: "synthetic \(scene.rawValue) \(width) x \(height)", channels: 3, width: width, height: height)
        case .file(let path):
            return try file(path)
        case .dataset(let image):
            let path = try Self.existingPath(image)
            var known = try file(path)
            if known.identity != image.sha256 {
                if let samples = image.samples, SampleSum.sha256(try ImageFile.load(path).image) == samples {
                    // The same samples give the same run, whatever the format they are stored in.
                    known.identity = image.sha256
                    known.notes.append(
                        "\(FilePath.name(path)) is a lossless copy of \(image.file), whose SHA-256 is recorded")
                    files[path] = known
                } else {
                    known.notes.append(
                        "\(FilePath.name(path)) differs from the file \(image.file) that the manifest of "
                            + "\(image.dataset) names")
                }
            }
            return known
        }
    }

    private func file(_ path: String) throws -> Known {
        if let known = files[path] { return known }
        let loaded: LoadedImage
        do {
            loaded = try ImageFile.load(path)
        } catch {
            // Where the spec names it, if it does.
            guard let place = SpecDocument.place(ofFile: path, in: specPath) else { throw error }
            throw SpecError(place, "\(error)")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SpecError(.file(path), "the file cannot be read")
        }
        let known = Known(
            identity: FileSum.sha256(data), channels: loaded.image.channels, width: loaded.image.width,
            height: loaded.image.height, notes: loaded.notes)
        files[path] = known
        return known
    }

    /// The path of a dataset's image; throws a `DatasetError` that says how to fetch the file if it is missing.
    private static func existingPath(_ image: DatasetImage) throws -> String {
        guard FileManager.default.fileExists(atPath: image.path) else {
            throw DatasetError(
                description: "\(image.path): this image of dataset '\(image.dataset)' is missing; "
                    + "fetch it with: \(DatasetCatalogue.fetchCommand([image.dataset]))")
        }
        return image.path
    }
}
