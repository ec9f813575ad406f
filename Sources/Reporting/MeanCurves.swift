import Foundation
import Records

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
            let path = "\(directory)/curves.csv", table = try CurveTable(contentsOf: path)
            let values = try (["iteration"] + columns).map { column in
                guard let values = table[column] else {
                    throw FigureError(
                        "\(path): has no column '\(column)'; it has \(table.columns.joined(separator: ", "))")
                }
                return values
            }
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
