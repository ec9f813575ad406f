import Quoting
import Testing

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

    @Test func everyControlCharacterIsReplaced() {
        for value in UInt32(0)..<0xa0 where value < 0x20 || value >= 0x7f {
            let scalar = Unicode.Scalar(value)!
            let isKept = scalar == "\n" || scalar == "\t"
            #expect(TerminalText.safe(String(scalar)) == (isKept ? String(scalar) : "?"), "\(value)")
        }
    }
}
