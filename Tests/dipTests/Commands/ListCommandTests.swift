import Foundation
import Networks
import Testing

@Suite struct ListCommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// The first word of each line.
    private func names(_ output: DipProgram.Output) -> [String] {
        output.out.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    @Test func everyThingThatIsNamedCanBeListed() async throws {
        let things = names(try await DipProgram.run("list", in: folder))
        #expect(things.contains("upsamplers") && things.contains("runs"))
        for thing in things {
            let output = try await DipProgram.run("list", thing, in: folder)
            #expect(output.status == 0)
            #expect(output.error == "")
            #expect(thing == "runs" || !output.out.isEmpty)
        }
    }

    @Test func namesAreThoseThatSpecsUse() async throws {
        let output = try await DipProgram.run("list", "upsamplers", in: folder)
        #expect(names(output) == Upsampler.Name.allCases.map(\.rawValue))
    }

    @Test func runsAreListedWithTheirStateAlsoBrokenOnes() async throws {
        try folder.write(TinySpec.settings, to: "tiny.yaml")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let run = try #require(folder.runs().first)
        let listed = try await DipProgram.run("list", "runs", in: folder)
        let lines = listed.out.split(separator: "\n")
        #expect(lines[0].hasPrefix("run ") && lines[0].contains("status"))
        #expect(lines[0].hasSuffix("PSNR at the last iteration"))
        #expect(lines[1].hasPrefix("\(run.dropFirst("Results/runs/".count))  complete  leaves  "))
        try folder.write("{", to: "\(run)/run.json")
        let broken = try await DipProgram.run("list", "runs", in: folder)
        #expect(broken.status == 0)
        #expect(broken.out.contains("  unreadable  "))
    }

    /// Runs with other arguments are told apart, filtered and sorted by what differs.
    @Test func whatDiffersIsAColumn() async throws {
        try folder.write(TinySpec.settings, to: "tiny.yaml")
        try folder.write(TinySpec.settings, to: "other.yaml")
        for arguments in [["iterations=3"], ["iterations=10"], ["iterations=5", "network.lipschitz=2"]] {
            #expect(try await DipProgram.start(["run", "tiny.yaml"] + arguments, in: folder).end().status == 0)
        }
        _ = try await DipProgram.run("run", "other.yaml", "iterations=4", in: folder)

        let listed = try await DipProgram.run("list", "runs", "tiny", "--sort-by", "iterations", in: folder)
        let rows = listed.out.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(
            rows[0] == ["run", "status", "image", "iterations", "network.lipschitz", "best", "PSNR", "at", "iteration"]
                + ["PSNR", "at", "the", "last", "iteration"])
        #expect(
            rows.dropFirst().map { $0[3] } == ["3", "5", "10"] && rows.dropFirst().map { $0[4] } == ["1", "2", "1"])
        let reversed = try await DipProgram.run(
            "list", "runs", "tiny", "--sort-by", "iterations", "--reverse", "--format", "csv", in: folder)
        #expect(
            reversed.out.hasPrefix("run,experiment,key,status,scale,dataset,image,seed,iterations,network.lipschitz,"))
        let iterations: [Substring] = reversed.out.split(separator: "\n").dropFirst().map { line -> Substring in
            line.split(separator: ",", omittingEmptySubsequences: false)[8]
        }
        #expect(iterations == ["10", "5", "3"])

        let some = try await DipProgram.run("list", "runs", "lipschitz=2", "--format", "json", in: folder)
        let found = try #require(try JSONSerialization.jsonObject(with: Data(some.out.utf8)) as? [[String: Any]])
        #expect(found.count == 1 && found[0]["seed"] as? Int == 0 && found[0]["psnr"] is Double)
        let best = try await DipProgram.run("list", "runs", "--sort-by", "psnr_best", "--format", "json", in: folder)
        let all = try #require(try JSONSerialization.jsonObject(with: Data(best.out.utf8)) as? [[String: Any]])
        let values = all.compactMap { $0["psnr_best"] as? Double }
        #expect(values.count == 4 && values == values.sorted(by: >))
        let wrong = try await DipProgram.run("list", "runs", "--sort-by", "colour", in: folder)
        #expect(
            wrong.status == 2 && wrong.error.hasPrefix("dip: no run has a column or setting 'colour'; allowed: run, "))
        let misplaced = try await DipProgram.run("list", "tasks", "x", in: folder)
        #expect(misplaced.status == 2 && misplaced.error.contains("belong to 'dip list runs'"))
    }

    @Test func listsAreJSONToo() async throws {
        for thing in ["devices", "upsamplers", "datasets"] {
            let output = try await DipProgram.run("list", thing, "--format", "json", in: folder)
            let rows = try JSONSerialization.jsonObject(with: Data(output.out.utf8)) as? [[String: Any]]
            let named = thing == "devices" ? "device" : "name"
            #expect(rows?.isEmpty == false && rows?.allSatisfy { $0[named] is String } == true, "\(thing)")
        }
    }

    @Test func anUnknownThingIsRefusedWithWhatIsAllowed() async throws {
        let output = try await DipProgram.run("list", "upsampler", in: folder)
        #expect(output.status == 2)
        #expect(output.error.hasPrefix("dip: the value 'upsampler' is invalid"))
        #expect(output.error.contains("architectures, upsamplers, norms"))
        #expect(output.error.count { $0 == "\n" } == 1)
    }

    @Test func outputThatCannotBeWrittenIsAFailure() async throws {
        let output = try await DipProgram.shell("exec \"$0\" list > /dev/full", in: folder)
        #expect(output.status == 1)
        #expect(output.error.hasPrefix("dip: the output cannot be written: "))
    }
}
