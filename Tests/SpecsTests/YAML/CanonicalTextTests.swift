import SpecFixtures
import Testing

@testable import Specs

@Suite struct CanonicalTextTests {
    @Test(arguments: [(25.0, "25"), (1.4, "1.4"), (0.001, "0.001"), (1e-5, "1e-05"), (-0.0, "0"), (1e20, "1e+20")])
    func numbers(_ value: Double, _ text: String) throws {
        #expect(CanonicalText.number(value) == text)
        #expect(try SpecDocument.parseArgument(text, argument: "").number("x") == value)
    }

    @Test func floatsKeepTheirShortForm() {
        #expect(CanonicalText.number(Float(0.01)) == "0.01")
        #expect(CanonicalText.number(Float(1)) == "1")
    }

    @Test(arguments: [
        "plain", "kodim01", "two words", "null", "true", "7", "~", "a: b", "# no", "say \"so\"", "back\\slash", "λ = 1",
        "tab\tnew\nline", "\u{7}", "", "-", "x/y.png",
    ])
    func textsReadBack(_ text: String) throws {
        let written = CanonicalText.scalar(text)
        #expect(try SpecDocument.parseArgument(written, argument: "").text("x") == text)
    }

    @Test func quotesOnlyWhereNeeded() {
        #expect(CanonicalText.scalar("image_F16_512rgb") == "image_F16_512rgb")
        #expect(CanonicalText.scalar("0001") == "\"0001\"")
    }
}
