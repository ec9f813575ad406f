import Quoting
@testable import Reporting
import Testing

@Suite struct GnuplotTextNumbersTests {
    @Test func numbersHaveThreeDecimalsAtMost() {
        #expect(GnuplotText.number(1200) == "1200")
        #expect(GnuplotText.number(0.1 + 0.2) == "0.3")
        #expect(GnuplotText.number(-27.12345) == "-27.123")
        #expect(GnuplotText.number(0.0004) == "0" && GnuplotText.number(-0.0) == "0")
        #expect(GnuplotText.number(1e300) == "1e+300")
    }

    @Test func markupTakesNoRoom() {
        #expect(GnuplotText.width("λ_{max}") == GnuplotText.width("λmax"))
        #expect(GnuplotText.width("abcdef") > GnuplotText.width("abc"))
    }

    @Test func theScriptIsNamedAsAShellReadsIt() {
        #expect(GnuplotText.drawAgain("a-small") == "# Draw again, in this folder: gnuplot a-small.gp")
        #expect(GnuplotText.drawAgain("<touch a;\n'") == "# Draw again, in this folder: gnuplot './<touch a; '\\''.gp'")
    }
}
