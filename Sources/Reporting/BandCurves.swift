import Records

/// The curves of one run that a band figure needs, checked because gnuplot ignores a missing column.
struct BandCurves {
    let iterations: [Double]
    /// dB; nil where undefined.
    let psnr: [Double?]
    /// Correspondence 0...1 by band, lowest first.
    let bands: [[Double?]]

    /// The standard deviation of PSNR over the runs that the curve is the mean of; nil for a single run.
    let deviation: [Double?]?

    /// Throws `RecordError` or `FigureError` for a missing file, a missing or empty column, or fewer than two rows.
    init(contentsOf path: String, bands count: Int) throws {
        try self.init(CurveTable(contentsOf: path), at: path, bands: count)
    }

    /// Throws `FigureError` for a missing or empty column, or fewer than two rows; `path` is the table's name in errors.
    init(_ table: CurveTable, at path: String, bands count: Int) throws {
        guard table.rows.count >= 2 else {
            throw FigureError("\(path): has \(table.rows.count) complete rows; a curve needs at least two")
        }
        func column(_ name: String) throws -> [Double?] {
            let values = try table.drawn(name, at: path)
            guard values.lazy.compactMap({ $0 }).prefix(2).count == 2 else {
                throw FigureError("\(path): has fewer than two values in column '\(name)'; a curve needs at least two")
            }
            return values
        }
        iterations = try zip(2..., column("iteration")).map { line, value in
            guard let value else { throw FigureError("\(path):\(line): has no iteration") }
            return value
        }
        if let (index, _) = zip(1..., zip(iterations, iterations.dropFirst())).first(where: { $1.0 >= $1.1 }) {
            throw FigureError("\(path):\(index + 2): the iteration does not increase")
        }
        psnr = try column("psnr")
        bands = try (0..<count).map { try column("fbc_\($0 + 1)") }
        deviation = table["psnr\(MeanCurves.deviation)"]
    }

    var lastIteration: Double { iterations[iterations.count - 1] }

    /// Iterations from one row to the next, taken from the first two rows because the last row of a run may come early.
    var step: Double { iterations[1] - iterations[0] }

    /// Where a curve ends: the mean of the last twentieth of its values, because single iterations fluctuate.
    static func end(_ values: [Double?]) -> Double {
        let defined = values.compactMap { $0 }
        let tail = defined.suffix(max(1, defined.count / 20))
        return tail.reduce(0, +) / Double(tail.count)
    }

    /// The range in whole dB that shows the curves after the random start, except for single deep dips.
    static func psnrRange(_ curves: [BandCurves], including published: [PublishedPoint]) -> ClosedRange<Double> {
        var lows: [Double] = published.map { $0.value - ($0.readingError ?? 0) }
        var highs: [Double] = published.map { $0.value + ($0.readingError ?? 0) }
        for curve in curves {
            let settled = zip(curve.iterations, curve.psnr).compactMap { $0 >= 0.04 * curve.lastIteration ? $1 : nil }
                .sorted()
            guard let highest = settled.last else { continue }
            lows.append(settled[settled.count / 100])
            highs.append(highest)
            guard let deviation = curve.deviation else { continue }
            for (iteration, (mean, spread)) in zip(curve.iterations, zip(curve.psnr, deviation))
            where iteration >= 0.04 * curve.lastIteration {
                guard let mean, let spread else { continue }
                lows.append(mean - spread)
                highs.append(mean + spread)
            }
        }
        let lower = ((lows.min() ?? 0) - 0.2).rounded(.down)
        let upper = ((highs.max() ?? 0) + 0.2).rounded(.up)
        // A flat curve is not blown up to fill the panel.
        return lower...max(upper, lower + 4)
    }
}

extension CurveTable {
    /// What a figure can show: the squares of such values are finite, too, and so are gnuplot's ranges.
    private static let largestDrawn = 1e150

    /// The values of a column for a figure; throws `FigureError` for a missing column or a value that is too large. `path` is the
    /// table's name in errors.
    func drawn(_ column: String, at path: String) throws -> [Double?] {
        guard let values = self[column] else {
            throw FigureError("\(path): has no column '\(column)'; it has \(columns.joined(separator: ", "))")
        }
        if let row = values.firstIndex(where: { abs($0 ?? 0) > Self.largestDrawn }), let value = values[row] {
            throw FigureError(
                "\(path):\(row + 2): the value \(value) in column '\(column)' cannot be drawn; the largest is "
                    + "\(Self.largestDrawn)")
        }
        return values
    }
}
