import Foundation
import Records
import Reporting
import Runs
import Specs
import Wording

/// The images that a page misses because published records are shipped without them; said once.
struct MissingImages {
    private(set) var runs: Set<String> = []
    private(set) var figures = 0

    mutating func add(_ directories: [String], figures count: Int) {
        runs.formUnion(directories)
        figures += count
    }

    var remark: String? {
        guard !runs.isEmpty else { return nil }
        return
            "The images of \(runs.count) run\(runs.count == 1 ? " are" : "s are") not at hand: the published records are shipped "
            + "without them. "
            + (figures == 0
                ? "Their comparisons are left out"
                : "\(figures) figure\(figures == 1 ? "" : "s") that would show them and their comparisons are left out")
            + "; 'make reproduce SCALE=crop128' makes them."
    }
}

/// Builds the section of one experiment.
struct ReportExperimentBuilder {
    let request: PublishingRequest
    let experiment: Experiment
    let found: [RecordedRun?]
    let reader: ReportRunReader

    private var runs: [RecordedRun] { found.compactMap(\.self) }

    func section(pictures: inout ComparisonBudget, missing: inout MissingImages) -> ReportExperiment {
        var section = ReportExperiment(
            title: experiment.title, name: experiment.name, scale: experiment.scale?.rawValue, specPath: request.spec,
            specLink: specLink, task: task, caption: TableNotes.caption(runs, scale: nil),
            expectedRuns: experiment.runs.count, runs: runs.map { reader.run($0.record, in: $0.directory) })
        let showsStops = experiment.figures.contains { $0.kind == .stopping }
        let remarks = try? RecordedRun.remarks(found, request) { rule in
            experiment.tables.contains { $0.shows(rule: rule) } || showsStops
        }
        section.remarks += (remarks ?? []).map { $0 + "." }
        for block in TablePlan.blocks(of: experiment) {
            do {
                let table = try TablePlan(request: request, experiment: experiment, block: block, isPartial: true)
                    .table()
                section.tables.append(Self.readable(table))
            } catch {
                section.remarks.append("A table is left out: \(error)")
            }
        }
        let figures = ReportFigureBuilder(
            request: request, experiment: experiment, links: reader.links,
            withoutImages: runs.map(\.directory).filter { directory in
                ![RecordFile.clean, RecordFile.degraded, RecordFile.output].allSatisfy {
                    FileManager.default.fileExists(atPath: "\(directory)/\($0)")
                }
            })
        for block in experiment.figures where !(reader.leavesOutImages && block.kind.showsImages) {
            do {
                section.figures += try figures.figures(block, missing: &missing)
            } catch {
                section.remarks.append("A figure is left out: \(error)")
            }
        }
        if !reader.leavesOutImages {
            section.comparisons = ComparisonGroups(runs, links: reader.links).comparisons(&pictures)
            if section.comparisons.isEmpty { missing.add(figures.withoutImages, figures: 0) }
        }
        return section
    }

    private var specLink: String? {
        // A served page reaches records and figures only.
        guard case .relative = reader.links.kind else { return nil }
        return reader.links.address(of: request.spec)
    }

    private var task: String {
        let setting = reader.settings(in: experiment.runs[0].spec.resolved).first {
            $0.key == "task" || $0.key.hasPrefix("task.")
        }
        guard let setting else { return "" }
        let parts = setting.key.split(separator: ".")
        return parts.count > 1 ? String(parts[1]) : setting.value
    }

    /// Without columns that say nothing here, and without the best of what no method is chosen by.
    static func readable(_ table: ResultTable) -> ResultTable {
        var table = table
        let empty = table.columns.indices.filter { column in
            table.rows.allSatisfy { row in
                switch row.cells[column].content {
                case .empty: true
                case .text(let text): text.isEmpty || text.hasPrefix("not comparable")
                case .number: false
                }
            }
        }
        if empty.count < table.columns.count, !empty.isEmpty, !table.rows.isEmpty {
            let names = empty.map { table.columns[$0].heading }.distinct
            table.notes.append("Nothing to show at this size: \(names.joined(separator: ", ")).")
            table.columns = table.columns.enumerated().filter { !empty.contains($0.offset) }.map(\.element)
            for row in table.rows.indices {
                table.rows[row].cells = table.rows[row].cells.enumerated().filter { !empty.contains($0.offset) }.map(
                    \.element)
            }
        }
        let costs = table.columns.indices.filter { column in
            ["second", "memory", "parameters"].contains { table.columns[column].name.contains($0) }
        }
        for row in table.rows.indices { for column in costs { table.rows[row].cells[column].isBest = false } }
        return table
    }
}
