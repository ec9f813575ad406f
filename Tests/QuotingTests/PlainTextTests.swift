import Testing

@testable import Quoting

@Suite struct OneLineTests {
    @Test func lineEndsAndControlCharactersAreSpaces() {
        #expect(OneLine.text("a\nb\r\nc\rd\u{2028}e\u{2029}f\u{85}g") == "a b c d e f g")
        #expect(OneLine.text("a\0b\u{1b}[1mc\u{7f}\u{9b}d\u{fffe}") == "a b [1mc  d ")
        #expect(OneLine.text("\r\u{301}\n\u{301}é λ\u{200d}") == " \u{301} \u{301}é λ\u{200d}")
    }
}

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("plain, λ = 1.4\tand\nlines\n", "plain, λ = 1.4\tand\nlines\n"), ("", ""),
        ("\u{1B}[2Jclear", "?[2Jclear"), ("\u{1B}]0;name\u{7}", "?]0;name?"), ("back\r", "back?"),
        ("\u{9B}31m", "?31m"), ("a\u{202E}b\u{2066}", "a?b?"), ("\u{0}", "?"),
        // A mark belongs to the character before it, which must not hide that one.
        ("\u{1B}\u{301}[2J", "?\u{301}[2J"),
    ])
    func nothingIsObeyed(text: String, shown: String) {
        #expect(TerminalText.safe(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
    }

    @Test(arguments: [
        ("plain, λ = 1.4", "plain, λ = 1.4"), ("new\nline.png", "new\\nline.png"), ("a\r\nb\tc", "a\\r\\nb\\tc"),
        ("\u{1B}[2Jclear\u{202E}", "?[2Jclear?"), ("\n\u{301}", "\\n\u{301}"),
    ])
    func aSentenceIsOneLine(text: String, shown: String) {
        #expect(TerminalText.line(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
    }

    @Test func everyControlCharacterIsReplaced() {
        for value in UInt32(0)..<0xa0 where value < 0x20 || value >= 0x7f {
            let scalar = Unicode.Scalar(value)!
            let isKept = scalar == "\n" || scalar == "\t"
            #expect(TerminalText.safe(String(scalar)) == (isKept ? String(scalar) : "?"), "\(value)")
        }
    }
}
