import Testing
@testable import dip

@Suite struct AmountTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (2_217_831, "2,217,831"), (-12_345, "-12,345")])
    func grouped(_ number: Int, _ text: String) { #expect(Amount.grouped(number) == text) }

    @Test(arguments: [(16_384, "0.02 M"), (1_234_567, "1.23 M"), (45_678_900, "45.7 M"), (1_234_567_890, "1,235 M")])
    func millions(_ number: Int, _ text: String) { #expect(Amount.millions(number) == text) }

    @Test(arguments: [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KB"), (98_304, "96 KB"), (8_808_038, "8.4 MB"), (1 << 30, "1024 MB")])
    func bytes(_ count: Int, _ text: String) { #expect(Amount.bytes(count) == text) }
}
