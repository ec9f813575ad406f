import Records

/// One line of the verification: a quantity of the published program's run, ours, and whether they agree.
package struct Verdict: Sendable {
    package let quantity: String
    package let published: Double
    /// The mean over our runs; usually there is one.
    package let ours: Double
    /// The distance of the two, relative for losses.
    package let difference: Double
    /// The given limit, plus three standard deviations of our runs when there are several.
    package let limit: Double
    package var agrees: Bool { difference <= limit }
}

/// What is compared: every row of a range, or the mean over it.
private struct Quantity {
    let title: String
    let column: String
    let publishedColumn: String
    let rows: Range<Int>
    let isMean: Bool
    let isRelative: Bool
    let limit: Double

    func verdict(_ curves: [CurveTable], _ reference: CurveTable) -> Verdict {
        let parts = isMean ? [rows] : rows.map { $0..<($0 + 1) }
        return parts.map { verdict(curves, reference, over: $0) }.max {
            $0.difference - $0.limit < $1.difference - $1.limit
        }!
    }

    private func verdict(_ curves: [CurveTable], _ reference: CurveTable, over rows: Range<Int>) -> Verdict {
        let published = Self.mean(reference, publishedColumn, rows)
        let values = curves.map { Self.mean($0, column, rows) }
        let ours = values.reduce(0, +) / Double(values.count)
        let variance =
            values.count < 2 ? 0 : values.reduce(0) { $0 + ($1 - ours) * ($1 - ours) } / Double(values.count - 1)
        let unit = isRelative ? abs(published) : 1
        return Verdict(
            quantity: title, published: published, ours: ours, difference: abs(ours - published) / unit,
            limit: limit + 3 * variance.squareRoot() / unit)
    }

    private static func mean(_ table: CurveTable, _ column: String, _ rows: Range<Int>) -> Double {
        guard let values = table[column] else { return .nan }
        return rows.reduce(0) { $0 + (values[$1] ?? .nan) } / Double(rows.count)
    }
}

extension TrajectoryCase {
    /// Compares the iterations that all curves hold: single ones where rounding has not grown yet, means over windows afterwards.
    ///
    /// With several runs (whose initial weights differ by rounding) their mean is compared, and their spread is allowed for.
    package func compare(_ curves: [CurveTable], with reference: CurveTable) -> [Verdict] {
        quantities(rows: min(curves.map(\.rows.count).min() ?? 0, reference.rows.count), complete: reference.rows.count)
            .map { $0.verdict(curves, reference) }
    }

    /// Nine repetitions don't show the furthest that rounding can carry.
    private static let repetitionFactor = 2.0

    private func quantities(rows count: Int, complete: Int) -> [Quantity] {
        var quantities: [Quantity] = []
        if configuration.recordEvery == 1 {
            let stray = repetition
            let losses = [
                (0, 0, 1e-6, stray?.lossAt0), (1, 1, 1e-4, stray?.lossAt1), (2, 3, 1e-3, stray?.lossAt2To3),
                (4, 10, 0.02, stray?.lossAt4To10),
            ]
            for (first, last, standard, repeated) in losses where last < count {
                let limit = max(standard, Self.repetitionFactor * (repeated ?? 0))
                quantities.append(
                    Quantity(
                        title: first == last ? "loss at \(first)" : "loss at \(first)-\(last)", column: "loss",
                        publishedColumn: "loss", rows: first..<(last + 1), isMean: false, isRelative: true, limit: limit
                    ))
            }
            if count > 15 {
                quantities.append(
                    Quantity(
                        title: "PSNR at 0-15", column: "psnr", publishedColumn: "psnr", rows: 0..<16,
                        isMean: false, isRelative: false,
                        limit: max(0.1, Self.repetitionFactor * (stray?.psnrAt0To15 ?? 0))))
            }
        }
        switch windows {
        case .every100:
            for start in stride(from: 0, through: count - 100, by: 100) {
                quantities += windowMeans(start..<(start + 100), psnr: 0.5, band: 0.03)
            }
        case .last300(let psnr, let band):
            let rows = 300 / configuration.recordEvery
            if count == complete { quantities += windowMeans((count - rows)..<count, psnr: psnr, band: band) }
        }
        return quantities
    }

    private func windowMeans(_ rows: Range<Int>, psnr: Double, band: Double) -> [Quantity] {
        let every = configuration.recordEvery
        let window = "mean \(rows.lowerBound * every)-\((rows.upperBound - 1) * every)"
        var columns = [("PSNR", "psnr", "psnr", psnr)]
        if configuration.ema != nil { columns.append(("PSNR of EMA", "psnr_ema", "psnr_ema", psnr)) }
        columns += (1...configuration.bandCount).map { ("FBC band \($0)", "fbc_\($0)", "fbc\($0)", band) }
        return columns.map {
            Quantity(
                title: "\($0.0), \(window)", column: $0.1, publishedColumn: $0.2, rows: rows, isMean: true,
                isRelative: false, limit: $0.3)
        }
    }
}
