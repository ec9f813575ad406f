import Datasets
import Foundation
import Records
import Reporting
import Specs
import Wording

/// The contents of a report, gathered from records, specs and drawn figures.
package struct ReportPlan: Sendable {
    private let specs: ReportSpecs
    /// Whether the specs were named, so that the page is about them alone.
    private let isOfNamedSpecs: Bool
    private let results: String
    private let plots: String
    private let links: ReportLinks
    private let leavesOutImages: Bool

    package static let standardSpecs = "Experiments"

    /// - Parameters:
    ///   - specs: specs, and folders that are searched for specs; if there are none, the folder `Experiments` and the specs that
    ///     records name.
    ///   - results: the folder of records.
    ///   - plots: the folder of figures.
    ///   - links: where the page finds the files beside it.
    ///   - leavesOutImages: whether all images are left out.
    /// - Throws: a `Refusal` when a spec or a folder is missing.
    package init(
        specs: [String], results: String, plots: String, links: ReportLinks.Kind = .embedded,
        leavesOutImages: Bool = false
    ) throws {
        isOfNamedSpecs = !specs.isEmpty
        self.specs = try ReportSpecs(
            specs.isEmpty ? [Self.standardSpecs].filter { Folder.exists($0) } : specs)
        self.results = results
        self.plots = plots
        self.links = ReportLinks(links, results: results, plots: plots)
        self.leavesOutImages = leavesOutImages
    }

    /// Throws `RecordError` when the store cannot be listed; the page itself says what cannot be shown.
    package func page(title: String, origin: String = "") throws -> ReportPage {
        let store = try RunStore(root: results).frozen()
        let stored = try store.all()
        let reader = ReportRunReader(store: store, links: links, leavesOutImages: leavesOutImages)
        var page = ReportPage(title: title, experiments: [], origin: origin, isLive: links.kind == .served)
        var claimed: Set<String> = [], names: Set<String> = [], planned: [ReportOverrides.Planned] = []
        var pictures = ComparisonBudget(), missing = MissingImages()
        let all = isOfNamedSpecs ? specs.paths : specs.paths + named(by: stored)
        for spec in all {
            do {
                for (experiment, found) in try experiments(of: spec, in: store, stored: stored.compactMap(\.record)) {
                    var request = PublishingRequest(
                        spec: spec, scale: experiment.scale, results: results, plots: plots)
                    request.frozenStore = store
                    claimed.formUnion(found.compactMap { $0?.directory })
                    let builder = ReportExperimentBuilder(
                        request: request, experiment: experiment, found: found, reader: reader)
                    page.experiments.append(builder.section(pictures: &pictures, missing: &missing))
                    planned += experiment.runs.map { ReportOverrides.Planned($0) }
                }
                names.insert(try Experiment(contentsOf: spec).name)
            } catch {
                page.remarks.append("\(spec) is left out: \(error)")
            }
        }
        page.experiments = Self.largestFirst(page.experiments)
        let shown = stored.filter { run in !isOfNamedSpecs || run.record.map { names.contains($0.name) } ?? false }
        page.others = ReportOverrides(reader: reader, planned: planned).runs(
            shown.filter { !claimed.contains($0.directory) && $0.record?.status == .complete })
        page.problems = shown.compactMap(ReportProblem.init)
        page.remarks += missing.remark.map { [$0] } ?? []
        if pictures.isSpent {
            page.remarks.append("Some images are left out, because the page would become too large.")
        }
        page.claims = claims(of: page.experiments)
        return page
    }

    /// The specs that records name, if they still exist and were not found before.
    private func named(by stored: [StoredRun]) -> [String] {
        func absolute(_ path: String) -> String {
            URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
        }
        var known = Set(specs.paths.map(absolute))
        return stored.compactMap { $0.record?.spec }.filter { path in
            FileManager.default.fileExists(atPath: path) && known.insert(absolute(path)).inserted
        }.sorted()
    }

    private func claims(of experiments: [ReportExperiment]) -> ReportClaims? {
        guard !isOfNamedSpecs else { return nil }
        let figures = experiments.flatMap(\.figures).filter { $0.image != nil }
        return ClaimsFile(results: results)?.claims(figures: figures.map(\.name)) { name in
            figures.first { $0.name == name }.map { figure in
                // The page contains each picture once.
                ReportClaims.Thumbnail(
                    name: name, alt: figure.title,
                    image: figure.image.flatMap { $0.embeddedBytes == 0 ? $0 : nil })
            }
        }
    }

    /// The spec at each scale with records, the published size first, which is also that of runs without a scale.
    private func experiments(of spec: String, in store: RunStore, stored: [RunRecord]) throws -> [(
        Experiment, [RecordedRun?]
    )] {
        let base = try Experiment(contentsOf: spec)
        let scales = try Experiment.scales(of: spec)
        // A record of the spec's name may carry a scale that the spec does not have: then its own values are meant.
        let named = Set(
            stored.filter { $0.name == base.name && $0.status == .complete }.map { record in
                record.scale.flatMap(Scale.init).map { $0.present(among: scales) }.flatMap {
                    scales.contains($0) ? $0 : nil
                } ?? .published
            })
        var sections: [(experiment: Experiment, found: [RecordedRun?])] = []
        let others = Scale.allCases.reversed().filter { $0 != .published && scales.contains($0) }
        for experiment in try [base] + others.map({ try Experiment(contentsOf: spec, scale: $0) }) {
            let found = try RecordedRun.all(of: experiment, in: store)
            let isNamed = named.contains(experiment.scale ?? .published) && found.contains { $0 != nil }
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
            experiment.runs.map { ($0.record.summary["width"] ?? 0) * ($0.record.summary["height"] ?? 0) }.max() ?? 0
        }
        return experiments.enumerated().sorted { (-pixels($0.element), $0.offset) < (-pixels($1.element), $1.offset) }
            .map(\.element)
    }
}

extension ReportProblem {
    /// Why a folder of the store has no complete record; nil for one that has.
    init?(_ stored: StoredRun) {
        let name = stored.name
        guard let record = stored.record else {
            self.init(run: name, state: "unreadable", reason: stored.problem ?? "")
            return
        }
        let label = "\(record.image) \(record.label)"
        switch record.status {
        case .complete: return nil
        case .failed:
            self.init(run: name, state: "failed", reason: "\(label): \(record.error ?? "no reason was recorded")")
        case .interrupted:
            self.init(
                run: name, state: "interrupted", reason: "\(label): stopped at \(record.ended ?? "an unknown time")")
        case .running:
            self.init(
                run: name, state: "running or killed",
                reason: "\(label): last sign of life at \(record.heartbeat ?? record.started ?? "an unknown time")")
        }
    }
}
