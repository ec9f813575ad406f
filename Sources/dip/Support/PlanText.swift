import ArgumentParser
import Foundation
import Quoting
import Runs
import Wording

/// A plan in words: what will run, why, and for how long.
struct PlanText {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    let plan: ExperimentPlan
    let parallelism: Parallelism
    /// Whether all runs start from the beginning.
    let force: Bool

    /// The runs to execute.
    var due: [PlannedRun] { force ? plan.runs : plan.pending }

    /// The experiment, the number of runs and the total time, in two lines.
    var heading: String {
        let experiment = plan.experiment
        let cached = plan.runs.count - due.count
        let total = due.map(seconds).reduce(0, +)
        let work =
            due.isEmpty
            ? "nothing to run"
            : "\(due.count) to run, \(DurationWords.estimate(total / Double(parallelism.processes))) \(ways)"
        return "\(experiment.title)\n" + experiment.path + (experiment.scale.map { ", scale \($0.rawValue)" } ?? "")
            + ": \(plan.runs.count) run\(plan.runs.count == 1 ? "" : "s"), \(cached) cached, \(work)\n"
    }

    /// One line for each run, or several on a narrow terminal: state, estimated time, name, task, size and the reason for its state; the
    /// first `limit` of them.
    /// - Parameter showKeys: whether keys are shown, which `--only` takes.
    func runs(limit: Int = .max, showKeys: Bool = false) -> String {
        var rows = RunRows()
        for planned in plan.runs.prefix(limit) {
            let spec = planned.run.spec
            let (state, reason) = words(planned)
            let work =
                "\(spec.source.image) \(planned.input.width) x \(planned.input.height)"
                + (planned.input.whole.map { " of \($0[0]) x \($0[1])" } ?? "")
                + ", \(spec.taskWords), \(spec.fit.iterations) iterations"
            let time = isDue(planned) ? DurationWords.text(seconds(planned)) : "-"
            rows.append(
                ["  \(state)"] + (showKeys ? [planned.key] : []) + [time], label: planned.run.label,
                rest: [work, Terminal.words(reason)])
        }
        let rest = plan.runs.count - min(limit, plan.runs.count)
        return (rows.lines(width: Terminal.chosenColumns) + (rest > 0 ? ["  ... and \(rest) more"] : []))
            .map { $0 + "\n" }.joined()
    }

    /// The runs for other programs.
    var data: DataTable {
        DataTable(
            columns: [
                "spec", "key", "state", "reason", "label", "dataset", "image", "width", "height", "iterations", "seed",
                "resumes_at", "seconds", "folder",
            ],
            rows: plan.runs.map { planned in
                let spec = planned.run.spec, (state, reason) = words(planned)
                return [
                    .text(plan.experiment.path), .text(planned.key), .text(state), .text(reason.isEmpty ? nil : reason),
                    .text(planned.run.label), .text(spec.source.dataset), .text(spec.source.image),
                    .number(planned.input.width), .number(planned.input.height), .number(spec.fit.iterations),
                    .number(Int(spec.fit.seed)), planned.resumesAt.map { .number($0) } ?? .absent,
                    isDue(planned) ? .number(seconds(planned)) : .number(0), .text(planned.directory),
                ]
            })
    }

    private func isDue(_ planned: PlannedRun) -> Bool { force || planned.state != .cached }

    private var ways: String {
        if let words = plan.place.words {
            return "on \(words)" + (parallelism.processes == 1 ? "" : ", \(parallelism.processes) at a time")
        }
        let threads = "on \(parallelism.threads) thread\(parallelism.threads == 1 ? "" : "s")"
        return parallelism.processes == 1 ? threads : "\(threads) each, \(parallelism.processes) at a time"
    }

    /// On as many threads as the run will have.
    private func seconds(_ planned: PlannedRun) -> Double {
        (force ? planned.wholeSeconds : planned.estimatedSeconds) * Double(plan.threads) / Double(parallelism.threads)
    }

    private func words(_ planned: PlannedRun) -> (state: String, reason: String) {
        let (state, reason) =
            switch planned.state {
            case .cached:
                (
                    "cached",
                    planned.outdatedRules.isEmpty
                        ? ""
                        : "holds the choice of an earlier version of \(planned.outdatedRules.joined(separator: ", ")); --force runs it again"
                )
            case .missing(let reason): ("missing", reason)
            case .failed(let reason): ("failed", reason)
            case .interrupted(let reason): ("interrupted", reason)
            case .running(let holder): ("running", holder)
            }
        if !force { return (state, reason) }
        return (
            state,
            planned.state == .cached
                ? "run again because of --force"
                : planned.resumesAt == nil ? reason : "starts from the beginning because of --force"
        )
    }
}

/// How the runs of a plan are spread: how many at a time, on how many threads each.
struct ParallelismOptions {
    var jobs: Int?
    var threads: Int?
    /// The memory that all runs together may take, in bytes; nil for what is free.
    var memory: Int?
    /// Where the runs are made.
    var place = TrainingPlace.processor

    private static let mostThreads = 256

    /// The choice for this many runs, of which the largest needs this many bytes.
    func parallelism(runs: Int, need: Int = 0) -> Parallelism {
        // A device is kept busy by one run, and a core by measuring it.
        if place.driver != nil { return Parallelism(processes: jobs ?? 1, threads: threads ?? 1) }
        let cores = min(ProcessInfo.processInfo.activeProcessorCount, Self.mostThreads)
        let room = min(AvailableMemory.current().bytes, memory ?? .max)
        return Parallelism.choose(
            runs: runs, cores: cores, processes: jobs, threads: threads, fitting: need > 0 ? room / need : .max)
    }

    /// For the runs that are due.
    func parallelism(_ due: [PlannedRun]) -> Parallelism {
        let needs = MemoryEstimate(place: place)
        return parallelism(runs: due.count, need: due.map { needs.bytes($0, threads: threads ?? 1) }.max() ?? 0)
    }
}
