import ArgumentParser
import Foundation
import Imaging
import Quoting
import Records
import Runs
import Specs
import Wording

/// `dip run`: runs what is missing of an experiment.
struct RunCommand: SpecCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run an experiment.",
        discussion: """
            Each run leaves a record in <results>/runs/<spec>/<image>-<case>-seed<N>-<key>. Complete runs are skipped; failed and \
            interrupted ones resume from their last checkpoint, if they have one; where only 'iterations' has grown, a run goes on from a shorter one whose end state was \
            kept. SIGINT, SIGTERM and SIGUSR2 write a checkpoint and stop; the same \
            command resumes there. Each run has its own process: one that fails or crashes does not stop the others. Several commands, also on \
            machines that share the folder, may work on one spec together: each run is taken by one of them. A run starts only \
            when enough memory is free.

            Without -j and --threads, the number of simultaneous runs and their threads are chosen to finish the whole experiment as early as \
            possible: many runs get one core each; a few runs share all cores. A graphics processor executes one run at a time. Processors and \
            devices differ by rounding, so each driver has its own record of a run.
            """)

    @OptionGroup var path: SpecPath
    @OptionGroup var settings: SpecSettings
    @OptionGroup var records: ResultsOption

    @OptionGroup var device: DeviceOption

    @Option(
        name: [.customShort("j"), .long],
        help: ArgumentHelp("Simultaneous runs (default: chosen from runs, cores and memory).", valueName: "number"))
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "Threads of each run (default: chosen too); results do not depend on it.", valueName: "number"))
    var threads: Int?

    @Option(
        help: ArgumentHelp(
            "Memory for all runs together, such as 800M or 4G (default: all free memory).", valueName: "amount"))
    var memory: ByteCount?

    @Option(
        help: ArgumentHelp(
            "Run only the run whose key starts with this prefix (repeatable).", valueName: "key"),
        completion: .custom { words, _, _ in Completions.keys(words) })
    var only: [String] = []

    @Flag(name: [.customShort("n"), .long], help: "Only show what would run, why, and for how long.")
    var dryRun = false

    @Option(help: "How -n shows the runs: text, or json for other programs.")
    var format = PlanText.Format.text

    @Flag(help: "Only show every run's spec with all defaults filled in.")
    var showConfig = false

    @OptionGroup var checkpointing: CheckpointOption

    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            "Keep each run's final state (at most 25 MB of 2^20 bytes) so that a run with more iterations can continue from it "
                + "(default: as long as all kept states take at most 300 MB)."))
    var keepState: Bool?

    @Flag(help: "Start all runs from the beginning, complete ones too.")
    var force = false

    @Flag(help: "Stop at the first run that fails.")
    var failFast = false

    @Flag(help: "Do not wait for runs that other processes are working on.")
    var noWait = false

    @Flag(help: "Allow method 'external' to run the program that the spec names.")
    var allowCommands = false

    /// How this program starts itself for one run.
    @Flag(help: .hidden)
    var worker = false

    private static let allowed = 1...256
    /// Runs listed one by one before the work starts; `--dry-run` lists all.
    private static let listedRuns = 20

    func validate() throws {
        for (name, value) in [("--jobs", jobs), ("--threads", threads)] {
            guard value.map(Self.allowed.contains) ?? true else {
                throw ValidationError(
                    "\(name) must be a whole number from \(Self.allowed.lowerBound) to \(Self.allowed.upperBound)")
            }
        }
        guard only.allSatisfy({ !$0.isEmpty }) else { throw ValidationError("--only needs a key") }
        guard dryRun || format == .text else { throw ValidationError("--format json needs -n") }
        guard only.isEmpty || request.each.count == 1 else {
            throw ValidationError("--only needs a single spec")
        }
    }

    func run() throws {
        if let memory { ImageFile.memoryLimit = min(ImageFile.memoryLimit, memory.bytes) }
        // What is wrong with one of them is said before any of them starts.
        let all = try request.each.map { (request: $0, experiment: try $0.experiment()) }
        if showConfig { return print(all.map(\.experiment.resolved).joined(separator: "---\n"), terminator: "") }
        let place = try device.place()
        if worker { return try work(all[0].experiment, place) }
        if !dryRun { for one in all { try one.experiment.checkCommands(areAllowed: allowCommands) } }
        all.flatMap(\.experiment.warnings).forEach(Terminal.complain)
        if !dryRun {
            // An image that is missing or too small in a later spec is found before the first one runs for hours.
            for one in all.dropFirst() {
                _ = try ExperimentPlan(one.experiment, store: one.request.store, estimates: false, place: place)
            }
        }

        var data: DataTable?, failure: ExitCode?
        for (index, one) in all.enumerated() {
            if index > 0, format == .text { print("") }
            do {
                let rows = try run(one.experiment, one.request, place)
                if data == nil { data = rows } else { data?.rows += rows?.rows ?? [] }
            } catch let code as ExitCode where code == ExitStatus.failed && !failFast {
                // The others do not depend on it.
                failure = code
            }
        }
        if let data { print(data.json, terminator: "") }
        if let failure { throw failure }
    }

    /// Runs what is missing of one spec, or shows it; returns what `--format json` shows.
    private func run(_ experiment: Experiment, _ request: SpecArguments, _ place: TrainingPlace) throws -> DataTable? {
        let asked = ParallelismOptions(jobs: jobs, threads: threads, memory: memory?.bytes, place: place)
        let plan = try ExperimentPlan(
            experiment, store: request.store, threads: asked.parallelism(runs: experiment.runs.count).threads,
            only: only, place: place)
        let parallelism = asked.parallelism(force ? plan.runs : plan.pending)
        let text = PlanText(plan: plan, parallelism: parallelism, force: force)
        try DeviceTraining.check(text.due, on: place)
        if dryRun {
            if format == .json { return text.data }
            print(text.heading + text.runs(showKeys: true), terminator: "")
            return nil
        }
        plan.removeLeftovers()
        if text.due.isEmpty {
            print(text.heading + (try SeedTable(plan).text ?? ""), terminator: "")
            return nil
        }

        try ProcessorSupport.check()
        try OpenFiles.check(runs: parallelism.processes)
        catchSignals(patient: false)
        let output = FileHandleSink(.standardOutput)
        output.write(TerminalText.safe(text.heading + text.runs(limit: Self.listedRuns)))
        let progress = ProgressReporter(sink: output, isTerminal: Terminal.isLive, columns: Terminal.columns)
        let options = Scheduler.Options(force: force, failFast: failFast, waits: !noWait, memory: memory?.bytes)
        let scheduler = Scheduler { try launch($0, request, on: place, threads: $1, observer: $2) }
        let summary = try scheduler.run(plan, parallelism: parallelism, options: options, progress: progress)
        let outcome = RunSummaryText(summary: summary, count: plan.runs.count) {
            request.command("run") + place.arguments + ["--only", $0]
        }
        output.write(outcome.line + "\n")
        if let seeds = try SeedTable(plan).text { output.write(TerminalText.safe(seeds)) }
        if let failures = outcome.failures { Terminal.complainOfSeveral(failures) }
        if let code = outcome.exitCode { throw code }
        return nil
    }

    private func catchSignals(patient: Bool) {
        // A reader that goes away must not end a run halfway.
        signal(SIGPIPE, SIG_IGN)
        Interruption.catchSignals(patient: patient)
    }

    /// Starts the process of a run.
    private func launch(
        _ planned: PlannedRun, _ request: SpecArguments, on place: TrainingPlace, threads: Int,
        observer: any RunObserver
    ) throws -> any RunProcess {
        guard let program = Bundle.main.executableURL else {
            throw CommandFailure("the path of this program is unknown")
        }
        var arguments = Array(request.command("run").dropFirst())
        arguments += ["--only", planned.key, "--threads", "\(threads)", "--worker"]
        arguments += checkpointing.arguments + place.arguments
        if let keepState { arguments.append(keepState ? "--keep-state" : "--no-keep-state") }
        if force { arguments.append("--force") }
        if allowCommands { arguments.append("--allow-commands") }
        return try WorkerProcess(
            executable: program, arguments: arguments, directory: planned.directory, observer: observer)
    }

    /// What the process of a run does.
    private func work(_ experiment: Experiment, _ place: TrainingPlace) throws {
        catchSignals(patient: true)
        let threads = threads ?? 1
        let plan = try ExperimentPlan(
            experiment, store: request.store, threads: threads, only: only, estimates: false,
            place: place)
        try Libraries.check()
        guard plan.runs.count == 1 else { throw Refusal("--worker executes one run, which --only names") }
        let provenance = HostMachine.provenance(
            dipVersion: Version.current, libraries: Libraries.versions, threads: threads,
            // A method without a network is done on the processor, wherever the others are.
            device: plan.runs[0].run.spec.fit.method.givesOneOutput ? nil : place.provenance)
        Worker.make(
            plan, provenance: provenance, checkpointInterval: checkpointing.interval, force: force,
            keeping: StateKeeping(isAsked: keepState, in: request.store), allowsCommands: allowCommands)
    }
}
