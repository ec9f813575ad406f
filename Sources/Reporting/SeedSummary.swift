import Foundation
import Records

/// The PSNR of runs that differ only in their seed, as mean and standard deviation.
package struct SeedSummary: Equatable, Sendable {
    /// A mean with its sample standard deviation.
    package struct Spread: Equatable, Sendable {
        package let mean: Double
        /// Sample standard deviation (divisor n - 1); nil for a single value.
        package let deviation: Double?

        /// Nil when there are no values.
        package init?(_ values: [Double]) {
            guard !values.isEmpty else { return nil }
            let mean = values.reduce(0, +) / Double(values.count)
            self.mean = mean
            deviation =
                values.count < 2
                ? nil
                : (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
        }
    }

    /// The image and the other swept keys with their values: `leaves network.lipschitz=1`.
    package let label: String
    /// The seeds in the order of the runs.
    package let seeds: [Int]
    /// PSNR in dB of the last iteration and of the best; nil where no run has it. A run whose PSNR is undefined does not count.
    package let final: Spread?
    package let peak: Spread?
    /// PSNR in dB of the moving average of outputs at the last iteration.
    package let averaged: Spread?

    /// One summary for each case, in the order of the first run of each.
    package static func groups(_ records: [RunRecord]) -> [SeedSummary] {
        struct Case: Hashable {
            let name, dataset, image: String
            let scale: String?
            let axes: [String: String]
            let iterations: Int
        }
        var order: [Case] = [], groups: [Case: [RunRecord]] = [:]
        for record in records {
            let key = Case(
                name: record.name, dataset: record.dataset, image: record.image, scale: record.presentScale,
                axes: record.axes.filter { $0.key != "seed" }, iterations: record.iterations)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(record)
        }
        return order.map { key in
            let runs = groups[key]!
            func spread(_ measure: String) -> Spread? { Spread(runs.compactMap { $0.summary[measure] }) }
            let axes = key.axes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return SeedSummary(
                label: ([key.image] + axes).joined(separator: " "), seeds: runs.map(\.seed), final: spread("psnr"),
                peak: spread("psnr_best"), averaged: spread("psnr_ema"))
        }
    }
}

extension SeedSummary.Spread: CustomStringConvertible {
    /// `28.31 ± 0.12 dB`; without the deviation for a single value.
    package var description: String {
        String(format: "%.2f", mean) + (deviation.map { String(format: " ± %.2f", $0) } ?? "") + " dB"
    }
}

/// Curves of several runs as their mean with one standard deviation.
package enum MeanCurves {
    /// What is added to a column's name for the column of its deviations.
    static let deviation = "_deviation"

    /// The mean of every column over runs at each iteration that all have recorded, and the sample standard deviation in
    /// `NAME_deviation`; an empty cell where a run has no value.
    ///
    /// Throws `RecordError` when a file cannot be read, `FigureError` when a run lacks a column or the runs have fewer than two
    /// iterations in common.
    /// - Parameter directories: the folders of at least two runs.
    package static func table(of directories: [String], columns: [String]) throws -> CurveTable {
        let runs = try directories.map { directory in
            let path = "\(directory)/\(RecordFile.curves)", table = try CurveTable(contentsOf: path)
            let values = try (["iteration"] + columns).map { try table.drawn($0, at: path) }
            return Dictionary(
                zip(values[0], table.rows.indices).compactMap { iteration, row in
                    iteration.map { ($0, values.dropFirst().map { $0[row] }) }
                }, uniquingKeysWith: { first, _ in first })
        }
        let common = runs.dropFirst().reduce(Set(runs[0].keys)) { $0.intersection($1.keys) }.sorted()
        guard common.count >= 2 else {
            throw FigureError(
                "\(directories[0]) and \(directories.count - 1) other runs have \(common.count) recorded iterations in "
                    + "common; their mean needs at least two")
        }
        let rows = common.map { iteration -> [Double?] in
            let cells = columns.indices.flatMap { column -> [Double?] in
                let values = runs.compactMap { $0[iteration]?[column] }
                guard values.count == runs.count, let spread = SeedSummary.Spread(values) else { return [nil, nil] }
                return [spread.mean, spread.deviation]
            }
            return [iteration] + cells
        }
        return CurveTable(columns: ["iteration"] + columns.flatMap { [$0, $0 + deviation] }, rows: rows)
    }

    /// The CSV file of a table that is no part of a record.
    static func file(_ table: CurveTable, name: String) -> CompanionFile {
        let lines = table.rows.map { row in
            row.map { $0.map { String(format: "%.6g", $0) } ?? "" }.joined(separator: ",")
        }
        return CompanionFile(
            name: name, data: Data(([table.columns.joined(separator: ",")] + lines).map { $0 + "\n" }.joined().utf8))
    }
}
