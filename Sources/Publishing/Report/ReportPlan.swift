import Datasets
import Foundation
import Quoting
import Records
import Reporting
import Specs

/// The contents of a report, gathered from records, specs and drawn figures.
package struct ReportPlan {
    private let specs: ReportSpecs
    private let results: String
    private let plots: String
    private let leavesOutImages: Bool

    /// - Parameters:
    ///   - specs: specs, and folders that are searched for specs.
    ///   - results: the folder of records.
    ///   - plots: the folder of figures.
    ///   - leavesOutImages: whether all images are left out.
    /// - Throws: a `Refusal` when a spec or a folder is missing.
    package init(specs: [String], results: String, plots: String, leavesOutImages: Bool = false) throws {
        self.specs = try ReportSpecs(specs)
        self.results = results
        self.plots = plots
        self.leavesOutImages = leavesOutImages
    }

    private var store: RunStore { RunStore(root: results) }

    /// Throws `RecordError` when the store cannot be listed; the page itself says what cannot be shown.
    package func page(title: String) throws -> ReportPage {
        let stored = try store.all()
        var page = ReportPage(title: title, experiments: [])
        var claimed: Set<String> = []
        var pictures = ComparisonBudget()
        for spec in specs.paths {
            do {
                for (experiment, found) in try experiments(of: spec, stored: stored.compactMap(\.record)) {
                    let request = PublishingRequest(spec: spec, scale: experiment.scale, results: results, plots: plots)
                    claimed.formUnion(found.compactMap { $0?.directory })
                    page.experiments.append(section(experiment, found: found, request: request, pictures: &pictures))
                }
            } catch {
                page.remarks.append("\(spec) is left out: \(error)")
            }
        }
        page.experiments = Self.largestFirst(page.experiments)
        page.others = stored.filter { !claimed.contains($0.directory) }.compactMap(\.record).filter {
            $0.status == .complete
        }
        page.problems = stored.compactMap(Self.problem)
        if pictures.isSpent {
            page.remarks.append("Some images are left out, because the page would become too large.")
        }
        return page
    }

    /// The spec at each scale with records, the published size first; paper and no scale are the same.
    private func experiments(of spec: String, stored: [RunRecord]) throws -> [(Experiment, [RecordedRun?])] {
        let base = try Experiment(contentsOf: spec)
        let named = Set(stored.filter { $0.name == base.name && $0.status == .complete }.map(\.scale))
        let full = named.contains(Scale.paper.rawValue) ? try Experiment(contentsOf: spec, scale: .paper) : base
        var sections: [(experiment: Experiment, found: [RecordedRun?])] = []
        // A record of the spec's name may carry a scale that the spec does not have.
        let scales = try Experiment.scales(of: spec)
        for experiment in try [full]
            + [Scale.small, .quick].filter(scales.contains).map({ try Experiment(contentsOf: spec, scale: $0) })
        {
            let found = try RecordedRun.all(of: experiment, in: store)
            let isNamed = named.contains(experiment.scale?.rawValue) && found.contains { $0 != nil }
            // Runs that were made for other specs are a section only when they are all there.
            guard isNamed || found.allSatisfy({ $0 != nil }) else { continue }
            // A scale that changes nothing has the same runs.
            sections.removeAll { $0.found.map { $0?.directory } == found.map { $0?.directory } }
            sections.append((experiment, found))
        }
        return sections
    }

    /// In the order of the specs for equal sizes of image: what is nearest to the published size is read first.
    private static func largestFirst(_ experiments: [ReportExperiment]) -> [ReportExperiment] {
        func pixels(_ experiment: ReportExperiment) -> Double {
            experiment.runs.map { ($0.summary["width"] ?? 0) * ($0.summary["height"] ?? 0) }.max() ?? 0
        }
        return experiments.enumerated().sorted { (-pixels($0.element), $0.offset) < (-pixels($1.element), $1.offset) }
            .map(\.element)
    }

    private func section(
        _ experiment: Experiment, found: [RecordedRun?], request: PublishingRequest, pictures: inout ComparisonBudget
    ) -> ReportExperiment {
        let runs = found.compactMap(\.self)
        var section = ReportExperiment(
            title: experiment.title, name: experiment.name, scale: experiment.scale?.rawValue, specPath: request.spec,
            caption: TableNotes.caption(runs, scale: nil), expectedRuns: experiment.runs.count, runs: runs.map(\.record)
        )
        let remarks = try? RecordedRun.remarks(found, request) { rule in
            experiment.tables.contains { $0.shows(rule: rule) } || experiment.figures.contains { $0.kind == .stopping }
        }
        section.remarks += (remarks ?? []).map { $0 + "." }
        for block in experiment.tables {
            do {
                section.tables.append(
                    try TablePlan(request: request, experiment: experiment, block: block, isPartial: true).table())
            } catch {
                section.remarks.append("A table is left out: \(error)")
            }
        }
        for block in experiment.figures where !(leavesOutImages && block.kind.showsImages) {
            do {
                section.figures += try FigurePlan(request: request, experiment: experiment, block: block).figures().map
                { figure($0, block.kind, request) }
            } catch {
                section.remarks.append("A figure is left out: \(error)")
            }
        }
        if !leavesOutImages { section.comparisons = ComparisonGroups(runs).comparisons(&pictures) }
        return section
    }

    /// The drawn picture, with a remark if it is missing or shows other records.
    private func figure(_ figure: any ScriptedFigure, _ kind: FigureBlock.Kind, _ request: PublishingRequest)
        -> ReportFigure
    {
        let path = "\(plots)/\(figure.name)"
        let command = ShellText.command(
            request.command("plot")
                + (plots == PublishingRequest.standardPlots ? [] : ["--plots", ScriptWord.path(plots)]))
        var result = ReportFigure(title: figure.title, alt: "\(figure.title): \(kind.explanation)", image: nil)
        do {
            let script = try figure.script(in: plots)
            result.image =
                FileManager.default.fileExists(atPath: path + ".svg") ? try ReportImage(contentsOf: path + ".svg") : nil
            if result.image == nil {
                result.remark = "Not drawn yet; \(command) draws it."
            } else if try !Self.isSame(script, TextFile.read(path + ".gp")) {
                result.remark = "Drawn from records other than the present ones; \(command) redraws it."
            }
        } catch {
            result.remark = "Cannot be shown: \(error)."
        }
        return result
    }

    /// Whether two scripts draw the same, whatever command wrote them.
    private static func isSame(_ a: String, _ b: String) -> Bool {
        func drawing(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
        return drawing(a) == drawing(b)
    }

    private static func problem(_ stored: StoredRun) -> ReportProblem? {
        let folder = stored.directory.split(separator: "/").last.map(String.init) ?? stored.directory
        guard let record = stored.record else {
            return ReportProblem(run: folder, state: "unreadable", reason: stored.problem ?? "")
        }
        let label = "\(record.image) \(record.label)"
        switch record.status {
        case .complete: return nil
        case .failed:
            return ReportProblem(
                run: folder, state: "failed", reason: "\(label): \(record.error ?? "no reason was recorded")")
        case .interrupted:
            return ReportProblem(
                run: folder, state: "interrupted", reason: "\(label): stopped at \(record.ended ?? "an unknown time")")
        case .running:
            return ReportProblem(
                run: folder, state: "running or killed",
                reason: "\(label): last sign of life at \(record.heartbeat ?? record.started ?? "an unknown time")")
        }
    }
}
