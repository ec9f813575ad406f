import Quoting
import Records
import Specs
import Wording

/// The curves of runs as one tidy table: a row for each recorded iteration, with the run's key, image and seed, and a typed
/// column for every setting in which the runs differ.
package struct CurveExport {
    private struct Run {
        let record: RunRecord
        let settings: RecordedSettings
        let curves: String
    }

    private let runs: [Run]
    private let settings: [String]

    /// Reads the settings of the runs; throws a `SpecError`.
    package init(_ exported: ExportedRuns) throws {
        runs = try exported.runs.map {
            Run(
                record: $0.record, settings: try RecordedSettings(of: $0.directory),
                curves: "\($0.directory)/\(RecordFile.curves)")
        }
        settings = RecordedSettings.differing(runs.map(\.settings)).filter { !["seed", "dataset"].contains($0) }
    }

    /// The table; throws `RecordError` for curves that cannot be read.
    package func table() throws -> DataTable {
        let tables = try runs.map { try CurveTable(contentsOf: $0.curves) }
        let names = tables.flatMap(\.columns).distinct
        // Runs of several places differ by rounding.
        let areOfSeveralPlaces = Set(runs.map { $0.record.provenance.device?.name }).count > 1
        let naming =
            ["experiment", "key", "scale", "dataset", "image", "seed"] + (areOfSeveralPlaces ? ["device"] : [])
        // A setting never takes the name of a measured quantity.
        let columns = naming + settings.map { names.contains($0) || naming.contains($0) ? "setting.\($0)" : $0 } + names
        var rows: [[DataTable.Cell]] = []
        rows.reserveCapacity(tables.reduce(0) { $0 + $1.rows.count })
        for (run, curves) in zip(runs, tables) {
            let record = run.record
            let fixed: [DataTable.Cell] =
                [
                    .text(record.name), .text(record.key), .text(record.presentScale), .text(record.dataset),
                    .text(record.image), .number(record.seed),
                ]
                + (areOfSeveralPlaces ? [.text(record.provenance.device?.name ?? "cpu")] : [])
                + settings.map { run.settings[$0] ?? .absent }
            let places = names.map { curves.columns.firstIndex(of: $0) }
            for row in curves.rows {
                rows.append(fixed + places.map { place in .number(place.flatMap { row[$0] }) })
            }
        }
        return DataTable(columns: columns, rows: rows)
    }
}
