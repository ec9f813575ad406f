import BinaryCoding
import Foundation
import Imaging
import Testing
@testable import Restoration

@Suite struct PlateauRuleTests {
    private static let output = Image(channels: 1, height: 1, width: 1)

    /// The iteration at which a rule stops on a curve of PSNR to the degraded image, in dB.
    private static func stop(_ levels: [Double], _ rule: PlateauRule) -> Int? {
        var rule = rule
        return levels.indices.first { observe(levels[$0], at: $0, &rule) == .stop(here: true) }
    }

    private static func observe(_ level: Double, at iteration: Int, _ rule: inout PlateauRule) -> StopVerdict {
        rule.observe(
            .init(iteration: iteration, loss: pow(10, -level / 10), objective: 0, psnr: nil, ratio: nil), output: output
        )
    }

    /// The definition, word for word: the first i whose last `window` + 1 levels lie within the threshold.
    private static func expected(_ levels: [Double], window: Int, threshold: Double) -> Int? {
        levels.indices.first { i in
            guard i >= window else { return false }
            let last = levels[(i - window)...i]
            return last.max()! - last.min()! < threshold
        }
    }

    /// Rises to 25 dB, with a ripple that dies away.
    private static let curve = (0..<400).map { (i: Int) -> Double in
        25 - 10 * exp(-Double(i) / 30) + 0.05 * sin(Double(i)) * exp(-Double(i) / 80)
    }

    @Test(arguments: [1, 7, 50], [0.01, 0.1, 1])
    func stopsWhereTheDefinitionDoes(window: Int, threshold: Double) {
        let found = Self.stop(Self.curve, PlateauRule(window: window, threshold: threshold))
        #expect(found == Self.expected(Self.curve, window: window, threshold: threshold) && found != nil)
    }

    @Test func oneJumpStartsTheWaitAnew() {
        var levels = [Double](repeating: 20, count: 40)
        #expect(Self.stop(levels, PlateauRule(window: 10, threshold: 0.01)) == 10)
        levels[8] = 20.02
        #expect(Self.stop(levels, PlateauRule(window: 10, threshold: 0.01)) == 19)
        #expect(Self.stop(levels, PlateauRule(window: 10, threshold: 0.03)) == 10)
    }

    @Test(arguments: [3, 12, 25])
    func goesOnAfterARestart(after iterations: Int) throws {
        var rule = PlateauRule(window: 10, threshold: 0.5), restored = rule
        for i in 0..<iterations { _ = Self.observe(Self.curve[i], at: i, &rule) }
        var writer = ByteWriter()
        rule.encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        try restored.restore(from: &reader)
        try reader.finish()
        for i in iterations..<200 {
            let verdict = Self.observe(Self.curve[i], at: i, &rule)
            #expect(Self.observe(Self.curve[i], at: i, &restored) == verdict, "iteration \(i)")
        }
        var smaller = PlateauRule(window: 2, threshold: 0.5)
        var other = ByteReader(writer.bytes)
        #expect(throws: BinaryError.self) { try smaller.restore(from: &other) }
    }
}
