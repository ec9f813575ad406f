import Quoting
import Records

/// The time of a training step over pixels and over channels, on logarithmic axes, with a line for each number of threads.
package struct ScalingFigure: ScriptedFigure, Equatable, Sendable {
    package var frame: FigureFrame
    /// The CSV file of the measurements, absolute or relative to the working directory.
    package var table: String
    /// Side in pixels of the images in the panel over network widths.
    package var size: Int
    /// Channels of the network in the panel over image sizes.
    package var width: Int

    package init(frame: FigureFrame, table: String, size: Int, width: Int) {
        self.frame = frame
        self.table = table
        self.size = size
        self.width = width
    }

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` or `RecordError` when the table lacks a column or has fewer than two
    /// sizes and fewer than two widths.
    package func script(in plots: String) throws -> String {
        let table = try CurveTable(contentsOf: table)
        let panels = [
            try ScalingPanel(table, at: self.table, over: "pixels", where: "width", is: width),
            try ScalingPanel(table, at: self.table, over: "width", where: "size", is: size),
        ].compactMap { $0 }
        guard !panels.isEmpty else {
            throw FigureError(
                "\(self.table): has fewer than two sizes of width \(width) and fewer than two widths of size \(size); "
                    + "a curve needs at least two points")
        }
        return ScalingFigureScript(figure: self, panels: panels, plots: plots).text
    }
}

/// The curves of one panel of a scaling figure, checked because gnuplot ignores a missing column.
struct ScalingPanel {
    /// The column that varies, `pixels` or `width`.
    let variable: String
    /// The column that is fixed, and its value.
    let fixed: (column: String, value: Int)
    /// The values of the variable, in order.
    let places: [Double]
    /// Numbers of threads with the times of a step in milliseconds, in the order of `places`.
    let curves: [(threads: Int, milliseconds: [Double])]
    /// The least and the greatest times of all points.
    private let extremes: [Double]

    static let columns = [
        "size", "width", "threads", "pixels", "milliseconds", "least_milliseconds", "greatest_milliseconds",
    ]

    /// Nil when there are fewer than two places; throws `FigureError` for a missing column, an empty cell or a missing point.
    init?(_ table: CurveTable, at path: String, over variable: String, where column: String, is value: Int) throws {
        for name in Self.columns {
            guard let values = table[name] else {
                throw FigureError("\(path): has no column '\(name)'; it has \(table.columns.joined(separator: ", "))")
            }
            guard values.allSatisfy({ ($0 ?? 0) > 0 }) else {
                throw FigureError("\(path): has a value in column '\(name)' that is not above 0")
            }
        }
        func values(_ name: String) -> [Double] { table[name]!.map { $0! } }
        let chosen = table.rows.indices.filter { values(column)[$0] == Double(value) }
        let places = Set(chosen.map { values(variable)[$0] }).sorted()
        guard places.count >= 2 else { return nil }
        self.variable = variable
        extremes = chosen.flatMap { [values("least_milliseconds")[$0], values("greatest_milliseconds")[$0]] }
        fixed = (column, value)
        self.places = places
        curves = try Set(chosen.map { values("threads")[$0] }).sorted().map { threads in
            let times = try places.map { place in
                guard
                    let row = chosen.first(where: { values(variable)[$0] == place && values("threads")[$0] == threads })
                else {
                    throw FigureError(
                        "\(path): has no row with \(variable) \(GnuplotText.number(place)) and "
                            + "threads \(GnuplotText.number(threads)) where \(column) is \(value)")
                }
                return values("milliseconds")[row]
            }
            return (Int(threads), times)
        }
    }

    /// The power of the variable that a step's arithmetic grows with.
    var power: Int { variable == "pixels" ? 1 : 2 }

    /// A line of that slope, somewhat below the lowest curve's end: its height says nothing.
    func reference(_ place: Double) -> Double {
        let end = curves.compactMap(\.milliseconds.last).min() ?? 1
        let share = place / places[places.count - 1]
        return 0.6 * end * (power == 1 ? share : share * share)
    }

    /// The times that the panel shows, in milliseconds.
    var range: ClosedRange<Double> {
        let times = extremes + places.map(reference)
        return 0.8 * times.min()!...1.25 * times.max()!
    }
}
