import Foundation
import Records
import Testing

@Suite struct StatusCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(TinySpec.settings + TinySpec.sweep, to: "tiny.yaml")
    }

    @Test func countsWhatIsThere() async throws {
        let nothing = try await DipProgram.run("status", in: folder)
        #expect(nothing.status == 0 && nothing.out == "no records in Results\n")
        let before = try await DipProgram.run("status", "tiny.yaml", in: folder)
        #expect(before.status == 0)
        #expect(
            before.out
                == "tiny.yaml: 2 runs: 2 missing\n  nothing is running; about 1 s left if run one after the other\n"
                || before.out
                    == "tiny.yaml: 2 runs: 2 missing\n  nothing is running; under 1 s left if run one after the other\n"
        )

        _ = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=0", "input_noise=1e38,0", in: folder)
        let after = try await DipProgram.run(
            "status", "tiny.yaml", "network.lipschitz=0", "input_noise=1e38,0", in: folder)
        let lines = after.out.split(separator: "\n")
        #expect(lines.first == "tiny.yaml: 2 runs: 1 done, 1 failed")
        #expect(lines.count > 2 && lines[1].hasPrefix("  failed  ") && lines[1].hasSuffix("input_noise=1e38"))
        // The reason does not fit 110 columns, and has lines of its own.
        let words = lines.dropFirst(2).joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(words.hasPrefix("0/3") && words.contains("the loss stopped being a finite number at iteration 0"))
        #expect(lines.allSatisfy { $0.count <= 110 })
        let all = try await DipProgram.run("status", "--watch", in: folder)
        #expect(all.status == 0 && all.out.hasPrefix("tiny: 2 runs: 1 done, 1 failed\n"))
    }

    @Test func showsWhatIsRunning() async throws {
        let running = try DipProgram.start(
            ["run", "tiny.yaml", "network.lipschitz=2", "iterations=10000000", "--threads", "1"], in: folder)
        for _ in 0..<1000 {
            if ((try? folder.runs().first.map(folder.curves)?.count) ?? 0) >= 20 { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        // It takes no turn: the run must not wait for those of other tests.
        let status = try await DipProgram.start(
            ["status", "tiny.yaml", "network.lipschitz=2", "iterations=10000000"], in: folder
        ).end()
        #expect(status.out.hasPrefix("tiny.yaml: 1 run: 1 running\n"))
        #expect(status.out.contains(" iterations per second in all, about "))
        let key = try #require(folder.runs().first?.split(separator: "-").last)
        #expect(status.out.contains("  running  \(key)  image=leaves"))
        #expect(status.out.contains("/10000000 ") && status.out.contains(" s ago"))

        let log = try DipProgram.start(["logs", String(key.prefix(4)), "--follow"], in: folder)
        try await Task.sleep(for: .milliseconds(200))
        #expect(log.isRunning)
        running.send(SIGTERM) { true }
        #expect(try await running.end().status == 143)
        let shown = try await log.end()
        #expect(shown.status == 0)
        #expect(shown.out.contains(" started: ") && shown.out.hasSuffix(" interrupted\n"))
        #expect(try await shown.out == DipProgram.run("logs", String(key), in: folder).out)
    }

    @Test func logsAreFoundByTheBeginningOfAKey() async throws {
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let run = try #require(folder.runs().first)
        let name = try #require(run.split(separator: "/").last)
        #expect(try await DipProgram.run("logs", String(name), in: folder).out == folder.text("\(run)/log.txt"))
        // As it stands in lists, and as earlier versions named it.
        for word in [String(run.dropFirst("Results/runs/".count)), "tiny-\(run.suffix(12))"] {
            #expect(try await DipProgram.run("logs", word, in: folder).out == folder.text("\(run)/log.txt"))
        }
        let several = try await DipProgram.run("logs", "tiny/", in: folder)
        #expect(
            several.status == 2
                && several.error.hasPrefix("dip: several runs in Results match 'tiny/': tiny/leaves-lipschitz-1-seed0-")
        )
        let none = try await DipProgram.run("logs", "xyz", in: folder)
        #expect(none.status == 2)
        #expect(none.error == "dip: no run in Results has a key that starts with 'xyz'; see 'dip list runs'\n")
    }

    @Test func everyRunIsListedOnRequest() async throws {
        _ = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=1", in: folder)
        let all = try await DipProgram.run("status", "tiny.yaml", "--all", in: folder)
        let lines = all.out.split(separator: "\n").suffix(2)
        #expect(
            lines.first?.contains(#/^  done     [0-9a-f]{12}  network.lipschitz=1  3/3 .*  completed at 20/#) == true,
            "\(all.out)")
        #expect(lines.last?.contains(#/^  missing  [0-9a-f]{12}  network.lipschitz=2  0/3 /#) == true, "\(all.out)")
        let records = try await DipProgram.run("status", "--all", in: folder)
        #expect(records.out.hasPrefix("tiny: 1 run: 1 done\n  done  "))
        #expect(try await !DipProgram.run("status", in: folder).out.contains("3/3"))
    }

    /// What a stopped run has done is what it continues from, in `run -n` and here.
    @Test func aStoppedRunSaysTheSameAsTheDryRun() async throws {
        try folder.write(TinySpec.fast, to: "fast.yaml")
        let arguments = ["fast.yaml", "iterations=2000", "record_every=50"]
        let running = try DipProgram.start(
            ["run"] + arguments + ["--threads", "1", "--checkpoint-every", "0.1"], in: folder)
        running.send(SIGINT) {
            guard let run = folder.runs().first else { return false }
            return (try? folder.curves(run).count) ?? 0 > 2
        }
        let end = try await running.end()
        #expect(end.out.contains("[0/1] image=leaves  interrupted\n"))
        let plan = try await DipProgram.start(["run"] + arguments + ["-n"], in: folder).end()
        let place = try #require(plan.out.firstMatch(of: #/continues at iteration (\d+) of 2000; stopped at 20/#)).1
        for columns in ["40", "80", "300"] {
            let status = try await DipProgram.start(
                ["status"] + arguments, in: folder, environment: ["COLUMNS": columns]
            ).end()
            #expect(status.out.contains(" \(place)/2000 "), "\(status.out)")
            let width = min(110, try #require(Int(columns)))
            let lines: [Substring] = status.out.split(separator: "\n")
            #expect(lines.dropFirst(2).allSatisfy { $0.count <= width }, "\(status.out)")
        }
        let json = try await DipProgram.start(["status"] + arguments + ["--format", "json"], in: folder).end()
        #expect(json.out.contains("stopped at 20") && json.out.contains("\"done\": \(place),"), "\(json.out)")
        // On a terminal the time is as long ago as it was.
        let terminal = try await DipProgram.shell(
            "script -qec \"$0 status fast.yaml iterations=2000 record_every=50\" /dev/null </dev/null", in: folder)
        if terminal.status == 0, !terminal.out.isEmpty {
            #expect(terminal.out.contains(#/stopped \d+ (s|min) ago/#), "\(terminal.out)")
        }
    }
}
