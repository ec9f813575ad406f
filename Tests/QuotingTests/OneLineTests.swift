@testable import Quoting
import Testing

@Suite struct OneLineTests {
    @Test func lineEndsAndControlCharactersAreSpaces() {
        #expect(OneLine.text("a\nb\r\nc\rd\u{2028}e\u{2029}f\u{85}g") == "a b c d e f g")
        #expect(OneLine.text("a\0b\u{1b}[1mc\u{7f}\u{9b}d\u{fffe}") == "a b [1mc  d ")
        #expect(OneLine.text("\r\u{301}\n\u{301}é λ\u{200d}") == " \u{301} \u{301}é λ\u{200d}")
    }
}
