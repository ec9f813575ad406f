import ArgumentParser
import Foundation
import Imaging
import Restoration
import Spectra
import Wording

/// `dip measure`: compares two image files, or says what can be said of one.
struct MeasureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Measure one image against another, or alone.",
        discussion: """
            Prints PSNR, SSIM, GMSD and the frequency-band correspondence of OTHER against REFERENCE, and blur, sharpness and their \
            ratio of OTHER. Values are exact in CSV and JSON; an undefined one is an empty cell or null.

            One image alone is measured without a reference: its estimated noise, blur, sharpness and their ratio; with \
            --degraded also what was taken away: its deviation, which should be the noise's, and how far neighbours in it \
            are correlated, which white noise is not.
            """)

    @Argument(help: "The image to compare with, PNG, BMP or JPEG; or the only one.", completion: .file())
    var reference: String

    @Argument(help: "The image to measure, of the same size and channels.", completion: .file())
    var other: String?

    @Option(help: ArgumentHelp("What the only image was restored from.", valueName: "image"), completion: .file())
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
        let reference = try load(reference)
        let needed = MetricSet.bytes(channels: reference.channels, height: reference.height, width: reference.width)
        guard needed <= ImageFile.memoryLimit else {
            throw Refusal(
                "\(self.reference): measuring \(shape(reference)) needs about \(Amount.neededMemory(needed)) of memory, and "
                    + "\(Amount.neededMemory(ImageFile.memoryLimit)) may be used; measure a part of it")
        }
        guard let path = other else { return try measureAlone(reference) }
        let other = try load(path, like: reference)
        let bands = try Bands(count: bands, geometry: definition, width: reference.width, height: reference.height)
        let measures = MetricSet(clean: reference, degraded: reference, reference: reference, bands: bands)
        print(MeasureReport(measures.measure(other)).text(format), terminator: "")
    }

    private func measureAlone(_ image: Image) throws {
        let residual = try degraded.map { Residual(degraded: try load($0, like: image), restored: image) }
        print(MeasureReport(alone: image, residual: residual).text(format), terminator: "")
    }

    /// Loads an image that must have the shape of the first one.
    private func load(_ path: String, like first: Image) throws -> Image {
        let image = try load(path)
        guard image.channels == first.channels, image.width == first.width, image.height == first.height else {
            throw Refusal(
                "\(path): is \(shape(image)), but \(reference) is \(shape(first)); "
                    + "both must have the same size and channels")
        }
        return image
    }

    private func load(_ path: String) throws -> Image {
        let loaded = try ImageFile.load(path)
        for note in loaded.notes { Terminal.complain("\(path): note: \(note)") }
        return loaded.image
    }

    private func shape(_ image: Image) -> String {
        "\(image.width) x \(image.height) with \(image.channels) channel\(image.channels == 1 ? "" : "s")"
    }
}

extension MeasureReport.Format: ExpressibleByArgument {}
extension BandGeometry: ExpressibleByArgument {}

/// The metrics of one image as text, CSV or JSON.
struct MeasureReport {
    enum Format: String, CaseIterable {
        case text, csv, json
    }

    /// Keys are those of the columns of `curves.csv`; nil where a metric is undefined.
    let values: [(key: String, value: Double?)]

    init(_ measured: MetricValues) {
        // There is no degraded image beside the two that are compared.
        values = Metric.allCases.filter { $0 != .psnrDegraded }.flatMap { metric in
            zip(metric.columns(bands: measured.fbc.count), metric.values(in: measured)).map { (key: $0, value: $1) }
        }
    }

    /// What needs no reference.
    init(alone image: Image, residual: Residual?) {
        values =
            [
                ("noise", NoiseEstimate.sigma(of: image)), ("blur", ImageMetrics.blur(image)),
                ("sharpness", ImageMetrics.sharpness(image)), ("ratio", ImageMetrics.ratio(image)),
            ]
            + (residual.map { [("residual_deviation", $0.deviation), ("residual_correlation", $0.correlation)] } ?? [])
    }

    func text(_ format: Format) -> String {
        switch format {
        case .text: table
        case .csv: csv
        case .json: json
        }
    }

    private var table: String {
        TextColumns.lines(
            values.map { key, value in
                [
                    key,
                    value.map { key == "psnr" ? Amount.decibels($0, digits: 4) : String(format: "%.6f", $0) }
                        ?? "undefined",
                ]
            }
        ).map { $0 + "\n" }.joined()
    }

    private var csv: String {
        values.map(\.key).joined(separator: ",") + "\n"
            + values.map { Self.exact($0.value) ?? "" }.joined(separator: ",") + "\n"
    }

    private var json: String {
        "{\n" + values.map { "  \"\($0.key)\": \(Self.exact($0.value) ?? "null")" }.joined(separator: ",\n") + "\n}\n"
    }

    /// The shortest text that reads back as the same number; nil for a number that is not finite.
    private static func exact(_ value: Double?) -> String? {
        value.flatMap { $0.isFinite ? $0.description : nil }
    }
}
