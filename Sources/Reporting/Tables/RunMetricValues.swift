import Foundation
import Records

/// The numbers of one run, from its record, its curves and its stopping rules; the files are read when they are first needed.
package final class RunMetricValues {
    package let directory: String
    package let record: RunRecord
    private var curves: CurveTable?
    private var stopRows: [StopRow]?

    /// A value, and whether it is of a stopping rule that never fired, for which the end of the run counts.
    package struct Value: Equatable, Sendable {
        package let number: Double
        package let isOfTheEnd: Bool
    }

    package init(directory: String, record: RunRecord) {
        self.directory = directory
        self.record = record
    }

    /// The value of a metric; nil if the run does not have it.
    ///
    /// Throws `RecordError` when a file that is needed cannot be read.
    package func value(_ quantity: MetricQuery) throws -> Value? {
        if quantity.measure.isOfStoppingRule { return try stop(quantity) }
        return try number(quantity).flatMap { $0.isFinite ? Value(number: $0, isOfTheEnd: false) : nil }
    }

    /// The stopping rules of the run; empty if there is no `stops.csv`.
    package func stops() throws -> [StopRow] {
        if let stopRows { return stopRows }
        let path = "\(directory)/\(StopTable.file)"
        let rows = FileManager.default.fileExists(atPath: path) ? try StopTable.read(path) : []
        stopRows = rows
        return rows
    }

    /// The mean of a column of `curves.csv` over the recorded iterations within `reach` of one, because single iterations fluctuate.
    ///
    /// Nil where the run ends before that iteration or has no such column; throws `RecordError` when the curves cannot be read.
    package func mean(_ column: String, around iteration: Double, within reach: Double) throws -> Double? {
        let table = try table()
        guard let values = table[column], let iterations = table["iteration"], let end = try end(), iteration <= end
        else { return nil }
        let near = zip(iterations, values).compactMap { place, value in
            place.map { abs($0 - iteration) <= reach } ?? false ? value : nil
        }
        return SeedSummary.Spread(near)?.mean
    }

    /// The iterations that the curves hold, one more than the number of the last, which counts from 0; nil without a row.
    package func end() throws -> Double? { try table()["iteration"]?.last?.map { $0 + 1 } }

    /// The iterations that were done: those of the spec, or fewer where a stopping rule ended the run.
    private func done() throws -> Double { min(try end() ?? .infinity, Double(record.iterations)) }

    /// Whether there is a curve that can fall: a method without iterations has one output.
    private var hasCurve: Bool { record.iterations > 1 }

    private func number(_ quantity: MetricQuery) throws -> Double? {
        let summary = record.summary
        switch quantity.measure {
        case .drop: return hasCurve ? difference(summary["psnr_best"], summary["psnr"]) : nil
        case .dropLast: return hasCurve ? difference(summary["psnr_best"], try lastTenth("psnr")) : nil
        case .psnrLast: return try lastTenth("psnr")
        case .ssimLast: return try lastTenth("ssim")
        case .psnrAt: return try at(quantity.iteration ?? 0, "psnr")
        case .ssimBest: return try atBest("ssim")
        case .fbc: return summary["fbc_\(quantity.band ?? 1)"]
        case .fbcBest: return try atBest("fbc_\(quantity.band ?? 1)")
        case .fbcReached: return try reached(quantity.level ?? 1, "fbc_\(quantity.band ?? 1)")
        case .secondsPerIteration: return record.secondsPerIteration
        case .coreSecondsPerIteration:
            return try coreSeconds(one: typicalSeconds())
        case .seconds: return try record.secondsPerIteration.map { try $0 * done() }
        case .coreSeconds:
            // A method with one output has no iterations to take the typical one of.
            return try coreSeconds(one: typicalSeconds() ?? record.secondsPerIteration).map { try $0 * done() }
        case .psnrAnswer:
            return ["psnr_sgld", "psnr_ema", "psnr_lowest_loss", "psnr"].lazy.compactMap { summary[$0] }.first
        case .peakMemory: return record.peakMemoryMB
        case .parameters: return record.parameters.map(Double.init)
        case .iterations: return try done()
        default: return summary[quantity.measure.rawValue]
        }
    }

    private func difference(_ a: Double?, _ b: Double?) -> Double? {
        guard let a, let b else { return nil }
        return a - b
    }

    private func table() throws -> CurveTable {
        if let curves { return curves }
        let table = try CurveTable(contentsOf: "\(directory)/\(RecordFile.curves)")
        curves = table
        return table
    }

    /// The mean over the recorded rows of the last tenth of the iterations, because single iterations fluctuate.
    private func lastTenth(_ column: String) throws -> Double? {
        let table = try table()
        guard let values = table[column], let iterations = table["iteration"], let last = iterations.last ?? nil else {
            return nil
        }
        let tail = zip(iterations, values).compactMap { iteration, value in (iteration ?? 0) >= 0.9 * last ? value : nil
        }
        return SeedSummary.Spread(tail)?.mean
    }

    /// Processor time of an iteration; where the record has none, the time that it took by the clock times threads.
    private func coreSeconds(one seconds: Double?) -> Double? {
        // A device's time is not that of cores.
        guard record.provenance.device == nil else { return nil }
        return record.processorSecondsPerIteration ?? seconds.map { $0 * Double(record.provenance.threads) }
    }

    /// The median over the intervals between recorded iterations; nil if fewer than two are recorded.
    private func typicalSeconds() throws -> Double? {
        let table = try table()
        guard let seconds = table["seconds"], let iterations = table["iteration"] else { return nil }
        let points = zip(iterations, seconds).compactMap { iteration, seconds in
            iteration.flatMap { iteration in seconds.map { (iteration, $0) } }
        }
        let rates = zip(points, points.dropFirst()).map { ($1.1 - $0.1) / ($1.0 - $0.0) }.sorted()
        return rates.isEmpty ? nil : (rates[(rates.count - 1) / 2] + rates[rates.count / 2]) / 2
    }

    private func at(_ iteration: Int, _ column: String) throws -> Double? {
        let table = try table()
        guard let row = table["iteration"]?.firstIndex(of: Double(iteration)) else { return nil }
        return table[column]?[row]
    }

    /// The first recorded iteration at which a column rises to a value; nil if it never does. Networks whose input has the image's size may
    /// start above it, with an output that is unrelated to the image.
    private func reached(_ level: Double, _ column: String) throws -> Double? {
        let table = try table()
        func isReached(_ value: Double?) -> Bool { (value ?? -.infinity) >= level }
        guard let values = table[column],
            let row = values.indices.drop(while: { isReached(values[$0]) }).first(where: { isReached(values[$0]) })
        else { return nil }
        return table["iteration"]?[row]
    }

    /// At the recorded iteration of the best PSNR.
    private func atBest(_ column: String) throws -> Double? {
        let table = try table()
        guard let psnr = table["psnr"], let best = psnr.indices.max(by: { (psnr[$0] ?? -1, $1) < (psnr[$1] ?? -1, $0) })
        else { return nil }
        return psnr[best] == nil ? nil : table[column]?[best]
    }

    /// The best PSNR of all iterations, recorded or not, which a rule that fired is compared with; else the best recorded one.
    private func best() throws -> Double? {
        let known = try stops().lazy.compactMap { row in row.gap.flatMap { gap in row.psnr.map { $0 + gap } } }.first
        return known ?? record.summary["psnr_best"]
    }

    private func stop(_ quantity: MetricQuery) throws -> Value? {
        func words(_ text: String?) -> Set<Substring> { Set((text ?? "").split(separator: " ")) }
        // A few of the parameters may tell which is meant; else it is the first of the name, which the spec lists first.
        let rows = try stops().filter {
            $0.rule == quantity.rule && words(quantity.parameters).isSubset(of: words($0.parameters))
        }
        guard let row = rows.first else { return nil }
        let hasFired = row.iteration != nil
        let number: Double? =
            switch quantity.measure {
            case .stopPSNR: hasFired ? row.psnr : record.summary["psnr"]
            case .stopSSIM: hasFired ? row.ssim : record.summary["ssim"]
            case .stopIteration: try row.iteration.map(Double.init) ?? done()
            case .stopGap: hasFired ? row.gap : difference(try best(), record.summary["psnr"])
            case .decidedAt: try row.decidedAt.map(Double.init) ?? done()
            default: row.decidedAt.map { 100 * (1 - Double($0 + 1) / Double(record.iterations)) } ?? 0
            }
        return number.map { Value(number: $0, isOfTheEnd: !hasFired) }
    }
}
