import SpecFixtures
import Testing

@testable import Specs

@Suite struct SpecValuesTests {
    private let place = SpecPlace.position(file: "f.yaml", line: 3, column: 7)

    private func plain(_ text: String) -> SpecNode { SpecNode(.scalar(text: text, plain: true), at: place) }

    private func sentence(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [("25", 25.0), ("-3", -3), ("2.5", 2.5), ("1e-3", 1e-3), (".5", 0.5), ("+4", 4)])
    func numbers(_ text: String, _ value: Double) throws {
        #expect(try plain(text).number("sigma") == value)
    }

    @Test(arguments: [".nan", "nan", ".inf", "-inf", "infinity", "0x10", "1e999", "2,5", "true", "12 ", "1_000"])
    func notNumbers(_ text: String) {
        #expect(
            sentence { _ = try plain(text).number("sigma", .above(0).atMost(255)) }
                == "f.yaml:3:7: 'sigma' must be a number above 0 and at most 255, not '\(text)'")
    }

    @Test func valuesOfOtherKinds() {
        #expect(
            sentence { _ = try SpecNode.text("3", at: place).number("sigma") }
                == "f.yaml:3:7: 'sigma' must be a number, not the text '3'")
        #expect(
            sentence { _ = try SpecNode(.sequence([]), at: place).number("sigma") }
                == "f.yaml:3:7: 'sigma' must be a number, not an empty list")
        #expect(
            sentence { _ = try SpecNode(.mapping([]), at: place).integer("seed", 0...9) }
                == "f.yaml:3:7: 'seed' must be a whole number from 0 to 9, not a mapping")
        #expect(sentence { _ = try plain("~").text("title") } == "f.yaml:3:7: 'title' has no value; it must be text")
        #expect(
            sentence { _ = try plain("yes").flag("need1x1_up") }
                == "f.yaml:3:7: 'need1x1_up' must be true or false, not 'yes'")
        #expect(
            sentence { _ = try plain("a").list("images") }
                == "f.yaml:3:7: 'images' must be a list with at least one value, such as [a, b], not 'a'")
    }

    @Test func integers() throws {
        #expect(try plain("12").integer("n", 1...12) == 12)
        #expect(
            sentence { _ = try plain("0").integer("n", 1...Int.max) }
                == "f.yaml:3:7: 'n' must be a whole number of at least 1, not '0'")
        #expect(
            sentence { _ = try plain("1.5").integer("n", 1...8) }
                == "f.yaml:3:7: 'n' must be a whole number from 1 to 8, not '1.5'")
        #expect(sentence { _ = try plain("99999999999999999999").integer("n", 1...8) } != nil)
    }

    @Test func choices() throws {
        #expect(try plain("quick").choice("scale", Scale.self) == .quick)
        #expect(
            sentence { _ = try plain("quik").choice("scale", Scale.self) }
                == "f.yaml:3:7: 'scale' cannot be 'quik'; did you mean 'quick'? allowed: quick, crop128, whole256, crop512, published"
        )
    }

    @Test func rangesInWords() {
        #expect(NumberRange.any.words == "")
        #expect(NumberRange.atLeast(0).words == " of at least 0")
        #expect(NumberRange.atLeast(0).below(1).words == " of at least 0 and below 1")
        #expect(!NumberRange.above(0).contains(0) && NumberRange.atLeast(0).contains(0))
        #expect(!NumberRange.any.below(1).contains(1) && NumberRange.any.atMost(1).contains(1))
    }
}
