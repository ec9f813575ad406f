import ArgumentParser
import Datasets
import Foundation
import Publishing
import Quoting
import Records
import Runs
import Specs
import Wording

/// `dip status`: the progress of a sweep.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the progress of an experiment's runs.",
        discussion: """
            Reads the records, so it does not matter where the runs are executed. Without a spec, all records are summarised by name; \
            runs that never started are known only with the spec. Tasks of a submission are shown if squeue is in the PATH.
            """)

    @Argument(
        help: "The experiment's spec, a YAML file; without it all records are summarised.",
        completion: .custom { words, _, prefix in Completions.specs(words, prefix) })
    var spec: String?

    @OptionGroup var settings: SpecSettings
    @OptionGroup var records: ResultsOption

    @OptionGroup var device: DeviceOption

    @Flag(help: "List every run, finished and missing ones too.")
    var all = false

    @Flag(help: "Repeat every few seconds until all runs are done or failed.")
    var watch = false

    @Option(help: "How the progress is printed.")
    var format = PlanText.Format.text

    private static let secondsBetweenLooks: UInt32 = 2

    func validate() throws {
        guard !watch || format == .text else { throw ValidationError("--watch prints text only") }
        guard spec != nil || settings.scale == nil else { throw ValidationError("--scale needs a spec") }
        guard spec != nil || device.choice == .cpu else { throw ValidationError("--device needs a spec") }
    }

    func run() throws {
        let plan = try spec.map { spec in
            let experiment = try settings.experiment(spec)
            let threads = ParallelismOptions().parallelism(runs: experiment.runs.count).threads
            return try ExperimentPlan(experiment, store: records.store, threads: threads, place: device.remotePlace)
        }
        var shown = ""
        while true {
            let sweeps = try plan.map { [SweepStatus($0)] } ?? SweepStatus.all(in: records.store)
            if format == .json { return print(data(sweeps).json, terminator: "") }
            let submissions = Submission.all(in: records.results)
            let text =
                sweeps.isEmpty
                ? "no records in \(records.results)\n"
                : zip(sweeps, 0...).map { sweep, index in
                    let tasks = Self.tasks(of: submissions, plan: plan, isFirst: index == 0)
                    return StatusText(status: sweep, tasks: tasks, listsAll: all).lines.joined(separator: "\n") + "\n"
                }.joined()
            if text != shown {
                if watch, Terminal.isLive { Output.write("\u{1B}[H\u{1B}[2J") }
                for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                    Terminal.show(String(line))
                }
                try Output.check()
                shown = text
            }
            guard watch, !sweeps.allSatisfy(\.isOver) else { return }
            sleep(Self.secondsBetweenLooks)
        }
    }

    /// Every run, for other programs.
    private func data(_ sweeps: [SweepStatus]) -> DataTable {
        DataTable(
            columns: [
                "experiment", "run", "label", "state", "done", "iterations", "psnr", "rate", "silence", "reason",
            ],
            rows: sweeps.flatMap { sweep in
                sweep.runs.map { run in
                    [
                        .text(sweep.title), .text(records.store.name(of: run.directory)),
                        .text(run.label), .text(run.stage.rawValue), .number(run.done), .number(run.iterations),
                        .number(run.psnr), .number(run.rate), .number(run.silence), .text(run.reason),
                    ]
                }
            })
    }

    /// The tasks of the experiment's submissions; without a spec those of all, once.
    private static func tasks(of submissions: [Submission], plan: ExperimentPlan?, isFirst: Bool) -> [(
        state: String, count: Int
    )] {
        let own = submissions.filter { submission in
            plan.map {
                $0.experiment.name == submission.name && Scale.isMeant(by: submission.scale, $0.experiment.scale)
            }
                ?? isFirst
        }
        let states = Slurm.states(of: own.flatMap(\.arrays))
        return Dictionary(grouping: states) { $0 }.map { ($0.key, $0.value.count) }.sorted { $0.state < $1.state }
    }
}

/// The progress of a sweep in words.
struct StatusText {
    let status: SweepStatus
    /// How many tasks Slurm has in which state; empty where it has none.
    var tasks: [(state: String, count: Int)] = []

    /// Whether every run is listed.
    var listsAll = false

    /// Runs of a kind that are listed one by one.
    private static let listed = 20
    /// The width of lines where that of the terminal is not known, or larger.
    private static let widest = 110

    /// Counts, time left, tasks, and the runs that are running, that failed and that were stopped, or all.
    var lines: [String] {
        let counts = RunStatus.Stage.allCases.map { ($0, status.count($0)) }.filter { $0.1 > 0 }.map {
            "\($0.1) \($0.0.rawValue)"
        }
        var lines = [
            "\(status.title): \(status.runs.count) run\(status.runs.count == 1 ? "" : "s")"
                + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))
        ]
        if !tasks.isEmpty {
            lines.append("  Slurm: " + tasks.map { "\($0.count) \($0.state.lowercased())" }.joined(separator: ", "))
        }
        if let time { lines.append("  \(time)") }
        var rows = RunRows(), more: [String] = []
        for stage in [RunStatus.Stage.running, .interrupted, .failed] + (listsAll ? [.done, .missing] : []) {
            let found = status.runs.filter { $0.stage == stage }
            for run in listsAll ? found[...] : found.prefix(Self.listed) { Self.add(run, to: &rows) }
            let rest = found.count - Self.listed
            if !listsAll, rest > 0 { more.append("  ... and \(rest) more \(stage.rawValue)") }
        }
        return lines + rows.lines(width: min(Terminal.chosenColumns ?? Self.widest, Self.widest)) + more
    }

    private var time: String? {
        let left = status.secondsLeft
        if status.count(.running) > 0 {
            return String(format: "%.1f iterations per second in all", status.throughput)
                + (left.map { ", \(DurationWords.estimate($0)) left" } ?? "")
        }
        guard let left, left > 0 else { return nil }
        return "nothing is running; \(DurationWords.estimate(left)) left if run one after the other"
    }

    private static func add(_ run: RunStatus, to rows: inout RunRows) {
        let progress = "\(run.done)/\(run.iterations)"
        let psnr = Amount.decibels(run.psnr, digits: 1)
        let detail =
            switch run.stage {
            case .running:
                (run.holder ?? "another process") + (run.silence.map { ", last sign of life \(Int($0)) s ago" } ?? "")
            case .done: run.ended.map { "completed at \($0)" } ?? ""
            default: run.reason ?? ""
            }
        let rate = run.stage == .running ? run.rate.map(Amount.rate) ?? "- it/s" : "-"
        let key = run.directory.split(separator: "-").last.map(String.init) ?? ""
        rows.append(
            ["  \(run.stage.rawValue)", key], label: run.label, rest: [progress, psnr, rate, Terminal.words(detail)])
    }
}
