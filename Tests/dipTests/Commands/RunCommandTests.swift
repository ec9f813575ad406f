import Foundation
import Records
import Testing

@Suite struct RunCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write("title: A tiny sweep\n" + TinySpec.settings + TinySpec.sweep, to: "tiny.yaml")
    }

    @Test func leavesOneCompleteRecordARun() async throws {
        let output = try await DipProgram.run("run", "tiny.yaml", "-j", "1", "--threads", "1", in: folder)
        #expect(output.status == 0)
        #expect(output.error == "")
        #expect(output.out.hasPrefix("A tiny sweep\ntiny.yaml: 2 runs, 0 cached, 2 to run, under 1 s on 1 thread\n"))
        #expect(output.out.hasSuffix("2 completed\n"))
        #expect(!output.out.contains("\u{1B}"))

        #expect(folder.runs().count == 2)
        for run in folder.runs() {
            #expect(
                folder.names(in: run)
                    == [
                        "best.png", "clean.png", "curves.csv", "degraded.png", "end.state", "log.txt", "output.png",
                        "run.json",
                        "spec.yaml",
                    ])
            let record = try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json")
            #expect(record.status == .complete)
            #expect(record.provenance.threads == 1)
            #expect(record.provenance.libraries.keys.sorted() == ["fftw", "libjpeg", "libpng", "openblas"])
            let curves = try CurveTable(contentsOf: "\(folder.path)/\(run)/curves.csv")
            #expect(
                curves.columns == [
                    "iteration", "loss", "psnr", "psnr_degraded", "ssim", "gmsd", "fbc_1", "fbc_2", "fbc_3", "fbc_4",
                    "fbc_5", "blur", "sharpness", "ratio", "seconds",
                ])
            #expect(curves["iteration"] == [0, 1, 2])
            #expect(curves["psnr"]?.last == record.summary["psnr"])
        }
    }

    /// What is wrong with the second spec is found before a run of the first one.
    @Test func noneIsRunWhereOneOfSeveralSpecsIsRefused() async throws {
        try folder.write(
            TinySpec.settings.replacing(
                "dataset: synthetic\nimages: [leaves]\nsize: 64", with: "dataset: {files: [none.png]}"),
            to: "second.yaml")
        let output = try await DipProgram.run("run", "tiny.yaml", "second.yaml", in: folder)
        #expect(output.status == 2 && output.error.contains("none.png: cannot read the image"))
        #expect(folder.runs().isEmpty)
    }

    @Test func aWorkingFolderThatIsGone() async throws {
        let output = try await DipProgram.shell(
            "mkdir gone && cd gone && rmdir ../gone && \"$0\" run tiny.yaml -n", in: folder)
        #expect(output.status == 2 && output.error.contains("tiny.yaml"))
    }

    @Test func aDatasetOfMasksHasNothingToRestore() async throws {
        let data = try TestDataset(in: folder)
        try data.put(data.first, "first.png")
        try folder.write(
            folder.text("Experiments/datasets/pair.yaml").replacing("{file:", with: "{role: mask, file:"),
            to: "Experiments/datasets/pair.yaml")
        try folder.write(
            TinySpec.settings.replacing("synthetic\nimages: [leaves]\nsize: 64", with: "pair"),
            to: "Experiments/masks.yaml")
        for command in ["run", "plot", "table"] {
            let output = try await DipProgram.run(command, "Experiments/masks.yaml", in: folder)
            #expect(
                output.status == 2
                    && output.error
                        == "dip: Experiments/masks.yaml:1:10: 'dataset' cannot be 'pair': it has masks only, "
                        + "and no image to restore\n",
                "\(output.error)")
        }
    }

    @Test func completeRunsAreNotTouchedAgainUnlessForced() async throws {
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let run = try #require(folder.runs().first)
        let files = folder.names(in: run).map { "\(run)/\($0)" }
        let before = try files.map(folder.modified)

        let again = try await DipProgram.run("run", "tiny.yaml", in: folder)
        #expect(again.status == 0)
        #expect(again.out == "A tiny sweep\ntiny.yaml: 2 runs, 2 cached, nothing to run\n")
        #expect(try files.map(folder.modified) == before)

        let wider = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=1,3", in: folder)
        #expect(wider.out.hasSuffix("1 completed, 1 cached\n"))
        #expect(folder.runs().count == 3)
        #expect(try files.map(folder.modified) == before)

        let forced = try await DipProgram.run("run", "tiny.yaml", "--force", in: folder)
        #expect(forced.out.hasSuffix("2 completed\n"))
        #expect(try files.map(folder.modified) != before)
    }

    @Test func dryRunTellsWhyAndWritesNothing() async throws {
        let first = try await DipProgram.run("run", "tiny.yaml", "-n", in: folder)
        #expect(first.status == 0)
        #expect(folder.names() == ["tiny.yaml"])
        let lines = first.out.split(separator: "\n")
        #expect(lines.count == 4)
        let run = try #require(
            lines[2].wholeMatch(
                of:
                    #/  missing  ([0-9a-f]{12})  under 1 s  network.lipschitz=1  leaves 64 x 64, denoise sigma 25, 3 iterations  never run/#
            ))
        let only = try await DipProgram.run("run", "tiny.yaml", "-n", "--only", String(run.1), in: folder)
        #expect(only.out.contains(": 1 run, 0 cached"))

        _ = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=2", in: folder)
        let record = "\(try #require(folder.runs().first))/run.json"
        let changed = try await DipProgram.run(
            "run", "tiny.yaml", "-n", "network.lipschitz=2", "iterations=4", in: folder)
        #expect(
            changed.out.contains("4 iterations  goes on from tiny/leaves-seed0-")
                && changed.out.contains(" at iteration 3 of 4\n"))
        let other = try await DipProgram.run(
            "run", "tiny.yaml", "-n", "network.lipschitz=2", "record_every=2", in: folder)
        #expect(
            other.out.contains("3 iterations  differs from tiny/leaves-seed0-")
                && other.out.contains(": record_every 1 -> 2\n"))
        try folder.write(folder.text(record).replacing("\"complete\"", with: "\"failed\""), to: record)
        let failed = try await DipProgram.run("run", "tiny.yaml", "-n", "network.lipschitz=2", in: folder)
        #expect(failed.out.contains(#/\n  failed  [0-9a-f]{12}  under 1 s  image=leaves/#))
    }

    @Test func shownConfigIsASpecOfTheSameRun() async throws {
        let shown = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=2", "--show-config", in: folder)
        #expect(shown.status == 0)
        try folder.write(shown.out, to: "resolved.yaml")
        let again = try await DipProgram.run("run", "resolved.yaml", "--show-config", in: folder)
        #expect(again.out == shown.out)

        _ = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=2", in: folder)
        let run = try await DipProgram.run("run", "resolved.yaml", in: folder)
        #expect(run.out.contains("1 cached, nothing to run"))
        #expect(try folder.text("\(folder.runs()[0])/spec.yaml") == shown.out)
    }

    @Test func scaleAndOverridesAreLaidOverTheSpec() async throws {
        try folder.write(TinySpec.settings + "scale: {quick: {iterations: 5, network.width: 4}}\n", to: "scaled.yaml")
        let shown = try await DipProgram.run(
            "run", "scaled.yaml", "--scale", "quick", "network.width=6", "--show-config",
            in: folder)
        #expect(shown.out.contains("\niterations: 5\n"))
        #expect(shown.out.contains("\n  width: 6\n"))
    }

    @Test func resultsDependNeitherOnThreadsNorOnTheDay() async throws {
        for (results, threads) in [("a", "1"), ("b", "2"), ("c", "2")] {
            let output = try await DipProgram.run(
                "run", "tiny.yaml", "network.lipschitz=2", "network.width=32", "iterations=12",
                "--threads", threads, "--results", results, in: folder)
            #expect(output.status == 0)
        }
        let runs = ["a", "b", "c"].flatMap { folder.runs(in: $0) }
        try #require(runs.count == 3)
        let curves = try folder.curves(runs[0])
        #expect(curves.count == 13)
        for run in runs.dropFirst() {
            #expect(try folder.curves(run) == curves)
            for picture in ["degraded.png", "output.png", "best.png"] {
                #expect(try folder.data("\(run)/\(picture)") == folder.data("\(runs[0])/\(picture)"))
            }
        }
    }

    @Test func severalSeedsAreSummedUp() async throws {
        try folder.write(TinySpec.settings + TinySpec.sweep + "seeds: [0, 1, 2]\n", to: "seeds.yaml")
        let output = try await DipProgram.run("run", "seeds.yaml", in: folder)
        #expect(output.status == 0)
        let table = try #require(output.out.components(separatedBy: "6 completed\n").last).split(separator: "\n")
        try #require(table.count == 4)
        #expect(table[0] == "PSNR, mean ± sample standard deviation over seeds:")
        let header: [Substring] = table[1].split(separator: " ")
        #expect(header == ["case", "seeds", "last", "iteration", "best", "PSNR"])
        for (line, lambda) in zip(table.dropFirst(2), 1...2) {
            let records = try folder.runs().map { try RunRecord(contentsOf: "\(folder.path)/\($0)/run.json") }
                .filter { $0.axes["network.lipschitz"] == "\(lambda)" }
            try #require(records.count == 3)
            let values = records.compactMap { $0.summary["psnr"] }
            let mean = values.reduce(0, +) / 3
            let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2).squareRoot()
            #expect(
                line.hasPrefix(
                    "  leaves network.lipschitz=\(lambda)  0, 1, 2  "
                        + String(format: "%.2f ± %.2f dB", mean, deviation)))
        }
        let again = try await DipProgram.run("run", "seeds.yaml", in: folder)
        #expect(again.out.hasSuffix(table.joined(separator: "\n") + "\n"))
        let single = try await DipProgram.run("run", "seeds.yaml", "seed=0", in: folder)
        #expect(!single.out.contains("±"))
    }

    @Test func failedRunsAreToldAndDoNotStopTheOthers() async throws {
        // An input of such a size overflows at once.
        let overrides = ["network.lipschitz=0", "input_noise=1e38,0"]
        let output = try await DipProgram.run("run", "tiny.yaml", overrides[0], overrides[1], in: folder)
        #expect(output.status == 1)
        #expect(output.out.hasSuffix("1 completed, 1 failed\n"))
        #expect(
            output.error.hasPrefix(
                "dip: 1 of 2 runs failed:\n  input_noise=1e38  the loss stopped being a finite number"))
        let states = try folder.runs().map { try RunRecord(contentsOf: "\(folder.path)/\($0)/run.json").status }
        #expect(Set(states) == [.complete, .failed])

        let fast = try await DipProgram.run(
            "run", "tiny.yaml", overrides[0], overrides[1], "--force", "--fail-fast", "-j", "1", in: folder)
        #expect(fast.status == 1)
        #expect(fast.out.hasSuffix("1 failed, 1 not run\n"))
    }

    /// `axes` stay texts for those who read them; beside them are typed values, also of what arguments have set.
    @Test func recordsSayWhatWasSet() async throws {
        _ = try await DipProgram.run(
            "run", "tiny.yaml", "network.lipschitz=2", "iterations=4", "stop=ratio", in: folder)
        let run = try #require(folder.runs().first)
        let record = try #require(
            try JSONSerialization.jsonObject(with: folder.data("\(run)/run.json")) as? [String: Any])
        let settings = try #require(record["settings"] as? [String: Any])
        #expect(settings["network.lipschitz"] as? Int == 2 && settings["iterations"] as? Int == 4)
        #expect(settings["stop"] as? String == "ratio" && settings.count == 3)
        #expect(record["overridden"] as? [String] == ["network.lipschitz", "iterations", "stop"])
        #expect((record["axes"] as? [String: String])?.isEmpty == true)
        _ = try await DipProgram.run("run", "tiny.yaml", "--results", "swept", in: folder)
        for swept in folder.runs(in: "swept") {
            let record = try RunRecord(contentsOf: "\(folder.path)/\(swept)/run.json")
            #expect(record.overridden == nil && record.settings?.count == 1)
            #expect(record.settings?["network.lipschitz"] == .number(Double(record.axes["network.lipschitz"]!)!))
        }
    }

    /// As wide as COLUMNS, and nothing of a reason is lost.
    @Test(arguments: [40, 60, 80, 120])
    func dryRunFitsTheTerminal(_ width: Int) async throws {
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let output = try await DipProgram.run(
            "run", "tiny.yaml", "record_every=3", "-n", in: folder,
            environment: ["COLUMNS": "\(width)"])
        #expect(output.status == 0)
        let lines = output.out.split(separator: "\n").dropFirst(2)
        #expect(lines.allSatisfy { $0.count <= width }, "\(output.out)")
        let words = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(
            words.contains(": record_every 1 -> 3") && words.contains("leaves 64 x 64, denoise sigma 25, 3 iterations"))
    }
}
