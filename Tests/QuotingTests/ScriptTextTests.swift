import Foundation
import Testing

@testable import Quoting

@Suite struct ScriptWordTests {
    @Test func controlCharactersAreSeen() {
        for text in ["a\nb", "a\r\nb", "\0", "\u{1b}[1m", "a\u{7f}", "\u{2028}", "\u{85}", "a\u{301}\nb"] {
            #expect(ScriptWord.hasControlCharacters(text), "\(text.debugDescription)")
        }
        for text in ["", "a b/é'\u{301}`.yaml", "λ\u{200d}"] { #expect(!ScriptWord.hasControlCharacters(text)) }
    }

    @Test func pathsAreNoOptions() {
        #expect(
            ["-a", "-\u{301}a", "a-b", "./-a", ""].map(ScriptWord.path) == ["./-a", "./-\u{301}a", "a-b", "./-a", ""])
    }
}

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

@Suite struct SbatchTextTests {
    @Test func onlyWhatNeedsItIsQuoted() {
        #expect(SbatchText.value("/home/me/Results/a_b-c.txt") == "/home/me/Results/a_b-c.txt")
        #expect(SbatchText.value("a b\"c\\d#e'f`g`") == "\"a b\\\"c\\\\d\\#e'f`g`\"")
        #expect(SbatchText.folder("100%a/b") == "100%%a/b")
    }

    @Test func sbatchReadsWhatWasMeant() {
        let values = HostileText.all.map { Self.argument("--output=\(SbatchText.value($0)) x") }
        #expect(isSame(values, HostileText.all.map { "--output=" + OneLine.text($0) }))
    }

    @Test func aShellSeesNothingButComments() throws {
        let folder = try ScratchFolder()
        let lines = HostileText.all.map { "#SBATCH --chdir=\(SbatchText.value($0))" }
        try folder.write("#!/bin/bash\n" + lines.joined(separator: "\n") + "\necho end\n", to: "a.sh")
        let output = try folder.run("bash", "a.sh")
        #expect(output.status == 0 && output.error == "" && String(decoding: output.out, as: UTF8.self) == "end\n")
        #expect(try folder.names == ["a.sh"])
    }

    /// The first argument of a line as sbatch takes it apart: a backslash takes the next byte, quotes keep spaces, and in old versions
    /// a `#` ends it wherever it stands.
    private static func argument(_ line: String) -> String {
        var argument: [UInt8] = [], quote: UInt8?, isEscaped = false
        for byte in line.utf8 {
            let isSpace = [0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d].contains(byte)
            if byte == 0 || byte == 0x0a || isSpace && quote == nil { break }
            if isEscaped {
                argument.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == quote {
                quote = nil
            } else if quote == nil, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(byte) {
                quote = byte
            } else if byte == UInt8(ascii: "#") {
                break
            } else {
                argument.append(byte)
            }
        }
        return String(decoding: argument, as: UTF8.self)
    }
}
