import Foundation
import Testing

/// `dip logs` with a spec; StatusCommandTests has it with a key.
@Suite struct LogsCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        // The second diverges.
        try folder.write(TinySpec.settings + "sweep: {input_noise: [0, 1e38]}\n", to: "tiny.yaml")
    }

    @Test func ofASpecTheUnfinishedRunsAreShown() async throws {
        let none = try await DipProgram.run("logs", "tiny.yaml", in: folder)
        #expect(none.status == 2 && none.error == "dip: tiny.yaml: none of its runs has a log in Results\n")
        #expect(try await DipProgram.run("run", "tiny.yaml", in: folder).status == 1)
        let failed = try #require(try folder.runs().first { try folder.text("\($0)/log.txt").contains(" failed: ") })
        let one = try await DipProgram.run("logs", "tiny.yaml", in: folder)
        #expect(try one.status == 0 && one.out == folder.text("\(failed)/log.txt"))
        let followed = try await DipProgram.run("logs", "tiny.yaml", "--follow", in: folder)
        #expect(followed.status == 0 && followed.out == one.out)

        // Several come with their names, and cannot be followed at once.
        #expect(try await DipProgram.run("run", "tiny.yaml", "input_noise=1e38,2e38", in: folder).status == 1)
        let both = try await DipProgram.run("logs", "tiny.yaml", "input_noise=1e38,2e38", in: folder)
        let key = failed.dropFirst("Results/runs/".count)
        #expect(both.status == 0 && both.out.contains("\(key), input_noise=1e38: failed\n"))
        #expect(
            try both.out.contains(folder.text("\(failed)/log.txt")) && both.out.contains("\n\ntiny/leaves-input_noise-")
        )
        let choice = try await DipProgram.run("logs", "tiny.yaml", "input_noise=1e38,2e38", "--follow", in: folder)
        #expect(
            choice.status == 2
                && choice.error.hasPrefix("dip: --follow shows one log; name one of the runs: tiny/leaves-input_noise-")
        )
        #expect(choice.error.contains("\(key) (input_noise=1e38)"))
    }

    @Test func whenAllAreDoneAKeyIsAskedFor() async throws {
        #expect(try await DipProgram.run("run", "tiny.yaml", "input_noise=0", in: folder).status == 0)
        let output = try await DipProgram.run("logs", "tiny.yaml", "input_noise=0", in: folder)
        let name = try #require(folder.runs().first).dropFirst("Results/runs/".count)
        #expect(output.status == 2)
        #expect(
            output.error.hasPrefix("dip: tiny.yaml: all runs with a log are done; name one of them: \(name) ("),
            "\(output.error)")
        let key = try await DipProgram.run("logs", String(name), "--scale", "small", in: folder)
        #expect(key.status == 2 && key.error.contains("belong to a spec, not to a key"))
    }
}
