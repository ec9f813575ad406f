import Records
import Testing

/// A run that cannot go on, as its user sees it. (The published networks end in a sigmoid and images have finite samples, so a loss
/// that stops being finite is NaN here; an infinite one is tested behind the command line.)
@Suite struct DivergenceTests {
    @Test func theRunFailsAndNamesIterationAndOperation() async throws {
        let folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "spec.yaml")
        // An input of such a size overflows at once.
        let output = try await DipProgram.run("run", "spec.yaml", "network.lipschitz=0", "input_noise=1e38", in: folder)
        #expect(output.status == 1)
        #expect(output.out.hasSuffix("1 failed\n"))
        let run = try #require(folder.runs().first)
        let record = try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json")
        let reason = try #require(record.error)
        #expect(record.status == .failed)
        #expect(
            reason.hasPrefix(
                "the loss stopped being a finite number at iteration 0; the first value that is not finite came from: ")
        )
        #expect(reason.hasSuffix(" forward"))
        #expect(output.error.hasPrefix("dip: 1 of 1 runs failed:\n") && output.error.contains(reason))
        #expect(try folder.text("\(run)/log.txt").contains(reason))
        #expect(!folder.exists("\(run)/output.png"))
    }
}
