import Foundation
import Spectra

/// The measures of one image as text, CSV or JSON.
struct MeasureReport {
    enum Format: String, CaseIterable {
        case text, csv, json
    }

    /// Keys are those of the columns of `curves.csv`; nil where a measure is undefined.
    let values: [(key: String, value: Double?)]

    init(_ measured: Measurements) {
        values = [("psnr", measured.psnr), ("ssim", measured.ssim)]
            + measured.fbc.enumerated().map { ("fbc_\($0 + 1)", $1) }
            + [("blur", measured.blur), ("sharpness", measured.sharpness), ("ratio", measured.ratio)]
    }

    func text(_ format: Format) -> String {
        switch format {
        case .text: table
        case .csv: csv
        case .json: json
        }
    }

    private var table: String {
        TextColumns.lines(values.map { key, value in
            [key, value.map { Self.rounded($0, digits: key == "psnr" ? 4 : 6) + (key == "psnr" ? " dB" : "") } ?? "undefined"]
        }).map { $0 + "\n" }.joined()
    }

    private var csv: String {
        values.map(\.key).joined(separator: ",") + "\n" + values.map { Self.exact($0.value) ?? "" }.joined(separator: ",") + "\n"
    }

    private var json: String {
        "{\n" + values.map { "  \"\($0.key)\": \(Self.exact($0.value) ?? "null")" }.joined(separator: ",\n") + "\n}\n"
    }

    /// The shortest text that reads back as the same number; nil for what is no finite number.
    private static func exact(_ value: Double?) -> String? {
        value.flatMap { $0.isFinite ? $0.description : nil }
    }

    private static func rounded(_ value: Double, digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }
}
