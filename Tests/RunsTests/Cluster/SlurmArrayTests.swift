import Foundation
import Records
import TestTools
import Testing

@testable import Runs

@Suite struct SlurmArrayTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func array(_ command: String) -> SlurmArray {
        SlurmArray(
            name: "small", folder: folder.path + "/a job", workingFolder: folder.path,
            demands: .init(time: "1-02:00:00", megabytes: 300, cpus: 2, partition: "fast"), command: command)
    }

    @Test func asksForWhatARunNeeds() {
        let lines = array("true").script.split(separator: "\n").map(String.init)
        #expect(lines[0] == "#!/bin/bash")
        for line in [
            "#SBATCH --job-name=dip-small", "#SBATCH --chdir=\(folder.path)",
            "#SBATCH --output=\"\(folder.path)/a job/logs/%A-%a.txt\"",
            "#SBATCH --open-mode=append", "#SBATCH --cpus-per-task=2", "#SBATCH --mem=300M",
            "#SBATCH --time=1-02:00:00",
            "#SBATCH --partition=fast", "#SBATCH --requeue", "#SBATCH --signal=B:USR2@60",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(array("true").followUp(["dip plot a.yaml"]).contains("\ndip plot a.yaml || status=1\n"))
    }

    @Test func longManifestsAreSeveralArrays() {
        let parts = SlurmArray.parts(count: 2500, limit: 7)
        #expect(parts.map(\.tasks) == ["1-1000%7", "1-1000%7", "1-500%7"])
        #expect(parts.map(\.offset) == [0, 1000, 2000])
        #expect(SlurmArray.parts(count: 3, limit: nil).map(\.tasks) == ["1-3"])
    }

    /// Runs a task's script with a program in place of scontrol; the manifest's second key is that of the task.
    private func runTask(_ command: String, offset: Int = 0, signal: String? = nil) throws -> (
        status: Int32, text: String, requeued: String
    ) {
        try folder.write("aaa\nbbb\n", to: "a job/manifest.txt")
        try writeProgram("echo \"$@\" > '\(folder.path)/requeued'", to: "\(folder.path)/bin/scontrol")
        for name in ["requeued", "ready"] { try? FileManager.default.removeItem(atPath: "\(folder.path)/\(name)") }
        let script = try folder.write(array(command).script, to: "array.sh")
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = [script, "\(offset)"]
        process.environment = [
            "SLURM_ARRAY_TASK_ID": "\(2 - offset)", "SLURM_JOB_ID": "77", "PATH": "\(folder.path)/bin:/usr/bin:/bin",
        ]
        process.standardOutput = output
        try withoutBlockedSignals { try process.run() }
        if let signal {
            var run: Int32?
            while run == nil {
                usleep(2000)
                run = (try? folder.text("ready")).flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
            }
            // What ends a job is sent to all of its processes, and the script has to survive it until the run has stopped.
            kill(process.processIdentifier, signal == "USR2" ? SIGUSR2 : SIGTERM)
            if signal == "TERM", let run { kill(run, SIGTERM) }
        }
        let text = String(decoding: output.readToEnd(), as: UTF8.self)
        return (process.waitForEnd().number, text, (try? folder.text("requeued")) ?? "")
    }

    @Test(arguments: [0, 1])
    func aTaskMakesTheRunOfItsLine(offset: Int) throws {
        let task = try runTask("echo made \"$key\"", offset: offset)
        #expect(task.status == 0 && task.text.hasSuffix("made bbb\n") && task.requeued == "")
        #expect(try runTask("exit 1").status == 1)
    }

    /// Names of folders that try to end quotes and comments, and to run a program that makes the file `canary`.
    @Test(arguments: [
        "a\"\u{301}`touch canary`", "a'\u{301}$(touch canary)", "a`\u{200d}touch canary`", "$\u{301}(touch canary)",
        "a\ntouch canary\n",
        "a\r\ntouch canary #", "a\\\u{301}\"; touch canary; \"", "a # b%A",
    ])
    func noNameOfAFolderIsRun(name: String) throws {
        let place = "\(folder.path)/\(name)"
        let array = SlurmArray(
            name: name, folder: place, workingFolder: place,
            demands: .init(time: "10", megabytes: 300, cpus: 1, partition: name),
            command: "echo made \"$key\"")
        try folder.write("aaa\nbbb\n", to: "\(name)/manifest.txt")
        for (script, text) in [(array.script, "made bbb\n"), (array.followUp(["echo drawn"]), "drawn\n")] {
            let process = Process(), output = Pipe()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = [try folder.write(script, to: "array.sh")]
            process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
            process.environment = ["SLURM_ARRAY_TASK_ID": "2", "PATH": "/usr/bin:/bin"]
            process.standardOutput = output
            try process.run()
            let data = output.readToEnd()
            #expect(process.waitForEnd().isSuccess && String(decoding: data, as: UTF8.self).hasSuffix(text))
        }
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == [name, "array.sh"])
        #expect(array.script.split(separator: "\n").filter { $0.hasPrefix("#SBATCH --") }.count == 11)
    }

    @Test func logsAreKeptInTheFolderOfItsName() {
        let array = SlurmArray(
            name: "a", folder: "/r/50%a b", workingFolder: "/r",
            demands: .init(time: "10", megabytes: 1, cpus: 1, partition: nil), command: "")
        #expect(array.script.contains("\n#SBATCH --output=\"/r/50%%a b/logs/%A-%a.txt\"\n"))
    }

    /// A run that stops on the signal, as `dip run` does.
    private func stopping(status: Int) -> String {
        "bash -c 'trap \"exit \(status)\" USR2 TERM; echo $$ > \(folder.path)/ready; while :; do sleep 0.02; done'"
    }

    @Test func theSignalBeforeTheLimitLeadsToTheQueue() throws {
        let task = try runTask(stopping(status: 140), signal: "USR2")
        #expect(task.requeued == "requeue 77\n" && task.status == 140)
        #expect(task.text.contains("the time limit is near: requeued\n"))
    }

    @Test func aRunThatIsDoneOrCancelledIsNotPutThere() throws {
        #expect(try runTask(stopping(status: 0), signal: "USR2").requeued == "")
        #expect(try runTask(stopping(status: 1), signal: "USR2").requeued == "")
        let cancelled = try runTask(stopping(status: 143), signal: "TERM")
        #expect(cancelled.requeued == "" && cancelled.status == 143)
    }
}
