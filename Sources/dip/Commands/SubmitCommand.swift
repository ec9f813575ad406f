import ArgumentParser
import Foundation
import Harness
import Quoting

/// `dip submit`: hands the runs of an experiment that are not there yet to a cluster.
struct SubmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Hand the runs of an experiment to a cluster.",
        discussion: """
            Writes a manifest of keys and a job array of which each task makes one run, to <results>/slurm/<name>-<id>, and submits it. A task \
            that is stopped, by its time limit or because its node fails, is put into the queue again and goes on. When all tasks are \
            over, a job that depends on them makes figures, tables and the report. Submitting again makes what is still missing.
            """)

    @OptionGroup var request: SpecArguments

    @Flag(help: "Submit to Slurm, by sbatch.")
    var slurm = false

    @Option(help: ArgumentHelp("Tasks that run at a time (default: as many as the cluster lets).", valueName: "number"))
    var arrayLimit: Int?

    @Option(help: ArgumentHelp("Time limit of a task as Slurm reads it (default: twice the longest run's estimate and 10 minutes).", valueName: "time"))
    var time: String?

    @Option(help: ArgumentHelp("Memory of a task, such as 800M or 4G (default: from the network's plan).", valueName: "amount"))
    var mem: ByteCount?

    @Option(help: ArgumentHelp("Cores, and threads, of a task.", valueName: "number"))
    var cpusPerTask = 1

    @Option(help: "The partition of the cluster.")
    var partition: String?

    @Flag(name: [.customShort("n"), .long], help: "Only show manifest, scripts and commands.")
    var dryRun = false

    func validate() throws {
        guard arrayLimit.map({ $0 > 0 }) ?? true else { throw ValidationError("--array-limit must be 1 or more") }
        guard 1...256 ~= cpusPerTask else { throw ValidationError("--cpus-per-task must be a whole number from 1 to 256") }
        guard try time.map({ try #/(\d+-)?\d+(:\d+){0,2}/#.wholeMatch(in: $0) != nil }) ?? true else {
            throw ValidationError("--time must be minutes, hours:minutes:seconds or days-hours:minutes:seconds, not '\(time ?? "")'")
        }
        guard partition.map({ $0.allSatisfy { $0.isLetter || $0.isNumber || "-_,.".contains($0) } && !$0.isEmpty }) ?? true else {
            throw ValidationError("--partition must be the name of a partition")
        }
    }

    func run() throws {
        guard slurm else { throw Refusal("dip submit needs --slurm: Slurm is the only system that it submits to") }
        if !dryRun { _ = try Slurm.command("sbatch") }
        let experiment = try request.experiment()
        let plan = try ExperimentPlan(experiment, store: request.store, threads: cpusPerTask)
        let due = plan.pending
        let cached = plan.runs.count - due.count
        guard !due.isEmpty else { return print("\(experiment.path): \(plan.runs.count) runs, all cached, nothing to submit") }
        let submit = try SubmitPlan(request, experiment: experiment, due: due, cpus: cpusPerTask, limit: arrayLimit, demands: demands)
        if dryRun { return print(submit.text, terminator: "") }
        let submission = try submit.submit()
        print("\(experiment.path): \(due.count) run\(due.count == 1 ? "" : "s") submitted, \(cached) cached, as job"
            + "\(submission.arrays.count == 1 ? "" : "s") \(submission.arrays.joined(separator: ", ")); "
            + "figures, tables and report follow as job \(submission.followUp)")
        print("scripts and logs: \(submit.folder)\nlook: \(ShellText.command(request.command("status")))")
    }

    private func demands(seconds: Double, bytes: Int) -> SlurmArray.Demands {
        // The process that starts the run takes memory as well.
        let needed = (bytes >> 20) * 5 / 4 + 64
        let megabytes: Int = mem.map { max(1, $0.bytes >> 20) } ?? (needed + 99) / 100 * 100
        let minutes = Int((seconds * 2 / 60).rounded(.up)) + 10
        return SlurmArray.Demands(time: time ?? "\(minutes)", megabytes: megabytes, cpus: cpusPerTask, partition: partition)
    }
}
