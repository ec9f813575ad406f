@testable import Quoting
import Testing

@Suite struct MarkdownTextTests {
    @Test func specialCharactersAreShown() {
        #expect(
            MarkdownText.escaped("a|b *c* <d> `e` \\ R&D & f\ng $h$")
                == "a\\|b \\*c\\* \\<d\\> \\`e\\` \\\\ R\\&D & f g \\$h\\$")
        #expect(MarkdownText.escaped("|\u{301}<\u{200d}") == "\\|\u{301}\\<\u{200d}")
    }

    @Test func linesBeginNothingElse() {
        #expect(
            ["- a", "+\u{301} a", "12. a", "1) a", "    code", "===", "1.5 dB", "Mean ± 2", "12", ""].map(
                MarkdownText.line)
                == ["\\- a", "\\+\u{301} a", "12\\. a", "1\\) a", "code", "\\===", "1.5 dB", "Mean ± 2", "12", ""])
    }

    @Test func nothingIsLeftToActOn() {
        for text in HostileText.all {
            var last: UInt8 = 0, isEscaped = false
            for byte in MarkdownText.escaped(text).utf8 {
                #expect(isEscaped || !"`*_[]<>|#~$".utf8.contains(byte) && byte >= 0x20, "\(text.debugDescription)")
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                last = byte
            }
            #expect(last != UInt8(ascii: "\\") || !isEscaped)
        }
    }

    /// HTML ends a comment at `-->` and at `--!>`; the command in it can be copied.
    @Test func commentsEndWhereTheyShould() {
        #expect(MarkdownText.comment("dip table a --scale small") == "<!-- dip table a --scale small -->")
        #expect(MarkdownText.comment("a --> b") == "<!-- a -- > b -->")
        for text in HostileText.all + ["--->", "---->", "--!>", "-\u{301}->", "<!-- -->", "--"] {
            let comment = Array(MarkdownText.comment("Made by: " + text).utf8), inner = comment.dropFirst(4).dropLast(3)
            let pairs = zip(zip(inner, inner.dropFirst()), inner.dropFirst(2))
            #expect(
                !pairs.contains { $0 == (UInt8(ascii: "-"), UInt8(ascii: "-")) && ($1 == 0x21 || $1 == 0x3e) },
                "\(text.debugDescription)")
            #expect(inner.last == 0x20 && !inner.contains { $0 < 0x20 })
        }
    }
}
