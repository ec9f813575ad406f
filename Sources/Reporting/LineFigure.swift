import Foundation
import Quoting
import Records

/// One panel of curves from columns of CSV files, on logarithmic axes where asked for: losses over iterations, errors over frequencies.
public struct LineFigure: ScriptedFigure, Equatable, Sendable {
    /// One curve: its name, and where its columns are.
    public struct Curve: Equatable, Sendable {
        public var label: String
        /// Absolute or relative to the working directory; nil for the figure's own data.
        public var file: String?
        public var x: String
        public var y: String
        public var key: String

        public init(label: String, file: String?, x: String, y: String, key: String) {
            self.label = label
            self.file = file
            self.x = x
            self.y = y
            self.key = key
        }
    }

    public struct Axis: Equatable, Sendable {
        public var title: String
        public var isLogarithmic: Bool
        /// Nil for that of the values.
        public var range: ClosedRange<Double>?

        public init(_ title: String, isLogarithmic: Bool, range: ClosedRange<Double>? = nil) {
            self.title = title
            self.isLogarithmic = isLogarithmic
            self.range = range
        }
    }

    /// File stem of the script and its pictures.
    public var name: String
    /// Plain text above the panel; empty for none.
    public var title: String
    /// The command line that makes the figure, for the script's header.
    public var command: String
    public var specPath: String
    /// 1 to 8 of them.
    public var curves: [Curve]
    public var x: Axis
    public var y: Axis
    /// What has to be known, at the foot of the page; empty for none.
    public var note: String
    /// A table that is in no record: written beside the script as `NAME.csv`.
    public var data: CurveTable?

    public static let most = 8

    public init(name: String, title: String, command: String, specPath: String, curves: [Curve], x: Axis, y: Axis, note: String = "",
                data: CurveTable? = nil) {
        self.name = name
        self.title = title
        self.command = command
        self.specPath = specPath
        self.curves = curves
        self.x = x
        self.y = y
        self.note = note
        self.data = data
    }

    public var companions: [CompanionFile] {
        guard let data else { return [] }
        let lines = data.rows.map { row in row.map { $0.map { String(format: "%.6g", $0) } ?? "" }.joined(separator: ",") }
        return [CompanionFile(name: "\(name).csv", data: Data(([data.columns.joined(separator: ",")] + lines).map { $0 + "\n" }.joined().utf8))]
    }

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` or `RecordError` when a file or a column is missing, or a curve has less than two points that can be drawn.
    public func script(in plots: String) throws -> String {
        guard 1...Self.most ~= curves.count else {
            throw FigureError("figure '\(name)': has \(curves.count) curves; allowed are 1 to \(Self.most)")
        }
        let points = try curves.map(points)
        let xRange = x.range ?? Self.range(points.flatMap { $0.map(\.x) }, isLogarithmic: x.isLogarithmic, isTight: true)
        let yRange = y.range ?? Self.range(points.flatMap { $0.map(\.y) }, isLogarithmic: y.isLogarithmic)
        func place(_ value: Double) -> Double { y.isLogarithmic ? log10(value) : value }
        let labels = zip(1..., curves).map { (text: $1.label, color: "series_color[\($0)]") }
        let logarithmic = (x.isLogarithmic ? "x" : "") + (y.isLogarithmic ? "y" : "")
        return ([
            "# Figure: \(GnuplotText.oneLine(name))",
            "# Spec: \(GnuplotText.oneLine(specPath))",
            "# Runs:",
        ] + curves.map { "#   \(GnuplotText.oneLine($0.key))  \(GnuplotText.oneLine(GnuplotText.plain($0.label)))" } + [
            "# Made by: \(GnuplotText.oneLine(command))",
            GnuplotText.drawAgain(name),
            "",
            "figure_name = \(GnuplotText.path(name))",
            "rows = 1; columns = 1",
            "label_width = \(min(max(46, labels.map { GnuplotText.width($0.text) }.max() ?? 0), 260)); foot_height = \(note.isEmpty ? 0 : 18)",
            "load 'style.gp'",
            "",
            "set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \\",
            "    title \(GnuplotText.literal(title)) font title_font noenhanced",
        ] + (logarithmic.isEmpty ? [] : ["set logscale \(logarithmic)"]) + (y.isLogarithmic ? ["set format y '10^{%T}'"] : []) + [
            "set xrange [\(Self.number(xRange.lowerBound)):\(Self.number(xRange.upperBound))]",
            "set yrange [\(Self.number(yRange.lowerBound)):\(Self.number(yRange.upperBound))]",
            "set xlabel \(GnuplotText.label(x.title))",
            "set ylabel \(GnuplotText.label(y.title)) offset 1, 0",
        ] + (note.isEmpty ? [] : [
            "set label 3 \(GnuplotText.label(note)) at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color",
        ]) + PanelScript.endLabels(labels, ends: points.map { place($0[$0.count - 1].y) }, range: place(yRange.lowerBound)...place(yRange.upperBound))
            + PanelScript.plot(zip(1..., zip(curves, points)).map { style, pair in
                let (curve, points) = pair
                let file = curve.file.map { RelativePath.from(plots, to: $0) } ?? "\(name).csv"
                return "\(GnuplotText.path(file)) using \"\(curve.x)\":\"\(curve.y)\"\(IterationAxis.every(rows: points.count)) with lines linestyle \(style)"
            }) + ["unset multiplot", "unset output", ""]).joined(separator: "\n")
    }

    /// The points that the axes can show.
    private func points(_ curve: Curve) throws -> [(x: Double, y: Double)] {
        let place = curve.file ?? "figure '\(name)'"
        guard let table = try curve.file.map({ try CurveTable(contentsOf: $0) }) ?? data else { throw FigureError("\(place): has no data") }
        guard let xs = table[curve.x], let ys = table[curve.y] else {
            throw FigureError("\(place): has no column '\(table[curve.x] == nil ? curve.x : curve.y)'; it has \(table.columns.joined(separator: ", "))")
        }
        let points = zip(xs, ys).compactMap { x, y -> (x: Double, y: Double)? in
            guard let x, let y, x > 0 || !self.x.isLogarithmic, y > 0 || !self.y.isLogarithmic else { return nil }
            return (x, y)
        }
        guard points.count >= 2 else { throw FigureError("\(place): has less than two values in column '\(curve.y)' that can be drawn; a curve needs at least two") }
        return points
    }

    /// Whole powers of ten around the values of a logarithmic axis; a twentieth of room around those of another.
    static func range(_ values: [Double], isLogarithmic: Bool, isTight: Bool = false) -> ClosedRange<Double> {
        let least = values.min() ?? 0, most = values.max() ?? 1
        if isTight { return least...(most > least ? most : least + 1) }
        if isLogarithmic {
            let low = log10(least).rounded(.down), high = log10(most).rounded(.up)
            return pow(10, low)...pow(10, high > low ? high : low + 1)
        }
        let room = max(0.05 * (most - least), 1e-6)
        return (least - room)...(most + room)
    }

    private static func number(_ value: Double) -> String { String(format: "%g", value) }
}
