import Foundation
import Imaging
import Quoting
import Restoration
import Spectra
import Wording

/// The metrics of one image as text, CSV or JSON.
struct MeasureReport {
    enum Format: String, CaseIterable {
        case text, csv, json
    }

    /// Keys are those of the columns of `curves.csv`; nil where a metric is undefined.
    let values: [(key: String, value: Double?)]

    /// - Parameter isCopy: whether both images are the same, which makes the PSNR infinite.
    init(_ measured: MetricValues, isCopy: Bool = false) {
        // There is no degraded image beside the two that are compared.
        values = Metric.allCases.filter { $0 != .psnrDegraded }.flatMap { metric in
            zip(metric.columns(bands: measured.fbc.count), metric.values(in: measured)).map { name, value in
                (key: name, value: isCopy && metric == .psnr ? .infinity : value)
            }
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
                    Self.words(value) { key == "psnr" ? Amount.decibels($0, digits: 4) : String(format: "%.6f", $0) },
                ]
            }
        ).map { $0 + "\n" }.joined()
    }

    private var csv: String {
        values.map(\.key).joined(separator: ",") + "\n" + csvCells.joined(separator: ",") + "\n"
    }

    fileprivate var csvCells: [String] { values.map { Self.exact($0.value) ?? "" } }

    private var json: String { "{\n" + jsonRows(indent: "  ") + "\n}\n" }

    fileprivate func jsonRows(indent: String) -> String {
        values.map { key, value in
            let text = Self.exact(value) ?? "null"
            // JSON has no number for it.
            return "\(indent)\"\(key)\": " + (text == "inf" ? "\"inf\"" : text)
        }.joined(separator: ",\n")
    }

    fileprivate var cells: [String] {
        values.map { key, value in
            Self.words(value) { String(format: key == "psnr" ? "%.2f" : "%.4f", $0) }
        }
    }

    private static func words(_ value: Double?, _ finite: (Double) -> String) -> String {
        value.map { $0.isInfinite ? "inf" : finite($0) } ?? "undefined"
    }

    /// The shortest text that reads back as the same number; nil for what is not a number.
    private static func exact(_ value: Double?) -> String? {
        value.flatMap { $0.isNaN ? nil : $0.description }
    }

    /// The mean of each metric over the images where it is defined; all reports have the same metrics.
    fileprivate init(meanOf reports: [MeasureReport]) {
        values = (reports.first?.values ?? []).indices.map { index in
            let defined = reports.compactMap { $0.values[index].value }
            return (reports[0].values[index].key, defined.isEmpty ? nil : defined.reduce(0, +) / Double(defined.count))
        }
    }
}

/// The metrics of several images, a row each, and their mean.
struct MeasureTable {
    let rows: [(image: String, report: MeasureReport)]

    func text(_ format: MeasureReport.Format) -> String {
        guard let first = rows.first else { return format == .json ? "{\"images\": [], \"mean\": null}\n" : "" }
        let mean = MeasureReport(meanOf: rows.map(\.report)), keys = first.report.values.map(\.key)
        switch format {
        case .text:
            return TextColumns.lines(
                [["image"] + keys] + rows.map { [$0.image] + $0.report.cells } + [["mean"] + mean.cells]
            ).map { $0 + "\n" }.joined()
        case .csv:
            return ([["image"] + keys] + rows.map { [$0.image] + $0.report.csvCells } + [["mean"] + mean.csvCells])
                .map { CSVText.line($0) + "\n" }.joined()
        case .json:
            let images = rows.map { row in
                "    {\n      \"image\": \(JSONString.quoted(row.image)),\n\(row.report.jsonRows(indent: "      "))\n    }"
            }
            return "{\n  \"images\": [\n\(images.joined(separator: ",\n"))\n  ],\n  \"mean\": {\n"
                + mean.jsonRows(indent: "    ") + "\n  }\n}\n"
        }
    }
}
