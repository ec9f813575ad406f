import Foundation
import Records

/// The progress of an experiment's runs.
package struct SweepStatus: Equatable, Sendable {
    package let title: String
    package let runs: [RunStatus]
    /// Estimated remaining seconds with as many simultaneous runs as now, or one after the other if none is running; nil if unknown.
    package let secondsLeft: Double?

    /// - Parameter estimates: estimated time of each whole run in seconds, nil where unknown.
    package init(title: String, runs: [RunStatus], estimates: [Double?]) {
        precondition(runs.count == estimates.count, "every run needs its estimate")
        self.title = title
        self.runs = runs
        let open = zip(runs, estimates).filter { $0.0.stage != .failed }
        // What is not known of a run is taken from the others.
        let left = open.map { $0.secondsLeft(estimate: $1) }
        let known = left.compactMap(\.self)
        secondsLeft =
            known.count == left.count ? known.reduce(0, +) / Double(max(1, open.count { $0.0.stage == .running })) : nil
    }

    package func count(_ stage: RunStatus.Stage) -> Int { runs.count { $0.stage == stage } }

    /// Iterations per second of all running runs together.
    package var throughput: Double { runs.filter { $0.stage == .running }.compactMap(\.rate).reduce(0, +) }

    /// Whether nothing is left to do: all runs are done or failed.
    package var isOver: Bool { runs.allSatisfy { $0.stage == .done || $0.stage == .failed } }
}

extension SweepStatus {
    /// The progress of the runs of a plan.
    package init(_ plan: ExperimentPlan) {
        let experiment = plan.experiment
        let title = experiment.path + (experiment.scale.map { ", scale \($0.rawValue)" } ?? "")
        self.init(
            title: title,
            runs: plan.runs.map(RunStatus.init), estimates: plan.runs.map(\.wholeSeconds))
    }

    /// The progress of all records, one value for each name and scale; runs that never started are not included.
    package static func all(in store: RunStore) throws -> [SweepStatus] {
        var titles: [String] = [], groups: [String: [RunStatus]] = [:]
        for stored in try store.all() {
            let title = stored.record.map { $0.name + ($0.presentScale.map { ", scale \($0)" } ?? "") } ?? stored.name
            if groups[title] == nil { titles.append(title) }
            groups[title, default: []].append(
                RunStatus(
                    label: stored.record.map { "\($0.image) \($0.label)" } ?? stored.name, directory: stored.directory,
                    iterations: 0))
        }
        return titles.map {
            SweepStatus(title: $0, runs: groups[$0]!, estimates: Array(repeating: nil, count: groups[$0]!.count))
        }
    }
}
