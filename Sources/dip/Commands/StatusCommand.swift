import ArgumentParser
import Foundation
import Harness
import Records
import Specs

/// `dip status`: how far a sweep is.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show how far the runs of an experiment are.",
        discussion: """
            Reads the records, so that it does not matter where the runs are made. Without a spec all records are summed up by name; what \
            was never begun is known only with the spec. Tasks of a submission are shown where squeue is in the PATH.
            """)

    @Argument(help: "The experiment's spec, a YAML file; without it all records are summed up.")
    var spec: String?

    @Argument(help: ArgumentHelp("Settings to override, as for 'dip run'.", valueName: "key=value"))
    var overrides: [String] = []

    @Option(help: "Use the spec's block for this scale.")
    var scale: Scale?

    @Option(help: ArgumentHelp("The folder of records.", valueName: "folder"))
    var results = SpecArguments.standardResults

    @Flag(help: "Show it again every few seconds, until all runs are done or failed.")
    var watch = false

    private static let secondsBetweenLooks: UInt32 = 2

    func validate() throws {
        guard !results.isEmpty else { throw ValidationError("--results needs the name of a folder") }
        guard spec != nil || scale == nil else { throw ValidationError("--scale needs a spec") }
    }

    func run() throws {
        let store = RunStore(root: results)
        let plan = try spec.map { spec in
            let experiment = try Experiment(contentsOf: spec, scale: scale, overrides: overrides)
            let threads = WorkOptions().parallelism(runs: experiment.runs.count).threads
            return try ExperimentPlan(experiment, store: store, threads: threads)
        }
        var shown = ""
        while true {
            let sweeps = try plan.map { [SweepStatus($0)] } ?? SweepStatus.all(in: store)
            let submissions = Submission.all(in: results)
            let text = sweeps.isEmpty ? "no records in \(results)\n" : zip(sweeps, 0...).map { sweep, index in
                let tasks = Self.tasks(of: submissions, plan: plan, isFirst: index == 0)
                return StatusText(status: sweep, tasks: tasks).lines.joined(separator: "\n") + "\n"
            }.joined()
            if text != shown {
                print((watch && Terminal.isLive ? "\u{1B}[H\u{1B}[2J" : "") + text, terminator: "")
                fflush(nil)
                shown = text
            }
            guard watch, !sweeps.allSatisfy(\.isOver) else { return }
            sleep(Self.secondsBetweenLooks)
        }
    }

    /// The tasks of the experiment's submissions; without a spec those of all, once.
    private static func tasks(of submissions: [Submission], plan: ExperimentPlan?, isFirst: Bool) -> [(state: String, count: Int)] {
        let own = submissions.filter { submission in
            plan.map { $0.experiment.name == submission.name && $0.experiment.scale?.rawValue == submission.scale } ?? isFirst
        }
        let states = Slurm.states(of: own.flatMap(\.arrays))
        return Dictionary(grouping: states) { $0 }.map { ($0.key, $0.value.count) }.sorted { $0.state < $1.state }
    }
}
