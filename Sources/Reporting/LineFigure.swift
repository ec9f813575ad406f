import Foundation
import Quoting
import Records

/// One panel of curves from columns of CSV files, on linear or logarithmic axes: losses over iterations, errors over frequencies.
package struct LineFigure: ScriptedFigure, Equatable, Sendable {
    /// One curve: its name, its file and its columns.
    package struct Curve: Equatable, Sendable {
        package var label: String
        /// The CSV file, absolute or relative to the working directory; nil for the figure's own data.
        package var file: String?
        package var x: String
        package var y: String
        package var key: String
        /// The mean of several runs with its deviation, from `MeanCurves`, in place of the file; nil for a single run.
        package var mean: CurveTable?

        package init(label: String, file: String?, x: String, y: String, key: String, mean: CurveTable? = nil) {
            self.mean = mean
            self.label = label
            self.file = file
            self.x = x
            self.y = y
            self.key = key
        }
    }

    package struct Axis: Equatable, Sendable {
        package var title: String
        package var isLogarithmic: Bool
        /// The range of the axis; nil for the range of the values.
        package var range: ClosedRange<Double>?

        package init(_ title: String, isLogarithmic: Bool, range: ClosedRange<Double>? = nil) {
            self.title = title
            self.isLogarithmic = isLogarithmic
            self.range = range
        }
    }

    package var frame: FigureFrame
    /// The curves, 1 to 8.
    package var curves: [Curve]
    package var x: Axis
    package var y: Axis
    /// A note at the foot of the page; empty for none.
    package var note: String
    /// A table that is not part of a record, written beside the script as `NAME.csv`; nil for none.
    package var data: CurveTable?

    package static let most = 8

    package init(frame: FigureFrame, curves: [Curve], x: Axis, y: Axis, note: String = "", data: CurveTable? = nil) {
        self.frame = frame
        self.curves = curves
        self.x = x
        self.y = y
        self.note = note
        self.data = data
    }

    package var companions: [CompanionFile] {
        (data.map { [MeanCurves.file($0, name: "\(name).csv")] } ?? [])
            + zip(1..., curves).compactMap { k, curve in
                curve.mean.map { MeanCurves.file($0, name: "\(name)-\(k).csv") }
            }
    }

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` or `RecordError` when a file or a column is missing, or a curve has fewer than two points that can be drawn.
    package func script(in plots: String) throws -> String {
        try check(curves.count, of: "curves", atMost: Self.most)
        let points = try curves.map(points)
        let xRange =
            x.range ?? Self.range(points.flatMap { $0.map(\.x) }, isLogarithmic: x.isLogarithmic, isTight: true)
        let yRange = y.range ?? Self.range(points.flatMap { $0.map(\.y) }, isLogarithmic: y.isLogarithmic)
        func place(_ value: Double) -> Double { y.isLogarithmic ? log10(value) : value }
        let labels = zip(1..., curves).map { (text: $1.label, color: "series_color[\($0)]") }
        let logarithmic = (x.isLogarithmic ? "x" : "") + (y.isLogarithmic ? "y" : "")
        return
            (frame.header(FigureFrame.runs(curves.map { ($0.key, $0.label) }))
            + frame.page(
                labelWidth: FigureFrame.labelWidth(labels.map(\.text), atMost: 260), foot: note.isEmpty ? 0 : 18)
            + frame.multiplot
            + (logarithmic.isEmpty ? [] : ["set logscale \(logarithmic)"])
            + (y.isLogarithmic ? ["set format y '10^{\(frame.width == nil ? "" : "/*1.1 ")%T}'"] : []) + [
                "set xrange [\(Self.number(xRange.lowerBound)):\(Self.number(xRange.upperBound))]",
                "set yrange [\(Self.number(yRange.lowerBound)):\(Self.number(yRange.upperBound))]",
                "set xlabel \(GnuplotText.label(x.title))",
                "set ylabel \(GnuplotText.label(y.title)) offset 1, 0",
            ] + (note.isEmpty ? [] : [PanelScript.note(3, GnuplotText.label(note))])
            + PanelScript.endLabels(
                labels, ends: points.map { place($0[$0.count - 1].y) },
                range: place(yRange.lowerBound)...place(yRange.upperBound))
            + PanelScript.plot(zip(1..., zip(curves, points)).flatMap { lines($0, $1.0, rows: $1.1.count, in: plots) })
            + FigureFrame.end).joined(separator: "\n")
    }

    /// A curve, and behind a mean the band of one deviation.
    private func lines(_ style: Int, _ curve: Curve, rows: Int, in plots: String) -> [String] {
        let own = curve.mean == nil ? "\(name).csv" : "\(name)-\(style).csv"
        let file = GnuplotText.path(
            curve.mean == nil ? curve.file.map { RelativePath.from(plots, to: $0) } ?? own : own)
        let every = IterationAxis.every(rows: rows)
        let line = "\(file) using \"\(curve.x)\":\"\(curve.y)\"\(every) with lines linestyle \(style)"
        guard curve.mean != nil else { return [line] }
        let (mean, deviation) = ("column(\"\(curve.y)\")", "column(\"\(curve.y)\(MeanCurves.deviation)\")")
        // A logarithmic axis has no place for what is below 0.
        let least =
            y.isLogarithmic
            ? "(\(mean) > \(deviation) ? \(mean) - \(deviation) : 0.01 * \(mean))" : "(\(mean) - \(deviation))"
        return [
            "\(file) using \"\(curve.x)\":\(least):(\(mean) + \(deviation))\(every) with filledcurves "
                + "fillstyle transparent solid 0.25 noborder fillcolor rgb series_color[\(style)]", line,
        ]
    }

    /// The points that the axes can show.
    private func points(_ curve: Curve) throws -> [(x: Double, y: Double)] {
        let place = curve.file ?? "figure '\(name)'"
        guard let table = try curve.mean ?? curve.file.map({ try CurveTable(contentsOf: $0) }) ?? data else {
            throw FigureError("\(place): has no data")
        }
        guard let xs = table[curve.x], let ys = table[curve.y] else {
            throw FigureError(
                "\(place): has no column '\(table[curve.x] == nil ? curve.x : curve.y)'; it has \(table.columns.joined(separator: ", "))"
            )
        }
        let points = zip(xs, ys).compactMap { x, y -> (x: Double, y: Double)? in
            guard let x, let y, x > 0 || !self.x.isLogarithmic, y > 0 || !self.y.isLogarithmic else { return nil }
            return (x, y)
        }
        guard points.count >= 2 else {
            throw FigureError(
                "\(place): has fewer than two values in column '\(curve.y)' that can be drawn; a curve needs at least two"
            )
        }
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
