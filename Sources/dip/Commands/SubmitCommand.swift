import ArgumentParser
import Foundation
import Publishing
import Quoting
import Records
import Runs
import Specs
import Wording

/// `dip submit`: submits the missing runs of an experiment to a cluster.
struct SubmitCommand: SpecCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Submit the runs of an experiment to a cluster.",
        discussion: """
            Writes a manifest of keys and a job array, one task per run, to <results>/slurm/<name>-<id>, and submits it. A task \
            that is stopped by its time limit or by the failure of its node is requeued and resumes. When all tasks have \
            ended, a dependent job draws figures, tables and the report. Submitting again submits only what is still missing.

            With --device a task requests one graphics processor (--gres=gpu:1). It is detected on the node, so auto means cuda.
            """)

    @OptionGroup var path: SpecPath
    @OptionGroup var settings: SpecSettings
    @OptionGroup var records: ResultsOption

    @Flag(help: "Submit to Slurm, with sbatch; it is the only scheduler, so the flag may be left out.")
    var slurm = false

    @Option(
        help: ArgumentHelp(
            "Maximum number of simultaneous tasks (default: as many as the cluster allows).", valueName: "number"))
    var arrayLimit: Int?

    @Option(
        help: ArgumentHelp(
            "Time limit of a task in Slurm's format (default: twice the longest run's estimate plus 10 minutes).",
            valueName: "time"))
    var time: String?

    @Option(
        help: ArgumentHelp(
            "Memory of a task, such as 800M or 4G (default: estimated from the network).", valueName: "amount"))
    var mem: ByteCount?

    @Option(help: ArgumentHelp("Cores and threads of a task.", valueName: "number"))
    var cpusPerTask = 1

    @OptionGroup var device: DeviceOption

    @Option(help: "The partition of the cluster.")
    var partition: String?

    @Flag(name: [.customShort("n"), .long], help: "Only show manifest, scripts and commands.")
    var dryRun = false

    @Flag(help: "Allow method 'external' to run the program that the spec names.")
    var allowCommands = false

    func validate() throws {
        guard arrayLimit.map({ $0 > 0 }) ?? true else { throw ValidationError("--array-limit must be 1 or more") }
        guard 1...256 ~= cpusPerTask else {
            throw ValidationError("--cpus-per-task must be a whole number from 1 to 256")
        }
        guard try time.map({ try #/(\d+-)?\d+(:\d+){0,2}/#.wholeMatch(in: $0) != nil }) ?? true else {
            throw ValidationError(
                "--time must be minutes, hours:minutes:seconds or days-hours:minutes:seconds, not '\(time ?? "")'")
        }
        guard
            partition.map({ $0.allSatisfy { $0.isLetter || $0.isNumber || "-_,.".contains($0) } && !$0.isEmpty })
                ?? true
        else {
            throw ValidationError("--partition must be the name of a partition")
        }
    }

    func run() throws {
        guard request.each.count == 1 else { throw Refusal("dip submit takes one spec at a time") }
        if !dryRun { _ = try Slurm.command("sbatch") }
        let experiment = try request.experiment()
        try experiment.checkCommands(areAllowed: allowCommands)
        let place = device.remotePlace
        let plan = try ExperimentPlan(experiment, store: request.store, threads: cpusPerTask, place: place)
        let due = plan.pending
        let cached = plan.runs.count - due.count
        guard !due.isEmpty else {
            return print("\(experiment.path): \(plan.runs.count) runs, all cached, nothing to submit")
        }
        try DeviceTraining.check(due, on: place)
        let submit = try SubmitPlan(
            request, experiment: experiment, due: due, cpus: cpusPerTask, device: device, limit: arrayLimit,
            allowsCommands: allowCommands, demands: demands)
        if dryRun { return print(submit.text, terminator: "") }
        let submission = try submit.submit()
        print(
            "\(experiment.path): \(due.count) run\(due.count == 1 ? "" : "s") submitted, \(cached) cached, as job"
                + "\(submission.arrays.count == 1 ? "" : "s") \(submission.arrays.joined(separator: ", ")); "
                + "figures, tables and report follow as job \(submission.followUp)")
        print("scripts and logs: \(submit.folder)\nprogress: \(ShellText.command(request.command("status")))")
    }

    private func demands(seconds: Double, bytes: Int) -> SlurmArray.Demands {
        // The process that starts the run takes memory as well.
        let needed = (bytes >> 20) * 5 / 4 + 64
        let megabytes: Int = mem.map { max(1, $0.bytes >> 20) } ?? (needed + 99) / 100 * 100
        // Records may hold any number.
        let sensible = seconds < 1e9 ? seconds : 1e9
        let minutes = Int((sensible * 2 / 60).rounded(.up)) + 10
        return SlurmArray.Demands(
            time: time ?? "\(minutes)", megabytes: megabytes, cpus: cpusPerTask, partition: partition,
            gpus: device.choice == .cpu ? 0 : 1)
    }
}

/// A submission before it is sent: manifest, scripts and the options of sbatch.
struct SubmitPlan {
    let experiment: Experiment
    /// One key per line.
    let manifest: String
    let count: Int
    /// The submission's folder, relative where the results folder was given so.
    let folder: String
    let array: SlurmArray
    /// The commands that draw from the records when all runs are over.
    let followUp: [String]
    let arrays: [(tasks: String, offset: Int)]

    /// - Parameter demands: gives what a job asks for, from the longest run's time and the most memory that one needs.
    init(
        _ request: SpecArguments, experiment: Experiment, due: [PlannedRun], cpus: Int,
        device: DeviceOption = DeviceOption(), limit: Int?, allowsCommands: Bool = false,
        demands: (_ seconds: Double, _ bytes: Int) -> SlurmArray.Demands
    ) throws {
        self.experiment = experiment
        let place = device.remotePlace, needs = MemoryEstimate(place: place)
        let asked = demands(
            due.map(\.estimatedSeconds).max() ?? 0, due.map { needs.bytes($0, threads: cpus) }.max() ?? 0)
        let program = Bundle.main.executableURL?.path ?? "dip"
        let here = FileManager.default.currentDirectoryPath
        try Self.check(
            [program, here, request.spec, request.results] + request.overrides, folders: [here, request.results])
        manifest = due.map { $0.key + "\n" }.joined()
        count = due.count
        var words = [program] + Array(request.command("run").dropFirst()) + ["-j", "1", "--threads", "\(cpus)"]
        words += device.remoteArguments
        if allowsCommands { words.append("--allow-commands") }
        let run = ShellText.command(words) + " --only \"$key\""
        func array(in folder: String) -> SlurmArray {
            SlurmArray(
                name: experiment.name, folder: folder.hasPrefix("/") ? folder : "\(here)/\(folder)",
                workingFolder: here, demands: asked,
                command: run)
        }
        folder = Submission.folder(
            name: experiment.name, manifest: manifest, script: array(in: "").script,
            results: ScriptWord.path(request.results))
        self.array = array(in: folder)
        followUp = Self.followUp(request, experiment).map { ShellText.command([program] + $0.dropFirst()) }
        arrays = SlurmArray.parts(count: count, limit: limit)
    }

    /// Throws a `Refusal` for what the scripts cannot carry; in names of logs sbatch has a use of its own for a backslash.
    private static func check(_ words: [String], folders: [String]) throws {
        if let word = words.first(where: ScriptWord.hasControlCharacters) {
            throw Refusal(
                "\(word.debugDescription): job scripts cannot hold control characters or line ends; use another name")
        }
        if let folder = folders.first(where: { $0.unicodeScalars.contains("\\") }) {
            throw Refusal(
                "\(folder): Slurm cannot write logs to a folder with a backslash in its path; use another folder")
        }
    }

    /// Figures and tables where the spec has some, and the page of all records; what lacks runs is left out of tables.
    private static func followUp(_ request: SpecArguments, _ experiment: Experiment) -> [[String]] {
        let results =
            request.results == PublishingRequest.standardResults ? [] : ["--results", ScriptWord.path(request.results)]
        let tables =
            experiment.tables.isEmpty
            ? []
            : ["md", "csv"].map { format in
                request.command("table") + [
                    "--partial", "--format", format, "--output", ScriptWord.path("\(request.results)/tables/"),
                ]
            }
        let specs = request.spec.hasPrefix("Experiments/") ? [] : ["--specs", ScriptWord.path(request.spec)]
        return (experiment.figures.isEmpty ? [] : [request.command("plot")]) + tables + [
            ["dip", "report"] + specs + results
        ]
    }

    private var scriptPath: String { folder + "/array.sh" }
    private var followUpPath: String { folder + "/figures.sh" }

    /// All files and commands, for `-n`.
    var text: String {
        var parts = ["# \(folder)/manifest.txt\n\(manifest)", "# \(scriptPath)\n\(array.script)"]
        parts.append("# \(followUpPath)\n\(array.followUp(followUp))")
        parts += arrays.map { ShellText.command(["sbatch"] + options($0) + [scriptPath, "\($0.offset)"]) + "\n" }
        parts.append("sbatch --dependency=afterany:<the arrays> \(ShellText.command([followUpPath]))\n")
        return parts.joined(separator: "\n")
    }

    /// Writes the files, submits, and records what was.
    func submit() throws -> Submission {
        try Folder.create(folder + "/logs")
        try AtomicFile.write(manifest, to: folder + "/manifest.txt")
        try AtomicFile.write(array.script, to: scriptPath)
        let jobs = try arrays.map { try Slurm.submit(scriptPath, options: options($0), arguments: ["\($0.offset)"]) }
        try AtomicFile.write(array.followUp(followUp), to: followUpPath)
        let follower = try Slurm.submit(followUpPath, options: ["--dependency=afterany:" + jobs.joined(separator: ":")])
        let submission = Submission(
            name: experiment.name, scale: experiment.scale?.rawValue, runs: count, arrays: jobs, followUp: follower)
        try submission.write(to: folder)
        return submission
    }

    private func options(_ part: (tasks: String, offset: Int)) -> [String] { ["--array=\(part.tasks)"] }
}
