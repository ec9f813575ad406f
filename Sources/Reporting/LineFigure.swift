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
    /// Whether curves are smoothed: means over windows, with what was recorded behind them.
    package var isSmoothed: Bool
    /// A table that is not part of a record, written beside the script as `NAME.csv`; nil for none.
    package var data: CurveTable?

    package static let most = 8

    package init(
        frame: FigureFrame, curves: [Curve], x: Axis, y: Axis, note: String = "", isSmoothed: Bool = false,
        data: CurveTable? = nil
    ) {
        self.frame = frame
        self.curves = curves
        self.x = x
        self.y = y
        self.note = note
        self.isSmoothed = isSmoothed
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
        return LineFigureScript(figure: self, points: try curves.map(points), plots: plots).text
    }

    /// The points that the axes can show.
    private func points(_ curve: Curve) throws -> [(x: Double, y: Double)] {
        let place = curve.file ?? "figure '\(name)'"
        guard let table = try curve.mean ?? curve.file.map({ try CurveTable(contentsOf: $0) }) ?? data else {
            throw FigureError("\(place): has no data")
        }
        let xs = try table.drawn(curve.x, at: place), ys = try table.drawn(curve.y, at: place)
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
}
