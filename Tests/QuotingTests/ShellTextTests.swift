import Foundation
import Quoting
import Testing

@Suite struct ShellTextTests {
    @Test func onlyWhatAShellWouldReadOtherwiseIsQuoted() {
        #expect(
            ShellText.command(["dip", "run", "a/b.yaml", "network.width=1,2"]) == "dip run a/b.yaml network.width=1,2")
        #expect(ShellText.command(["task={denoise: 1}", "it's", ""]) == "'task={denoise: 1}' 'it'\\''s' ''")
    }

    @Test(arguments: ["sh", "bash"])
    func aShellPassesEveryWordOn(shell: String) throws {
        let folder = try ScratchFolder()
        try folder.write("set -eu\nprintf '%s\\0' " + ShellText.command(HostileText.all) + "\n", to: "a.sh")
        let output = try folder.run(shell, "a.sh")
        #expect(output.status == 0 && output.error == "", "\(output.error.prefix(500))")
        let words = output.out.split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        // No argument of a program can hold NUL.
        #expect(isSame(words, HostileText.all.map { String($0.unicodeScalars.filter { $0 != "\0" }) } + [""]))
        #expect(try folder.names == ["a.sh"])
    }
}
