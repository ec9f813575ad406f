import Foundation
import Records

/// The choices of stopping rules: PSNR over the iterations of each run with a line for every rule, and below it the ratio of blur to sharpness.
package struct StoppingFigure: SeriesFigure, Equatable, Sendable {
    package static let most = 3
    /// The largest number of rules, one for each line style.
    static let mostRules = 8

    package var frame: FigureFrame
    /// The runs, 1 to 3.
    package var series: [Series]

    package init(frame: FigureFrame, series: [Series]) {
        self.frame = frame
        self.series = series
    }

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` or `RecordError` when a run lacks its curves, a column or its stopping rules, or there are too many.
    package func script(in plots: String) throws -> String {
        try check(series.count, of: "series", atMost: Self.most)
        let runs = try series.map { try StoppingRun(series: $0) }
        return StoppingFigureScript(figure: self, runs: runs, plots: plots).text
    }
}

/// The data of a run that the script needs.
struct StoppingRun {
    let series: StoppingFigure.Series
    let curves: BandCurves
    let ratio: [Double?]
    /// The rules that are shown.
    let rules: [StopRow]
    /// The labels of the rules, with the parameters that distinguish rules of the same name.
    let names: [String]

    init(series: StoppingFigure.Series) throws {
        self.series = series
        let path = "\(series.runDirectory)/\(RecordFile.curves)"
        curves = try BandCurves(contentsOf: path, bands: 1)
        let table = try CurveTable(contentsOf: path)
        let ratio = table["ratio"] == nil ? [] : try table.drawn("ratio", at: path)
        guard ratio.lazy.compactMap(\.self).prefix(2).count == 2 else {
            throw FigureError("\(path): has fewer than two values in a column 'ratio'; a curve needs at least two")
        }
        self.ratio = ratio
        let stops = "\(series.runDirectory)/\(StopTable.file)"
        guard FileManager.default.fileExists(atPath: stops) else {
            throw FigureError("\(stops): does not exist; set stopping rules with 'monitors' in the spec")
        }
        let all = try StopTable.read(stops)
        guard 1...StoppingFigure.mostRules ~= all.count else {
            throw FigureError("\(stops): has \(all.count) rules; a figure shows 1 to \(StoppingFigure.mostRules)")
        }
        let shown = all.filter { !series.leftOut.contains($0) }
        rules = shown
        names = shown.map { rule in
            let others = shown.filter { $0.rule == rule.rule }
            let shared = others.map { Set($0.parameters.split(separator: " ")) }.reduce(
                Set(rule.parameters.split(separator: " "))
            ) { $0.intersection($1) }
            let own = rule.parameters.split(separator: " ").filter { !shared.contains($0) }
            let parameters = own.map { $0.replacing("=", with: " ") }.joined(separator: ", ")
            return Self.shown(rule.rule) + (others.count > 1 && !own.isEmpty ? " (\(parameters))" : "")
        }
    }

    /// A rule's name as papers write it.
    private static func shown(_ rule: String) -> String {
        switch rule {
        case "es-wmv", "es-emv": rule.uppercased()
        case StoppingFigureScript.oracle: "best"
        default: rule.replacing("-", with: " ")
        }
    }

    /// The range in which the ratio settles, with some margin: at the random start it is many times larger.
    var ratioRange: ClosedRange<Double> {
        let settled = zip(curves.iterations, ratio).compactMap { $0 >= 0.04 * curves.lastIteration ? $1 : nil }.sorted()
        guard let lowest = settled.first, let last = settled.last else { return 0...1 }
        let highest = min(last, 4 * settled[settled.count / 2])
        let room = max(0.05 * (highest - lowest), 0.02 * highest, 1e-3)
        return max(0, lowest - room)...(highest + room)
    }
}
