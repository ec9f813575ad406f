import SpecFixtures
import Testing

@testable import Specs

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("upsampel", "upsampler", 2), ("same", "same", 0),
    ])
    func distance(_ a: String, _ b: String, _ expected: Int) {
        #expect(NearestName.distance(a, b) == expected)
        #expect(NearestName.distance(b, a) == expected)
    }

    @Test func suggestsOnlyWhatIsNear() {
        let names = ["upsampler", "lipschitz", "norm"]
        #expect(NearestName.of("Upsampel", in: names) == "upsampler")
        #expect(NearestName.of("lipshitz", in: names) == "lipschitz")
        #expect(NearestName.of("temperature", in: names) == nil)
        #expect(NearestName.of("x", in: names) == nil)
        #expect(NearestName.of("x", in: []) == nil)
    }

    @Test func hintListsWhatIsAllowed() {
        #expect(
            NearestName.hint(for: "nrom", allowed: ["norm", "width"]) == "; did you mean 'norm'? allowed: norm, width")
        #expect(NearestName.hint(for: "zzzz", allowed: ["norm", "width"]) == "; allowed: norm, width")
    }
}
