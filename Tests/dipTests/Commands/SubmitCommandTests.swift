import Foundation
import Records
import TestTools
import Testing

/// Programs of the tests' own stand for those of Slurm.
@Suite struct SubmitCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(TinySpec.settings + TinySpec.sweep + TinySpec.figure, to: "tiny.yaml")
        try program(
            "sbatch",
            "echo \"$@\" >> '\(folder.path)/calls'; echo $(( $(wc -l < '\(folder.path)/calls') + 40 ))';cluster'")
        try program("squeue", "echo RUNNING; echo PENDING; echo PENDING")
    }

    private func program(_ name: String, _ text: String) throws {
        try writeProgram(text, to: "\(folder.path)/bin/\(name)")
    }

    private var environment: [String: String] { ["PATH": "\(folder.path)/bin:/usr/bin:/bin"] }

    private func submit(_ arguments: String..., path: Bool = true) async throws -> DipProgram.Output {
        let words = (["submit", "tiny.yaml"] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return try await DipProgram.shell(
            "exec \"$0\" \(words)", in: folder, environment: path ? environment : ["PATH": "/nowhere"])
    }

    @Test func showsEverythingAndWritesNothing() async throws {
        let before = folder.names()
        let output = try await submit(
            "--slurm", "-n", "--array-limit", "3", "--mem", "2G", "--time", "1:30:00", "--partition", "fast",
            path: false)
        #expect(output.status == 0 && folder.names() == before)
        for line in [
            "#SBATCH --mem=2048M", "#SBATCH --time=1:30:00", "#SBATCH --partition=fast", "#SBATCH --cpus-per-task=1",
        ] {
            #expect(output.out.contains(line + "\n"), "\(line)")
        }
        #expect(output.out.contains("\nsbatch --array=1-2%3 Results/slurm/tiny-"))
        #expect(output.out.contains(" run tiny.yaml -j 1 --threads 1 --only \"$key\" &\n"))
        #expect(output.out.contains(" plot tiny.yaml || status=1\n"))
        #expect(output.out.contains(" report --specs tiny.yaml || status=1\n") && !output.out.contains(" table "))
    }

    /// The device is looked for on the node; here there need not be any.
    @Test(arguments: [("cuda", "cuda:0"), ("auto", "cuda"), ("opencl:1", "opencl:1")])
    func aTaskAsksForTheGraphicsProcessorThatItsRunNeeds(choice: String, passed: String) async throws {
        let output = try await submit("--slurm", "-n", "--device", choice, path: false)
        #expect(output.status == 0)
        let (array, followUp) = try #require(
            output.out.range(of: "/figures.sh\n").map { (output.out[..<$0.lowerBound], output.out[$0.upperBound...]) })
        #expect(array.contains("#SBATCH --gres=gpu:1\n") && !followUp.contains("gres"))
        #expect(array.contains(" run tiny.yaml -j 1 --threads 1 --device \(passed) --only \"$key\" &\n"))
        let processor = try await submit("--slurm", "-n", path: false)
        #expect(!processor.out.contains("gres") && !processor.out.contains("--device"))
        func keys(_ text: String) -> Set<String> {
            Set(text.split(separator: "\n").filter { $0.count == 12 && $0.allSatisfy(\.isHexDigit) }.map(String.init))
        }
        #expect(keys(output.out).count == 2 && keys(output.out).isDisjoint(with: keys(processor.out)))
    }

    @Test func submitsWhatIsMissingWithItsFigures() async throws {
        _ = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=1", in: folder)
        let output = try await submit("--slurm")
        #expect(output.status == 0 && output.error == "")
        #expect(
            output.out.hasPrefix(
                "tiny.yaml: 1 run submitted, 1 cached, as job 41; figures, tables and report follow as job 42\n"))
        let name = try #require(folder.names(in: "Results/slurm").first)
        let place = "Results/slurm/\(name)"
        #expect(folder.names(in: place) == ["array.sh", "figures.sh", "logs", "manifest.txt", "submission.json"])
        let calls = try folder.text("calls").split(separator: "\n")
        #expect(
            calls == [
                "--parsable --array=1-1 \(place)/array.sh 0", "--parsable --dependency=afterany:41 \(place)/figures.sh",
            ])
        let made = try #require(folder.runs().first?.split(separator: "-").last)
        let key = try folder.text("\(place)/manifest.txt")
        #expect(key.count == 13 && !key.hasPrefix(made))
        // Memory and time come from the plan.
        let script = try folder.text("\(place)/array.sh")
        #expect(script.contains("#SBATCH --mem=") && script.contains("#SBATCH --time=11\n"))

        let status = try await DipProgram.shell("exec \"$0\" status tiny.yaml", in: folder, environment: environment)
        #expect(status.out.contains("\n  Slurm: 2 pending, 1 running\n"))
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let nothing = try await submit("--slurm")
        #expect(nothing.status == 0 && nothing.out == "tiny.yaml: 2 runs, all cached, nothing to submit\n")
    }

    /// More than fits into a pipe.
    @Test func longComplaintsAreReadToTheirEnd() async throws {
        let complaint = "head -c 200000 /dev/zero | tr '\\0' x >&2"
        try program("sbatch", "\(complaint); echo 41")
        try program("squeue", "\(complaint); echo RUNNING")
        let output = try await submit("--slurm")
        #expect(output.status == 0 && output.out.contains("2 runs submitted, 0 cached, as job 41"), "\(output.out)")
        let status = try await DipProgram.shell("exec \"$0\" status tiny.yaml", in: folder, environment: environment)
        #expect(status.out.contains("\n  Slurm: 1 running\n"), "\(status.out)")
    }

    @Test func whatCannotBeSubmittedIsRefused() async throws {
        let none = try await submit("--slurm", path: false)
        #expect(none.status == 2)
        #expect(
            none.error
                == "dip: sbatch is not in the PATH: submit on a machine of a Slurm cluster; -n shows the jobs on any machine\n"
        )
        // Slurm is meant without the flag, too.
        #expect(try await submit(path: false).error == none.error)
        let time = try await submit("--slurm", "--time", "soon")
        #expect(
            time.status == 2
                && time.error.contains(
                    "--time must be minutes, hours:minutes:seconds or days-hours:minutes:seconds, not 'soon'")
        )
        #expect(!folder.exists("Results"))
        try program("sbatch", "echo 'no such partition' >&2; exit 1")
        let refused = try await submit("--slurm")
        #expect(refused.status == 1 && refused.error.hasSuffix("failed: no such partition\n"))
    }

    /// The scripts of a spec and of results whose names try to run a program make the runs and the figures all the same.
    @Test(arguments: ["'\u{301}`touch canary`", "\"\u{301}$(touch canary) #%a", "`\u{200d}touch canary`; touch canary"])
    func noNameIsRun(name: String) async throws {
        try folder.write("name: tiny\n" + TinySpec.settings + TinySpec.sweep + TinySpec.figure, to: "\(name).yaml")
        let output = try await DipProgram.run(
            "submit", "--slurm", "\(name).yaml", "network.lipschitz=1,3", "--results", name, in: folder,
            environment: environment)
        #expect(output.status == 0 && output.error == "", "\(output.error)")
        let submission = try #require(folder.names(in: "\(name)/slurm").first)
        let place = "\(folder.path)/\(name)/slurm/\(submission)"
        for (script, task) in [("array.sh", "1"), ("array.sh", "2"), ("figures.sh", "")] {
            let made = try await DipProgram.shell(
                "exec bash \"$SCRIPT\" 0", in: folder,
                environment: [
                    "SCRIPT": "\(place)/\(script)", "SLURM_ARRAY_TASK_ID": task, "SLURM_JOB_ID": "1",
                ])
            #expect(made.status == 0, "\(made.out) \(made.error)")
        }
        #expect(
            folder.runs(in: name).count == 2
                && folder.pictures().contains { $0.hasSuffix("/tiny+network.lipschitz-1-3.svg") })
        #expect(!folder.exists("canary") && !folder.exists("Plots/canary"))
    }

    @Test func resultsAreNoOptionOfSbatch() async throws {
        let output = try await DipProgram.run(
            "submit", "--slurm", "tiny.yaml", "--results=--wrap=touch canary;", in: folder, environment: environment)
        #expect(output.status == 0 && output.error == "", "\(output.error)")
        let calls = try folder.text("calls").split(separator: "\n")
        #expect(calls.count == 2 && calls.allSatisfy { $0.contains(" ./--wrap=touch canary;/slurm/tiny-") })
    }

    @Test func controlCharactersAreRefused() async throws {
        for (arguments, error) in [
            (
                ["tiny.yaml", "--results", "a\nb"],
                "dip: --results must not contain control characters or line ends, not \"a\\nb\"; see 'dip submit --help'\n"
            ),
            (
                ["ti\u{1b}ny.yaml"],
                "dip: the spec's path must not contain control characters or line ends, not \"ti\\u{1B}ny.yaml\"; see 'dip submit --help'\n"
            ),
            (
                ["tiny.yaml", "network.lipschitz=1\r\n"],
                "dip: \"network.lipschitz=1\\r\\n\": job scripts cannot hold control characters or line ends; use another name\n"
            ),
            (
                ["tiny.yaml", "--results", "a\\b"],
                "dip: a\\b: Slurm cannot write logs to a folder with a backslash in its path; use another folder\n"
            ),
        ] {
            let output = try await DipProgram.start(["submit", "--slurm", "-n"] + arguments, in: folder).end()
            #expect(output.status == 2 && output.out == "")
            #expect(output.error == error)
        }
        let inside = try await DipProgram.shell(
            "mkdir 'a\nb' && cd 'a\nb' && exec \"$0\" submit --slurm -n ../tiny.yaml", in: folder)
        #expect(
            inside.status == 2
                && inside.error.hasSuffix(
                    "/a\\nb\": job scripts cannot hold control characters or line ends; use another name\n")
        )
        let plots = try await DipProgram.run("plot", "tiny.yaml", "--plots", "a\nb", in: folder)
        #expect(
            plots.status == 2
                && plots.error.hasPrefix(
                    "dip: --plots must not contain control characters or line ends, not \"a\\nb\";")
        )
    }
}
