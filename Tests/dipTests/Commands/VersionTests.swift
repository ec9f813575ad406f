import Foundation
import Testing

/// What the program says of itself: its version, the commit it was built from, and its vector instructions.
@Suite struct VersionTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func theVersionComesWithCommitAndInstructions() async throws {
        let output = try await DipProgram.run("--version", in: folder)
        #expect(output.status == 0 && output.error.isEmpty)
        let line = try #require(
            output.out.wholeMatch(
                of: #/dip (\d+\.\d+\.\d+)(?:, commit ([0-9a-f]{12})(?: with changes)?)?, (.+)\n/#))
        #expect(["AVX2 and FMA", "AVX-512", "no vector instructions beyond the architecture's own"].contains(line.3))
        // Outside of a repository nothing is known of the commit.
        let commit = try await DipProgram.shell(
            "git -C \"$(dirname \"$0\")\" rev-parse HEAD 2> /dev/null || true", in: folder)
        let built: Substring = line.2 ?? ""
        #expect(built == commit.out.prefix(12))
    }

    @Test func doctorSaysTheSame() async throws {
        let version = try await DipProgram.run("--version", in: folder).out
        let program = try await DipProgram.run("doctor", in: folder).out.split(separator: "\n")[0]
        for part in version.split(separator: ",").dropLast() {
            #expect(program.contains(part.trimmingCharacters(in: .whitespaces)))
        }
    }
}
