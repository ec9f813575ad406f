import Architectures
import Foundation
import Imaging
import Spectra

/// Reads clean images, and keeps what is known of each so that a sweep opens a file once.
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
        try ImageSize.check(width: columns.count, height: rows.count, of: spec, specPath: specPath)
        do {
            // What a network or the bands refuse should be known before the first run starts.
            _ = try spec.fit.architecture.network(channels: known.channels, height: rows.count, width: columns.count)
            _ = try Bands(count: spec.fit.bandCount, geometry: spec.fit.bandGeometry, width: columns.count, height: rows.count)
        } catch {
            throw SpecError(.file(specPath), "image '\(spec.source.image)': \(error)")
        }
        return RunInput(identity: known.identity, file: spec.source.path.map(FilePath.name), channels: known.channels,
                        width: columns.count, height: rows.count, notes: known.notes)
    }

    /// The clean image of a run, cropped.
    static func image(_ spec: ExperimentSpec) throws -> Image {
        let image = switch spec.source {
        case .synthetic(let scene, let width, let height): scene.image(width: width, height: height)
        case .dataset(let image): try ImageFile.load(existingPath(image)).image
        case .file(let path): try ImageFile.load(path).image
        }
        return try image.cropped(spec.crop)
    }

    private func known(_ source: ImageSource) throws -> Known {
        switch source {
        case .synthetic(let scene, let width, let height):
            return Known(identity: "synthetic \(scene.rawValue) \(width) x \(height)", channels: 3, width: width, height: height)
        case .file(let path):
            return try file(path)
        case .dataset(let image):
            let path = try Self.existingPath(image)
            var known = try file(path)
            if known.identity != image.file.sha256 {
                if let samples = image.file.samples, SampleSum.sha256(try ImageFile.load(path).image) == samples {
                    // The same samples give the same run, whatever the format they are stored in.
                    known.identity = image.file.sha256
                    known.notes.append("\(FilePath.name(path)) is a lossless copy of \(image.file.file), whose SHA-256 is recorded")
                    files[path] = known
                } else {
                    known.notes.append("\(FilePath.name(path)) differs from the file \(image.file.file) that the manifest of "
                        + "\(image.dataset) names")
                }
            }
            return known
        }
    }

    private func file(_ path: String) throws -> Known {
        if let known = files[path] { return known }
        let loaded = try ImageFile.load(path)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SpecError(.file(path), "the file cannot be read")
        }
        let known = Known(identity: RunKey.digest(data), channels: loaded.image.channels, width: loaded.image.width,
                          height: loaded.image.height, notes: loaded.notes)
        files[path] = known
        return known
    }

    /// The path of a dataset's image; throws a `DatasetError` that says how to get the file when it is not there.
    private static func existingPath(_ image: DatasetImage) throws -> String {
        guard FileManager.default.fileExists(atPath: image.path) else {
            throw DatasetError(description: "\(image.path): this image of dataset '\(image.dataset)' is not there; "
                + "fetch it with: \(Datasets.fetchCommand([image.dataset]))")
        }
        return image.path
    }
}
