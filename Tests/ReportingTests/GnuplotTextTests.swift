@testable import Reporting
import Testing

@Suite struct GnuplotTextTests {
    @Test func literalsKeepQuotesAndStayOnOneLine() {
        #expect(GnuplotText.literal("plain") == "'plain'")
        #expect(GnuplotText.literal("it's `date` $x @y") == "'it''s `date` $x @y'")
        #expect(GnuplotText.literal("a\nb\r\nc") == "'a b c'")
    }

    @Test func commentsDoNotJoinTheNextLine() {
        #expect(GnuplotText.oneLine("dip plot a \\\n  b") == "dip plot a \\   b")
        #expect(GnuplotText.oneLine("ends in \\\\") == "ends in ")
    }

    @Test func numbersHaveThreeDecimalsAtMost() {
        #expect(GnuplotText.number(1200) == "1200")
        #expect(GnuplotText.number(0.1 + 0.2) == "0.3")
        #expect(GnuplotText.number(-27.12345) == "-27.123")
        #expect(GnuplotText.number(0.0004) == "0")
    }

    @Test func markupTakesNoRoom() {
        #expect(GnuplotText.width("λ_{max}") == GnuplotText.width("λmax"))
        #expect(GnuplotText.width("abcdef") > GnuplotText.width("abc"))
    }
}
