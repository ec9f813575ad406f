import Foundation
import Quoting

/// The choice of one stopping rule on a run's trajectory: a row of `stops.csv`.
package struct StopRow: Equatable, Sendable {
    /// E.g. `ratio`, and its settings, e.g. `windows=published`.
    package var rule: String
    package var parameters: String
    /// The iteration that the rule chose, and the iteration at which it decided; nil if the rule never fired.
    package var iteration: Int?
    package var decidedAt: Int?
    /// PSNR in dB and SSIM of the image that the rule chose.
    package var psnr: Double?
    package var ssim: Double?
    /// PSNR of the best iteration's output minus that of the chosen image, in dB.
    package var gap: Double?
    /// PSNR in dB of the output at the chosen iteration, which differs if the rule chooses an average; nil in files without this column.
    package var outputPSNR: Double?

    package init(
        rule: String, parameters: String, iteration: Int? = nil, decidedAt: Int? = nil, psnr: Double? = nil,
        ssim: Double? = nil,
        gap: Double? = nil, outputPSNR: Double? = nil
    ) {
        self.rule = rule
        self.parameters = parameters
        self.iteration = iteration
        self.decidedAt = decidedAt
        self.psnr = psnr
        self.ssim = ssim
        self.gap = gap
        self.outputPSNR = outputPSNR
    }
}

/// The `stops.csv` of a run.
package enum StopTable {
    package static let file = "stops.csv"
    package static let columns = [
        "rule", "parameters", "iteration", "decided_at", "psnr", "ssim", "gap", "output_psnr",
    ]
    /// The columns of older files, which are still read.
    private static let formerColumns = ["rule", "parameters", "iteration", "known_at", "psnr", "ssim", "gap"]

    /// Reads the rules in the order of the file; throws `RecordError` that names a malformed line.
    package static func read(_ path: String) throws -> [StopRow] {
        let isFormer = try TextFile.read(path).hasPrefix(formerColumns.joined(separator: ",") + "\n")
        return try CSVFile.rows(path, columns: isFormer ? formerColumns : columns).map { row in
            StopRow(
                rule: row["rule"], parameters: row["parameters"], iteration: try row.optionalWhole("iteration"),
                decidedAt: try row.optionalWhole(isFormer ? "known_at" : "decided_at"),
                psnr: try row.optionalNumber("psnr"), ssim: try row.optionalNumber("ssim"),
                gap: try row.optionalNumber("gap"),
                outputPSNR: isFormer ? nil : try row.optionalNumber("output_psnr"))
        }
    }
}

extension StopTable {
    /// Writes the rules of a run atomically; undefined values become empty cells. Throws `RecordError`.
    package static func write(_ rows: [StopRow], to path: String) throws {
        let lines = rows.map { row in
            let numbers = [
                row.iteration.map(Double.init), row.decidedAt.map(Double.init), row.psnr, row.ssim, row.gap,
                row.outputPSNR,
            ]
            return CSVText.line([row.rule, row.parameters] + numbers.map(CurveWriter.cell))
        }
        let text = ([columns.joined(separator: ",")] + lines).map { $0 + "\n" }.joined()
        try AtomicFile.write(Data(text.utf8), to: path, setsAside: true)
    }
}
