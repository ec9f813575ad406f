import Foundation
import Quoting

extension StopTable {
    /// Writes the rules of a run atomically; undefined values become empty cells. Throws `RecordError`.
    public static func write(_ rows: [StopRow], to path: String) throws {
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
