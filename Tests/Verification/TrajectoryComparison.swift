import Foundation
import Imaging
import Records
import Restoration

/// One line of the verification: a quantity of the published program's run, ours, and whether they agree.
public struct Verdict: Sendable {
    public let name: String
    public let quantity: String
    public let published: Double
    public let ours: Double
    /// Relative for losses, absolute for the rest.
    public let difference: Double
    public let limit: Double
    public var agrees: Bool { difference <= limit }
}

extension TrajectoryCase {
    /// The published program's curve.
    public func reference() throws -> CurveTable {
        guard let path = Bundle.module.path(forResource: "Trajectories/\(name)", ofType: "csv") else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: name])
        }
        return try CurveTable(contentsOf: path)
    }

    /// Repeats the run on the image below `data`, at most `iterations` of it.
    public func run(data: String, threads: Int, iterations: Int? = nil, progress: (Int, Int) -> Void = { _, _ in }) throws -> CurveTable {
        let clean = try ImageFile.load("\(data)/\(image)").image.cropped(crop)
        var configuration = configuration
        configuration.iterations = min(iterations ?? .max, configuration.iterations)
        var fit = try Fit(configuration, problem: Problem(task: configuration.task, clean: clean, seed: configuration.seed), threads: threads)
        var rows: [[Double?]] = []
        _ = try fit.run(onRow: { rows.append([Double($0.iteration)] + $0.values) },
                        onProgress: { progress($0, configuration.iterations) })
        return CurveTable(columns: fit.columns, rows: rows)
    }

    /// Compares the iterations that both curves hold: single ones where rounding has not grown yet, means over windows afterwards.
    public func compare(_ ours: CurveTable, with reference: CurveTable) -> [Verdict] {
        let count = min(ours.rows.count, reference.rows.count)
        var verdicts: [Verdict] = []
        for (first, last, limit) in [(0, 0, 1e-6), (1, 1, 1e-4), (2, 3, 1e-3), (4, 10, 0.02)] where configuration.recordEvery == 1 && last < count {
            verdicts.append(worst("loss \(range(first, last))", "loss", first...last, ours, reference, relative: true, limit: limit))
        }
        if configuration.recordEvery == 1, count > 15 {
            verdicts.append(worst("PSNR \(range(0, 15))", "psnr", 0...15, ours, reference, relative: false, limit: 0.1))
        }
        switch windows {
        case .every100:
            for start in stride(from: 0, through: count - 100, by: 100) {
                verdicts += windowMeans(start..<(start + 100), psnr: 0.5, band: 0.03, ours, reference)
            }
        case .last300(let psnr, let band):
            let rows = 300 / configuration.recordEvery
            if count == reference.rows.count { verdicts += windowMeans((count - rows)..<count, psnr: psnr, band: band, ours, reference) }
        }
        return verdicts
    }

    private func range(_ first: Int, _ last: Int) -> String { first == last ? "at \(first)" : "at \(first)-\(last)" }

    /// The iteration of the range at which the two differ most.
    private func worst(_ quantity: String, _ column: String, _ rows: ClosedRange<Int>, _ ours: CurveTable, _ reference: CurveTable,
                       relative: Bool, limit: Double) -> Verdict {
        rows.map { row in
            let published = value(reference, column, row), mine = value(ours, column, row)
            let difference = abs(mine - published) / (relative ? abs(published) : 1)
            return Verdict(name: name, quantity: quantity, published: published, ours: mine, difference: difference, limit: limit)
        }.max { $0.difference < $1.difference }!
    }

    private func windowMeans(_ rows: Range<Int>, psnr: Double, band: Double, _ ours: CurveTable, _ reference: CurveTable) -> [Verdict] {
        var columns = [("PSNR", "psnr", "psnr", psnr)]
        if configuration.ema != nil { columns.append(("PSNR of EMA", "psnr_ema", "psnr_ema", psnr)) }
        columns += (1...configuration.bandCount).map { ("FBC band \($0)", "fbc_\($0)", "fbc\($0)", band) }
        let every = configuration.recordEvery
        return columns.map { title, mine, theirs, limit in
            let published = mean(reference, theirs, rows), own = mean(ours, mine, rows)
            return Verdict(name: name, quantity: "\(title), mean \(rows.lowerBound * every)-\((rows.upperBound - 1) * every)",
                           published: published, ours: own, difference: abs(own - published), limit: limit)
        }
    }

    private func value(_ table: CurveTable, _ column: String, _ row: Int) -> Double {
        (table[column]?[row] ?? nil) ?? .nan
    }

    private func mean(_ table: CurveTable, _ column: String, _ rows: Range<Int>) -> Double {
        rows.reduce(0) { $0 + value(table, column, $1) } / Double(rows.count)
    }
}
