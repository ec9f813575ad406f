import ArgumentParser
import Foundation
import Harness

/// `dip run`: makes the runs of an experiment that are not there yet.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Make the runs of an experiment.",
        discussion: """
            Each run leaves a record in <results>/runs/<name>-<key>. Complete runs are skipped; failed and interrupted ones go on \
            from their last checkpoint, where they have one. A run that fails does not stop the others. SIGINT, SIGTERM and SIGUSR2 \
            write a checkpoint and stop, so that the same command goes on there.
            """)

    @OptionGroup var request: SpecArguments

    @Option(help: ArgumentHelp("Threads of each run (default: all cores); results do not depend on it.", valueName: "number"))
    var threads: Int?

    @Flag(name: [.customShort("n"), .long], help: "Only show what would run, why, and how long it should take.")
    var dryRun = false

    @Flag(help: "Only show every run's spec with all defaults filled in.")
    var showConfig = false

    @Option(help: ArgumentHelp("How often a running fit is written to a checkpoint, in seconds; 0 for after every iteration.",
                               valueName: "seconds"))
    var checkpointEvery = Runner.standardCheckpointInterval

    @Flag(help: "Make all runs from the beginning, complete ones too.")
    var force = false

    @Flag(help: "Stop at the first run that fails.")
    var failFast = false

    private static let allowedThreads = 1...256
    /// Runs listed one by one before the work starts; `--dry-run` lists all.
    private static let listedRuns = 20

    func validate() throws {
        guard threads.map(Self.allowedThreads.contains) ?? true else {
            let (least, most) = (Self.allowedThreads.lowerBound, Self.allowedThreads.upperBound)
            throw ValidationError("--threads must be a whole number from \(least) to \(most)")
        }
        guard checkpointEvery.isFinite, checkpointEvery >= 0 else {
            throw ValidationError("--checkpoint-every must be a number of seconds, 0 or more")
        }
    }

    func run() throws {
        let experiment = try request.experiment()
        if showConfig { return print(experiment.resolved, terminator: "") }

        let threads = threads ?? min(ProcessInfo.processInfo.activeProcessorCount, Self.allowedThreads.upperBound)
        let plan = try ExperimentPlan(experiment, store: request.store, threads: threads)
        let text = PlanText(plan: plan, threads: threads, force: force)
        if dryRun { return print(text.heading + text.runs(), terminator: "") }
        plan.removeLeftovers()
        if text.due.isEmpty { return print(text.heading + (try SeedTable(experiment, store: request.store).text ?? ""), terminator: "") }

        try ProcessorSupport.check()
        // A reader that goes away must not end a run halfway.
        signal(SIGPIPE, SIG_IGN)
        Interruption.catchSignals()
        let output = FileHandleSink(.standardOutput)
        output.write(text.heading + text.runs(limit: Self.listedRuns))
        let provenance = HostMachine.provenance(dipVersion: Version.current, libraries: Libraries.versions, threads: threads)
        let progress = ProgressReporter(sink: output, isTerminal: Terminal.isLive, columns: Terminal.columns)
        let summary = try Runner(provenance: provenance, checkpointInterval: checkpointEvery)
            .run(plan, threads: threads, force: force, failFast: failFast, progress: progress)
        let outcome = Outcome(summary: summary, count: plan.runs.count)
        output.write(outcome.line + "\n")
        if let seeds = try SeedTable(experiment, store: request.store).text { output.write(seeds) }
        if let failures = outcome.failures { Terminal.complain(failures) }
        if let code = outcome.exitCode { throw code }
    }
}
