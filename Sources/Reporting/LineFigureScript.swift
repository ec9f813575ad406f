import Foundation
import Quoting

/// The gnuplot script of a line figure.
///
/// A logarithmic axis is drawn as a linear one of logarithms: so gnuplot's means are those of the logarithms, which single spikes hardly
/// move, and the page shows the part of a power of ten that has values.
struct LineFigureScript {
    let figure: LineFigure
    /// What the axes can show of each curve.
    let points: [[(x: Double, y: Double)]]
    /// The folder that the script runs in.
    let plots: String

    private var frame: FigureFrame { figure.frame }

    var text: String {
        let xs = points.flatMap { $0.map(\.x) }, ys = points.flatMap { $0.map(\.y) }
        let x = AxisScript(figure.x, values: xs, isTight: true, frame: frame)
        let y = AxisScript(figure.y, values: ys, isTight: false, frame: frame)
        let labels = zip(1..., figure.curves).map { (text: $1.label, color: "series_color[\($0)]") }
        let drawn: [[String]] = zip(1..., zip(figure.curves, points)).map { lines($0, $1.0, $1.1) }
        let width = FigureFrame.labelWidth(labels.map { $0.text }, atMost: 260)
        let height = frame.panelHeight(labelWidth: width), title = title(figure.y.title, fitting: height)
        let note = PageNote(
            [figure.note, figure.isSmoothed ? smoothing : "", title.note].filter { !$0.isEmpty }.joined(separator: " "),
            in: frame)
        var commands = frame.header(FigureFrame.runs(figure.curves.map { ($0.key, $0.label) }))
        commands += frame.page(labelWidth: width, foot: note.height) + frame.multiplot
        commands += x.commands("x") + y.commands("y")
        commands += [
            "set xlabel \(GnuplotText.label(figure.x.title))",
            "set ylabel \(GnuplotText.label(title.text)) offset 1, 0",
        ]
        if figure.isSmoothed { commands += windows }
        commands += note.commands(first: 40)
        commands += PanelScript.endLabels(
            labels, ends: points.map { y.place(end($0)) }, range: y.range,
            height: height)
        // What is pale lies behind all that is strong.
        commands += PanelScript.plot(drawn.flatMap { $0.dropLast() } + drawn.compactMap { $0.last })
        return (commands + FigureFrame.end).joined(separator: "\n")
    }

    /// What stands beside a printed axis of a height: where the whole title is too long, its unit goes into the note.
    private func title(_ title: String, fitting height: Double) -> (text: String, note: String) {
        guard frame.printWidth != nil, Double(title.count) * Self.letterWidth > height * frame.unit,
            title.hasSuffix(")"),
            let open = title.firstRange(of: " (")
        else { return (title, "") }
        let text = title[..<open.lowerBound], unit = title[open.upperBound...].dropLast()
        return (String(text), "\(text.prefix(1).uppercased())\(text.dropFirst()): \(unit).")
    }

    /// The average width of a letter in an axis title, in pixels.
    private static let letterWidth = 5.5

    private var smoothing: String { "Pale: every iteration; strong: means over \(Self.parts)ths of a power of ten." }

    /// Windows in a power of ten.
    private static let parts = 20

    /// Where the mean of a window lies: the middle of the recorded iterations in it, which are multiples of a step.
    private var windows: [String] {
        [
            "part(x) = floor(\(Self.parts) * log10(x) + 1e-9)",
            "first(x, step) = ceil(10 ** (part(x) / \(Self.parts).) / step - 1e-9) * step",
            "after(x, step) = ceil(10 ** ((part(x) + 1) / \(Self.parts).) / step - 1e-9) * step - step",
            "last(x, step, end) = after(x, step) < end ? after(x, step) : end",
            "middle(x, step, end) = x > 0 ? log10((first(x, step) + last(x, step, end)) / 2) : NaN",
        ]
    }

    /// Where a curve's name stands: at its last point, or at the middle of those that the last mean is of.
    private func end(_ points: [(x: Double, y: Double)]) -> Double {
        guard figure.isSmoothed, let last = points.last else { return points[points.count - 1].y }
        let width = pow(10, 1 / Double(Self.parts))
        let logarithms = points.filter { $0.x * width > last.x }.map { log10($0.y) }
        return pow(10, logarithms.reduce(0, +) / Double(logarithms.count))
    }

    /// gnuplot's expression for a column's value on an axis.
    private func value(_ column: String, _ axis: LineFigure.Axis) -> String {
        axis.isLogarithmic ? "(log10(column(\"\(column)\")))" : "\"\(column)\""
    }

    /// A curve, and before it what lies behind: the band of one deviation of a mean, or every value of a smoothed curve.
    private func lines(_ style: Int, _ curve: LineFigure.Curve, _ points: [(x: Double, y: Double)]) -> [String] {
        let own = curve.mean == nil ? "\(figure.name).csv" : "\(figure.name)-\(style).csv"
        let file = GnuplotText.path(
            curve.mean == nil ? curve.file.map { RelativePath.from(plots, to: $0) } ?? own : own)
        let every = IterationAxis.every(rows: points.count)
        let (x, y) = (value(curve.x, figure.x), value(curve.y, figure.y))
        var behind: [String] = []
        if curve.mean != nil {
            let (mean, deviation) = ("column(\"\(curve.y)\")", "column(\"\(curve.y)\(MeanCurves.deviation)\")")
            // A logarithmic axis has no place for what is below 0.
            let bounds =
                figure.y.isLogarithmic
                ? "(log10(\(mean) > \(deviation) ? \(mean) - \(deviation) : 0.01 * \(mean))):(log10(\(mean) + \(deviation)))"
                : "(\(mean) - \(deviation)):(\(mean) + \(deviation))"
            behind.append(
                "\(file) using \(x):\(bounds)\(every) with filledcurves fillstyle transparent solid 0.25 noborder "
                    + "fillcolor rgb series_color[\(style)]")
        }
        guard figure.isSmoothed else {
            return behind + ["\(file) using \(x):\(y)\(every) with lines linestyle \(style)"]
        }
        if curve.mean == nil { behind.append("\(file) using \(x):\(y)\(every) with lines linestyle \(10 + style)") }
        let step = points.count > 1 ? points[1].x - points[0].x : 1
        let middle =
            "(middle(column(\"\(curve.x)\"), \(GnuplotText.number(step)), \(GnuplotText.number(points[points.count - 1].x))))"
        return behind + ["\(file) using \(middle):\(y) smooth unique with lines linestyle \(style)"]
    }
}

/// The range and the numbers of an axis, in logarithms on a logarithmic one.
struct AxisScript {
    let range: ClosedRange<Double>
    private let isLogarithmic: Bool
    private let isPrinted: Bool

    /// - Parameter isTight: whether the axis ends where the values do.
    init(_ axis: LineFigure.Axis, values: [Double], isTight: Bool, frame: FigureFrame) {
        isLogarithmic = axis.isLogarithmic
        isPrinted = frame.width != nil
        let range = axis.range ?? Self.range(values, isLogarithmic: isLogarithmic, isTight: isTight)
        self.range = isLogarithmic ? log10(range.lowerBound)...log10(range.upperBound) : range
    }

    func place(_ value: Double) -> Double { isLogarithmic ? log10(value) : value }

    func commands(_ name: String) -> [String] {
        ["set \(name)range [\(Self.number(range.lowerBound)):\(Self.number(range.upperBound))]"]
            + (isLogarithmic ? ["set \(name)tics (\(ticks(isPower: name == "y").joined(separator: ", ")))"] : [])
    }

    /// Powers of ten with their numbers, or 1, 2 and 5 times those where the axis has fewer than two; small ticks between.
    private func ticks(isPower: Bool) -> [String] {
        let lowest = Int(range.lowerBound.rounded(.down)), highest = Int(range.upperBound.rounded(.up))
        let powers = lowest...highest
        let whole = powers.filter { (power: Int) -> Bool in range.contains(Double(power)) }
        let named: [Int] = whole.count < 2 ? [1, 2, 5] : [1]
        var ticks: [String] = []
        for power in powers {
            for digit in 1...9 {
                let place = Double(power) + log10(Double(digit))
                guard place >= range.lowerBound - 1e-9, place <= range.upperBound + 1e-9 else { continue }
                guard named.contains(digit) else {
                    ticks.append("'' \(Self.number(place)) 1")
                    continue
                }
                // Exponents are smaller than the number; in print they would be too small.
                let power10 = "10^{\(isPrinted ? "/*1.1 " : "")\(power)}"
                let plain = Self.plain(Double(digit) * pow(10, Double(power)))
                ticks.append("'\(isPower && named.count == 1 ? power10 : plain)' \(Self.number(place))")
            }
        }
        return ticks
    }

    /// From 1, 2 or 5 times a power of ten to such a number around the values of a logarithmic axis; a twentieth of room around those of
    /// another.
    static func range(_ values: [Double], isLogarithmic: Bool, isTight: Bool = false) -> ClosedRange<Double> {
        let least = values.min() ?? 0, most = values.max() ?? 1
        if isTight { return least...(most > least ? most : least + 1) }
        if isLogarithmic {
            func rounded(_ value: Double, _ fits: (Double) -> Bool, _ best: ([Double]) -> Double?) -> Double {
                let power = Int(log10(value).rounded(.down))
                var steps: [Double] = []
                for power in power - 1...power + 1 {
                    let unit: Double = pow(10, Double(abs(power)))
                    for digit in [1.0, 2, 5] { steps.append(power < 0 ? digit / unit : digit * unit) }
                }
                return best(steps.filter(fits)) ?? value
            }
            let low = rounded(least, { $0 <= least * (1 + 1e-9) }, { $0.max() })
            let high = rounded(most, { $0 >= most * (1 - 1e-9) }, { $0.min() })
            return low...(high > low ? high : 10 * low)
        }
        let room = max(0.05 * (most - least), 1e-6)
        return (least - room)...(most + room)
    }

    private static func plain(_ value: Double) -> String { GnuplotText.number(value, decimals: 9) }

    private static func number(_ value: Double) -> String { String(format: "%g", value) }
}
