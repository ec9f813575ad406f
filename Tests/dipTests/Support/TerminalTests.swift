import Testing

@testable import dip

@Suite struct ColourTests {
    @Test func theStateIsColoured() {
        #expect(Colour.painted("  failed  a  failed: x") == "  \u{1B}[31mfailed\u{1B}[0m  a  failed: x")
        #expect(Colour.painted("failed-0123  complete  30 dB") == "failed-0123  \u{1B}[32mcomplete\u{1B}[0m  30 dB")
        #expect(Colour.painted("a sentence") == "a sentence")
    }

    /// A pipe is no terminal, whatever the environment says.
    @Test func aPipeHasNone() async throws {
        let folder = try TestFolder()
        let output = try await DipProgram.start(["doctor"], in: folder, environment: ["TERM": "xterm-256color"]).end()
        #expect(!output.out.contains("\u{1B}"))
    }

    @Test(arguments: [("", true), ("1", false)])
    func aTerminalHas(_ value: String, _ isColoured: Bool) async throws {
        let folder = try TestFolder()
        // `script` runs the program on a terminal of its own.
        let output = try await DipProgram.shell(
            "script -qec \"'$0' doctor\" /dev/null", in: folder,
            environment: ["TERM": "xterm-256color", "NO_COLOR": value])
        #expect(output.out.contains("\u{1B}[32mok\u{1B}[0m") == isColoured, "\(output.out)\(output.error)")
    }
}
