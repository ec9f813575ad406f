@testable import dip
import Testing

@Suite struct ShellTextTests {
    @Test func onlyWhatAShellWouldReadOtherwiseIsQuoted() {
        #expect(ShellText.command(["dip", "run", "a/b.yaml", "network.width=1,2"]) == "dip run a/b.yaml network.width=1,2")
        #expect(ShellText.command(["task={denoise: 1}", "it's", ""]) == "'task={denoise: 1}' 'it'\\''s' ''")
    }
}
