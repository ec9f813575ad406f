import Foundation
import Quoting
import Records
import Wording

/// The records of a store as a table, with a column for every setting in which they differ.
package struct RunListing {
    /// One record, or a folder whose record cannot be read.
    private struct Entry {
        let run: StoredRun
        let settings: RecordedSettings?

        var experiment: String { run.record?.name ?? "unreadable" }

        func value(_ column: String) -> DataTable.Cell {
            guard let record = run.record else {
                return switch column {
                case "run": .text(run.name)
                case "status": .text("unreadable")
                case "problem": .text(run.problem)
                default: .absent
                }
            }
            return switch column {
            case "run": .text(run.name)
            case "experiment": .text(record.name)
            case "key": .text(record.key)
            case "status": .text(record.status.rawValue)
            case "scale": .text(record.presentScale)
            case "dataset": .text(record.dataset)
            case "image": .text(record.image)
            case "seed": .number(record.seed)
            case "device": .text(record.provenance.device?.name)
            case "started": .text(record.started)
            case "psnr", "psnr_best", "iteration_best", "ssim", "seconds": .number(record.summary[column])
            case "problem": .text(record.error)
            default: settings?[column] ?? .absent
            }
        }
    }

    private var entries: [Entry]

    /// Columns that tell which run it is, and what came out of it.
    private static let naming = ["run", "status", "scale", "dataset", "image", "device"]
    private static let outcome = ["psnr_best", "iteration_best", "psnr"]
    private static let sortable = naming + ["experiment", "key", "seed", "started"] + outcome

    /// Reads all records; keeps those that fit every filter: a part of the name of its folder or image, or `key=value` of a
    /// column or setting. Throws `RecordError`, and a `Refusal` for a key that no record has.
    package init(_ store: RunStore, filters: [String] = []) throws {
        entries = try store.all().map { Entry(run: $0, settings: try? RecordedSettings(of: $0.directory)) }
        for filter in filters {
            guard let equals = filter.firstIndex(of: "=") else {
                entries = entries.filter {
                    $0.run.name.contains(filter) || $0.value("image").words.contains(filter)
                }
                continue
            }
            let name = String(filter[..<equals]), wanted = filter[filter.index(after: equals)...]
            let column = try column(name)
            entries = entries.filter { entry in
                let words = entry.value(column).words
                return words == wanted || Double(words).map { $0 == Double(wanted) } ?? false
            }
        }
    }

    /// Sorts by a column or a setting: names and settings upwards, results best first; runs without a value come last.
    ///
    /// Throws a `Refusal` for a key that no record has.
    package mutating func sort(by name: String, reversed: Bool) throws {
        let column = try column(name)
        let isDownwards = (column.hasPrefix("psnr") || column == "started") != reversed
        entries = entries.enumerated().sorted { one, other in
            let (a, b) = (one.element.value(column).words, other.element.value(column).words)
            if let a = Double(a), let b = Double(b), a != b { return (a < b) != isDownwards }
            guard a != b, Double(a) == nil || Double(b) == nil else { return one.offset < other.offset }
            return a.isEmpty || b.isEmpty ? b.isEmpty : (a < b) != isDownwards
        }.map(\.element)
    }

    /// All runs with typed values, for other programs.
    package var data: DataTable {
        let settings = differing(entries)
        let names = ["run", "experiment", "key", "status", "scale", "dataset", "image", "seed"]
        let columns =
            names + settings.filter { !names.contains($0) } + Self.outcome + ["ssim", "device", "started", "problem"]
        return DataTable(columns: columns, rows: entries.map { entry in columns.map(entry.value) })
    }

    /// For people: the runs of each experiment under its name, in columns that say what differs between them.
    package var lines: [String] {
        guard !entries.isEmpty else { return ["no runs"] }
        var order: [String] = [], groups: [String: [Entry]] = [:]
        for entry in entries {
            if groups[entry.experiment] == nil { order.append(entry.experiment) }
            groups[entry.experiment, default: []].append(entry)
        }
        return order.enumerated().flatMap { index, name in
            (index > 0 ? [""] : []) + lines(groups[name]!)
        }
    }

    private func lines(_ runs: [Entry]) -> [String] {
        let naming = Self.naming.filter { column in
            column == "run" || column == "status" || column == "image"
                || runs.contains { $0.value(column) != runs[0].value(column) }
        }
        let problem = runs.contains { $0.value("problem") != .absent } ? ["problem"] : []
        let columns = naming + differing(runs).filter { !naming.contains($0) } + Self.outcome + problem
        let rows = runs.map { entry in
            columns.map { column in
                let value = entry.value(column)
                if column.hasPrefix("psnr"), let number = Double(value.words) { return Amount.decibels(number) }
                return value == .absent ? "-" : value.words
            }
        }
        return TextColumns.lines([columns.map(Self.heading)] + rows)
    }

    private static func heading(_ column: String) -> String {
        switch column {
        case "psnr_best": "best PSNR"
        case "iteration_best": "at iteration"
        case "psnr": "PSNR at the last iteration"
        default: column
        }
    }

    private func differing(_ runs: [Entry]) -> [String] {
        RecordedSettings.differing(runs.compactMap { $0.run.record == nil ? nil : $0.settings })
    }

    /// The column, or the setting that a last part of its key names.
    private func column(_ name: String) throws -> String {
        if Self.sortable.contains(name) { return name }
        let keys = entries.compactMap(\.settings).flatMap(\.all).map(\.key).distinct
        if keys.contains(name) { return name }
        let ends = keys.filter { $0.hasSuffix("." + name) }
        if ends.count == 1 { return ends[0] }
        guard ends.isEmpty else { throw Refusal("'\(name)' may be " + ends.joined(separator: " or ")) }
        // No record, no settings: nothing fits.
        guard !keys.isEmpty else { return name }
        let known = Self.sortable + differing(entries).filter { !Self.sortable.contains($0) }
        throw Refusal("no run has a column or setting '\(name)'; allowed: " + known.joined(separator: ", "))
    }
}
