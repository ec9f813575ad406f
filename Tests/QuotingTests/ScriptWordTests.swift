import Quoting
import Testing

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
