import ArgumentParser
import Foundation
import Imaging
import Records
import Restoration
import Spectra
import Wording

/// `dip measure`: compares two image files or two folders of them, or says what can be said of one.
struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measure one image against another, a folder against another, or an image alone.",
        discussion: """
            Prints PSNR, SSIM, GMSD and the frequency-band correspondence of OTHER against REFERENCE, and blur, sharpness and their \
            ratio of OTHER. Values are exact in CSV and JSON; an undefined one is an empty cell or null. The PSNR of identical images is inf \
            (in JSON the string "inf").

            Of two folders, images of the same name are compared, or those whose names differ in the ending alone. There is a row for \
            each, and their mean last; images without a partner are named.

            One image alone is measured without a reference: its estimated noise, blur, sharpness and their ratio; with \
            --degraded also what was taken away: its deviation, which should be the noise's, and how far neighbours in it \
            are correlated, which white noise is not.

            An image is turned upright as its Exif block says.
            """)

    @Argument(
        help: "The image to compare with, PNG, JPEG, TIFF or BMP, or a folder; or the only one.", completion: .file())
    var reference: String

    @Argument(help: "The image to measure, of the same size and channels, or a folder.", completion: .file())
    var other: String?

    @Option(
        help: ArgumentHelp("The degraded image from which the single image was restored.", valueName: "image"),
        completion: .file())
    var degraded: String?

    @Option(help: "How the values are printed.")
    var format = MeasureReport.Format.text

    @Option(help: ArgumentHelp("Number of frequency bands.", valueName: "number"))
    var bands = 5

    @Option(
        help:
            "How frequencies are divided into bands: by rings of the spectrum in pixels, as published, or in normalised frequency."
    )
    var definition = BandGeometry.published

    private static let allowedBands = 1...32

    func validate() throws {
        guard Self.allowedBands.contains(bands) else {
            let (least, most) = (Self.allowedBands.lowerBound, Self.allowedBands.upperBound)
            throw ValidationError("--bands must be a whole number from \(least) to \(most)")
        }
        guard other == nil || degraded == nil else {
            throw ValidationError("--degraded belongs to the measures of one image alone, not of two")
        }
    }

    func run() throws {
        if let other, Folder.exists(reference) || Folder.exists(other) { return try compareFolders(with: other) }
        let report = try other.map { try compare(reference, with: $0) } ?? measureAlone()
        print(report.text(format), terminator: "")
    }

    private func compare(_ path: String, with other: String) throws -> MeasureReport {
        let reference = try load(path)
        try checkMemory(reference, path)
        let other = try load(other, like: reference, of: path)
        let rings: Bands
        do {
            rings = try Bands(count: bands, geometry: definition, width: reference.width, height: reference.height)
        } catch {
            // Every error names its file: of many pairs it is said which.
            throw Refusal("\(path): \(error)")
        }
        let measures = MetricSet(clean: reference, degraded: reference, reference: reference, bands: rings)
        return MeasureReport(
            measures.measure(other), isCopy: ImageMetrics.meanSquaredError(reference, other) == 0)
    }

    private func measureAlone() throws -> MeasureReport {
        guard !Folder.exists(reference) else {
            throw Refusal("\(reference): is a folder; name a second folder to compare its images with")
        }
        let image = try load(reference)
        try checkMemory(image, reference)
        let residual = try degraded.map {
            Residual(degraded: try load($0, like: image, of: reference), restored: image)
        }
        return MeasureReport(alone: image, residual: residual)
    }

    /// What cannot be measured is named, and the others are measured nevertheless.
    private func compareFolders(with other: String) throws {
        let pairs = try ImagePairs(reference, other)
        for note in pairs.notes { Terminal.complain("note: \(note)") }
        var rows: [(image: String, report: MeasureReport)] = []
        for pair in pairs.pairs {
            do {
                rows.append((pair.name, try compare(pair.reference, with: pair.other)))
            } catch {
                Terminal.complain("\(error)")
            }
        }
        print(MeasureTable(rows: rows).text(format), terminator: "")
        guard rows.count == pairs.pairs.count else {
            throw CommandFailure(
                "\(pairs.pairs.count - rows.count) of \(pairs.pairs.count) pairs could not be measured")
        }
    }

    private func checkMemory(_ image: Image, _ path: String) throws {
        let needed = MetricSet.bytes(channels: image.channels, height: image.height, width: image.width)
        guard needed <= ImageFile.memoryLimit else {
            throw Refusal(
                "\(path): measuring \(shape(image)) needs about \(Amount.neededMemory(needed)) of memory, and "
                    + "\(Amount.neededMemory(ImageFile.memoryLimit)) may be used; measure a part of it")
        }
    }

    /// Loads an image that must have the shape of the first one.
    private func load(_ path: String, like first: Image, of firstPath: String) throws -> Image {
        let image = try load(path)
        guard image.channels == first.channels, image.width == first.width, image.height == first.height else {
            throw Refusal(
                "\(path): is \(shape(image)), but \(firstPath) is \(shape(first)); "
                    + "both must have the same size and channels")
        }
        return image
    }

    private func load(_ path: String) throws -> Image {
        // As 'dip restore' reads it.
        let loaded = try ImageFile.loadUpright(path)
        for note in loaded.notes { Terminal.complain("\(path): note: \(note)") }
        return loaded.image
    }

    private func shape(_ image: Image) -> String {
        "\(image.width) x \(image.height) with \(image.channels) channel\(image.channels == 1 ? "" : "s")"
    }
}

extension MeasureReport.Format: ExpressibleByArgument {}
extension BandGeometry: ExpressibleByArgument {}
