import Foundation
import Records
import Testing

@Suite struct InterruptionTests {
    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143)), (SIGUSR2, 128 + SIGUSR2)])
    func aSignalLeavesACheckpointAndTheSameCommandGoesOn(signal: Int32, status: Int32) async throws {
        let folder = try TestFolder()
        try folder.write(TinySpec.fast, to: "long.yaml")
        let arguments = ["run", "long.yaml", "iterations=1000", "--threads", "1"]
        let running = try DipProgram.start(arguments, in: folder)
        running.send(signal) {
            guard let run = folder.runs().first else { return false }
            return (try? folder.curves(run).count) ?? 0 > 2
        }
        let output = try await running.end()
        #expect(output.status == status)
        #expect(output.out.hasSuffix("1 not run; interrupted: repeat the command to resume\n"))

        let run = try #require(folder.runs().first)
        let path = "\(folder.path)/\(run)/run.json"
        let interrupted = try RunRecord(contentsOf: path)
        #expect(interrupted.status == .interrupted)
        #expect(!folder.exists("\(run)/output.png"))
        #expect(folder.names(in: "\(run)/checkpoint") == ["latest.state"])
        let curves = try folder.text("\(run)/curves.csv")
        let plan = try await DipProgram.start(arguments + ["-n"], in: folder).end()
        let place = try #require(
            plan.out.firstMatch(of: #/\n  interrupted  .*  continues at iteration (\d+) of 1000; stopped at 20/#))
        #expect(try #require(Int(place.1)) > 10)

        let again = try await DipProgram.start(arguments, in: folder).end()
        #expect(again.status == 0)
        #expect(again.out.contains("[0/1] image=leaves  continues at iteration \(place.1)\n"))
        let complete = try RunRecord(contentsOf: path)
        #expect(complete.status == .complete && complete.resumed == 1 && complete.started == interrupted.started)
        #expect(try folder.curves(run).count == 102)
        // What was recorded before is there, seconds included.
        #expect(try folder.text("\(run)/curves.csv").hasPrefix(curves))
        #expect(folder.exists("\(run)/output.png") && !folder.exists("\(run)/checkpoint"))
        let log = try folder.text("\(run)/log.txt").split(separator: "\n").map { $0.split(separator: " ")[1] }
        // A loaded machine takes so long that losses are logged, too.
        #expect(log.filter { $0 != "iteration" } == ["started:", "interrupted", "continued:", "complete:"])
    }

    @Test func forceBeginsAgain() async throws {
        let folder = try TestFolder()
        try folder.write(TinySpec.fast, to: "long.yaml")
        let running = try DipProgram.start(["run", "long.yaml", "iterations=1000", "--threads", "1"], in: folder)
        running.send(SIGUSR2) { folder.runs().first.map { folder.exists("\($0)/degraded.png") } ?? false }
        _ = try await running.end()
        let run = try #require(folder.runs().first)
        #expect(folder.exists("\(run)/checkpoint/latest.state"))
        let plan = try await DipProgram.run("run", "long.yaml", "iterations=1000", "-n", "--force", in: folder)
        #expect(plan.out.contains("starts from the beginning because of --force"))
        let output = try await DipProgram.run(
            "run", "long.yaml", "iterations=1000", "--force", "--threads", "1", in: folder)
        #expect(output.status == 0 && !output.out.contains("continues"))
        #expect(!folder.exists("\(run)/checkpoint"))
        #expect(try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json").resumed == nil)
    }

    @Test(arguments: ["-1", "nan", "soon", "inf", ""])
    func theIntervalMustBeANumberOfSeconds(value: String) async throws {
        let folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "tiny.yaml")
        let output = try await DipProgram.run("run", "tiny.yaml", "--checkpoint-every=\(value)", in: folder)
        #expect(output.status == 2)
        #expect(output.error.contains("--checkpoint-every"))
        #expect(folder.runs().isEmpty)
    }
}
