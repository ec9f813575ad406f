import Foundation
import Quoting
import Records
import Wording

/// The commands of Slurm.
enum Slurm {
    /// The path of a command; throws a `Refusal` where Slurm is not installed.
    static func command(_ name: String) throws -> String {
        let paths: [String] = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
            "\($0)/\(name)"
        }
        guard let found = paths.first(where: { access($0, X_OK) == 0 }) else {
            throw Refusal(
                "\(name) is not in the PATH: submit on a machine of a Slurm cluster; -n shows the jobs on any machine"
            )
        }
        return found
    }

    /// Submits a script and returns the job's id; throws `CommandFailure` with what sbatch says.
    static func submit(_ script: String, options: [String], arguments: [String] = []) throws -> String {
        let words = ["--parsable"] + options + [script] + arguments
        let output = try run("sbatch", words)
        guard let id = output.split(whereSeparator: { ";\n".contains($0) }).first else {
            throw CommandFailure("'\(ShellText.command(["sbatch"] + words))' printed no job id")
        }
        return String(id)
    }

    /// The states of all tasks of jobs, such as RUNNING; empty when none of them is known any more, or there is no Slurm here.
    static func states(of jobs: [String]) -> [String] {
        guard !jobs.isEmpty,
            let output = try? run(
                "squeue", ["--noheader", "--array", "--format=%T", "--jobs=" + jobs.joined(separator: ",")])
        else { return [] }
        return output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func run(_ name: String, _ arguments: [String]) throws -> String {
        let process = Process(), output = Pipe(), complaints = Pipe()
        process.executableURL = URL(fileURLWithPath: try command(name))
        try process.start(arguments, output: output, errors: complaints) { reason in
            CommandFailure("\(name) cannot be started: \(reason)")
        }
        let written = output.readToEnd(with: complaints)
        guard process.waitForEnd().isSuccess else {
            let complaint = String(decoding: written.other, as: UTF8.self)
            let reason = complaint.split(separator: "\n").joined(separator: "; ")
            throw CommandFailure(
                "'\(ShellText.command([name] + arguments))' failed: \(reason.isEmpty ? "no reason given" : reason)")
        }
        return String(decoding: written.own, as: UTF8.self)
    }
}
