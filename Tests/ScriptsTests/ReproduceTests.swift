import Foundation
import Records
import TestTools
import Testing

/// Scripts/reproduce.sh with a program that only says what it was asked, and the Makefile that calls it.
@Suite struct ReproduceTests {
    private let script = "Scripts/reproduce.sh"

    /// A system with two specs, one drawn as a figure and one made into a table, whose program answers as `dip` does.
    private func system(failing: String = "none") throws -> FakeSystem {
        let system = try FakeSystem()
        try system.add(
            "dip",
            """
            echo "$*" >> $log
            [ "$1" = \(failing) ] && { echo "it failed" >&2; exit 1; }
            case "$1 $*" in
                run*--dry-run)
                    for word in "$@"; do
                        case $word in *.yaml) printf 'Title of %s\\n%s, scale quick: 2 runs\\n  missing\\n\\n' "$word" "$word" ;; esac
                    done ;;
                run*) echo "Title of $2" ;;
                plot*) mkdir -p "$8/lipschitz/quick"; touch "$8/lipschitz/quick/lipschitz.svg"; printf '%s\\n' "$8/lipschitz/quick/lipschitz.gp" "$8/lipschitz/quick/lipschitz.svg" ;;
                table*) for word in $8 ${10} ${12}; do echo "$6/tables/second-quick.$word"; done ;;
                report*) touch "$3/index.html"; echo "$3/index.html" ;;
            esac
            """)
        for folder in ["P", "R", "my R"] {
            try FileManager.default.createDirectory(
                at: system.folder.appendingPathComponent(folder), withIntermediateDirectories: true)
        }
        try "title: One\nfigure:\n  kind: bands\n".write(
            to: system.folder.appendingPathComponent("one.yaml"), atomically: true,
            encoding: .utf8)
        try "title: Two\ntable: {}\n".write(
            to: system.folder.appendingPathComponent("two.yaml"), atomically: true, encoding: .utf8)
        return system
    }

    private let settings = ["DIP": "dip", "SCALE": "quick", "RESULTS": "R", "PLOTS": "P"]

    @Test func saysWhereEachResultLiesAsItComes() throws {
        let system = try system()
        let output = try system.run(
            script, "one.yaml", "two.yaml", environment: settings.merging(["REPORT": "yes"]) { $1 })
        #expect(output.status == 0)
        #expect(
            output.text == """
                2 experiments, scale quick; a run that several experiments share is executed once
                  one.yaml, scale quick: 2 runs
                  two.yaml, scale quick: 2 runs

                == 1 of 2: Title of one.yaml
                --> P/lipschitz/quick/lipschitz.svg

                == 2 of 2: Title of two.yaml
                --> R/tables/second-quick.md

                R/index.html

                Worth a look:
                  P/lipschitz/quick/lipschitz.svg
                      how high PSNR gets under a ceiling on the layers' norm, and whether it stays
                  R/index.html
                      everything on one page: all figures, tables and runs

                """)
        let calls = try system.calls
        // All plans come first, from one call.
        #expect(calls.first == "run one.yaml two.yaml --scale quick --results R --dry-run")
        #expect(!calls.dropFirst().contains { $0.hasSuffix("--dry-run") })
        #expect(calls.filter { $0.hasPrefix("plot") }.count == 1)
        #expect(
            calls.filter { $0.hasPrefix("table") } == [
                "table two.yaml --scale quick --results R --format md --format csv --format latex --output R/tables/"
            ])
        #expect(calls.last == "report --results R --plots P")
    }

    /// Whichever of the paper's figures were run, the table of its values has all of them, once each.
    @Test func thePapersValuesAreAlwaysAll() throws {
        let system = try system()
        let figures = system.folder.appendingPathComponent("Experiments/figures")
        try FileManager.default.createDirectory(at: figures, withIntermediateDirectories: true)
        for name in ["lipschitz", "gaussian"] {
            try "title: \(name)\n".write(
                to: figures.appendingPathComponent("\(name).yaml"), atomically: true, encoding: .utf8)
        }
        let published = settings.merging(["SCALE": "published"]) { $1 }
        #expect(try system.run(script, "two.yaml", environment: published).status == 0)
        #expect(try !system.calls.contains { $0.hasPrefix("table --paper") })
        let both = ["Experiments/figures/lipschitz.yaml", "Experiments/figures/gaussian.yaml"]
        let output = try system.run(script, both[0], both[1], environment: published)
        #expect(output.status == 0 && output.text.contains("--> R/tables/paper-figures.md\n"))
        let specs = ["spectral-bias", "lipschitz-512", "gaussian", "auto-stop", "applications"]
        let words = specs.map { "Experiments/figures/\($0).yaml" }.joined(separator: " ")
        #expect(
            try system.calls.last
                == "table --paper \(words) --results R --format md --format csv --format latex --output R/tables/")
        for name in specs {
            let spec = repository.appendingPathComponent("Experiments/figures/\(name).yaml")
            #expect(FileManager.default.fileExists(atPath: spec.path))
        }
    }

    @Test(arguments: [("run", 1), ("plot", 3), ("table", 5), ("report", 6)])
    func stopsAtTheFirstFailure(command: String, calls: Int) throws {
        let system = try system(failing: command)
        let output = try system.run(
            script, "one.yaml", "two.yaml", environment: settings.merging(["REPORT": "yes"]) { $1 })
        #expect(output.status == 1)
        #expect(output.text.hasSuffix("it failed\n"))
        #expect(try system.calls.count == calls)
    }

    @Test func foldersMayHaveSpacesInTheirNames() throws {
        let output = try system().run(
            script, "one.yaml", "two.yaml",
            environment: settings.merging(["REPORT": "yes", "RESULTS": "my R", "PLOTS": "my P"]) { $1 })
        #expect(output.status == 0)
        let looks = output.text.split(separator: "Worth a look:").last?.split(separator: "\n").filter {
            !$0.hasPrefix("      ")
        }
        #expect(looks == ["  my P/lipschitz/quick/lipschitz.svg", "  my R/index.html"])

        let folders = ["RESULTS=my R", "PLOTS=my P"]
        #expect(try commands("report", folders).contains { $0.hasSuffix("report --results 'my R' --plots 'my P'") })
        #expect(try commands("bench-scaling", folders).contains { $0.hasSuffix("'my R/bench' --plots 'my P'") })
    }

    /// The committed results are of several sizes: one command repeats them, and leaves out what is only for a cluster.
    @Test func cropsAreTheCommittedResults() throws {
        let system = try system()
        let specs = [
            "crops": "scale:\n  quick: {}\n  crop128: {crop: 128}\n", "whole": "scale:\n  whole256: {}\n",
            "large": "scale:\n  quick: {}\n", "house-256": "scale:\n  quick: {}\n", "old": "scale:\n  small: {}\n",
        ]
        for (name, text) in specs {
            try text.write(
                to: system.folder.appendingPathComponent(name + ".yaml"), atomically: true, encoding: .utf8)
        }
        func scales(_ scale: String) throws -> [String] {
            let before = try system.calls.count
            let output = try system.run(
                script, "crops.yaml", "whole.yaml", "large.yaml", "house-256.yaml", "old.yaml",
                environment: settings.merging(["SCALE": scale]) { $1 })
            #expect(output.status == 0)
            #expect(output.text.contains("large.yaml has no scale") == !["published", "quick"].contains(scale))
            return try system.calls.dropFirst(before).filter { !$0.hasSuffix("--dry-run") }.map {
                $0.split(separator: " ")[1...3].joined(separator: " ")
            }
        }
        let committed = [
            "crops.yaml --scale crop128", "whole.yaml --scale whole256", "house-256.yaml --scale published",
            "old.yaml --scale small",
        ]
        #expect(try scales("crop128") == committed && scales("small") == committed)
        #expect(try scales("whole256") == [committed[1]])
        #expect(try scales("published").count == 5 && scales("quick").allSatisfy { $0.hasSuffix("--scale quick") })
    }

    /// What a goal of the Makefile would do.
    private func commands(_ goal: String, _ settings: [String] = []) throws -> [String] {
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["make", "-n", "-C", repository.path, goal] + settings
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.readToEnd(), as: UTF8.self)
        #expect(process.waitForEnd().isSuccess)
        return text.split(separator: "\n").map(String.init)
    }

    @Test func makesEverySpecOnceWithLipschitzFirst() throws {
        let words = try #require(commands("reproduce").last { $0.contains(script) }).split(separator: " ").map(
            String.init)
        let specs = words.filter { $0.hasSuffix(".yaml") }
        #expect(specs.first == "Experiments/figures/lipschitz.yaml")
        let folders = ["figures", "tables", "ablations"].map { "Experiments/\($0)" }
        let there = try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(
                atPath: repository.appendingPathComponent(folder).path
            )
            .filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
        }
        #expect(there.count > 20 && specs.sorted() == there.sorted())
        #expect(words.contains("REPORT=yes"))
    }

    @Test func buildsOnlyWhatAGoalNeeds() throws {
        for goal in ["build", "reproduce", "tables", "report"] {
            let builds = try commands(goal).filter { $0.hasPrefix("swift build") }
            #expect(builds.count == 1 && builds[0].hasSuffix("--product dip"), "\(goal)")
        }
        #expect(try commands("verify").contains { $0.hasSuffix("--product verify") })
        // Flags of their own would build everything twice.
        let goals: Set<Substring> = ["--product", "dip", "--build-tests"]
        let flags: [[Substring]] = try ["build", "test"].map { goal in
            try #require(commands(goal).first { $0.hasPrefix("swift build") }).split(separator: " ")
                .filter { !goals.contains($0) }
        }
        #expect(flags[0] == flags[1])
    }
}
