import Imaging
import Testing
@testable import Restoration

@Suite struct RatioRuleTests {
    /// The published rule read off its formula: at i > 2n |mean r[i-2n ... i-n-1] - mean r[i-n+1 or i-n ... i-1]| < threshold.
    private static func firstStop(_ r: [Double?], n: Int, equal: Bool, threshold: Double) -> Int? {
        r.indices.first { i in
            guard i > 2 * n else { return false }
            let old = r[(i - 2 * n)...(i - n - 1)], new = r[(equal ? i - n : i - n + 1)...(i - 1)]
            guard !(old + new).contains(nil) else { return false }
            func mean(_ values: ArraySlice<Double?>) -> Double { values.reduce(0) { $0 + $1! } / Double(values.count) }
            return abs(mean(old) - mean(new)) < threshold
        }
    }

    private static func stop(_ r: [Double?], _ rule: RatioRule) -> Int? {
        var rule = rule
        let output = Image(channels: 1, height: 1, width: 1)
        return r.indices.first {
            rule.observe(.init(iteration: $0, loss: 0, objective: 0, psnr: nil, ratio: r[$0]), output: output)
                == .stop(here: true)
        }
    }

    /// A ratio that falls from 3 to 1 with a ripple.
    private static let falling: [Double?] = (0..<600).map { (i: Int) -> Double? in
        let ripple = Double((i * 7919) % 13) / 13
        return 1 + 2 / (1 + Double(i) / 10) + 0.02 * ripple
    }

    @Test(arguments: [2, 5, 30, 100], [false, true])
    func stopsWhereTheFormulaDoes(n: Int, equal: Bool) {
        for threshold in [0.003, 0.01, 0.1] {
            let rule = RatioRule(window: n, windows: equal ? .equal : .published, threshold: threshold)
            let expected = Self.firstStop(Self.falling, n: n, equal: equal, threshold: threshold)
            #expect(Self.stop(Self.falling, rule) == expected)
        }
        #expect(Self.firstStop(Self.falling, n: n, equal: equal, threshold: 0.1) != nil)
    }

    @Test func bothWindowsDiffer() {
        /// Where both rules stop by iteration 21, the first at which they decide: on r[1...10], and r[12...20] or r[11...20].
        func stops(largeAt place: Int, threshold: Double) -> [Int?] {
            var r = [Double?](repeating: 1, count: 22)
            r[place] = 1.5
            return [RatioWindows.published, .equal].map {
                Self.stop(r, RatioRule(window: 10, windows: $0, threshold: threshold))
            }
        }
        // A large value in the older window, which both have.
        #expect(stops(largeAt: 10, threshold: 0.01) == [nil, nil])
        // One that only the longer newer window has.
        #expect(stops(largeAt: 11, threshold: 0.01) == [21, nil])
        // One that both newer windows have: the mean of 9 terms rises by 0.056, that of 10 by 0.05.
        #expect(stops(largeAt: 15, threshold: 0.053) == [nil, 21])
        var r = [Double?](repeating: 1, count: 40)
        r[11] = 1.5
        #expect(
            Self.stop(r, RatioRule(window: 10, windows: .published, threshold: 0.01))
                == Self.firstStop(r, n: 10, equal: false, threshold: 0.01))
        #expect(
            Self.stop(r, RatioRule(window: 10, windows: .equal, threshold: 0.01))
                == Self.firstStop(r, n: 10, equal: true, threshold: 0.01))
        #expect(
            Self.firstStop(r, n: 10, equal: false, threshold: 0.01) == 21
                && Self.firstStop(r, n: 10, equal: true, threshold: 0.01) != 21)
    }

    @Test func undefinedRatiosNeverStop() {
        #expect(
            Self.stop([Double?](repeating: nil, count: 100), RatioRule(window: 10, windows: .equal, threshold: 1))
                == nil)
        var r = [Double?](repeating: 1, count: 100)
        r[30] = nil
        r[45] = nil
        let rule = RatioRule(window: 10, windows: .published, threshold: 0.01)
        #expect(Self.stop(r, rule) == 21)
        r[15] = nil
        // The published windows leave out the iteration between them.
        #expect(Self.stop(r, rule) == 25 && Self.firstStop(r, n: 10, equal: false, threshold: 0.01) == 25)
        let equal = RatioRule(window: 10, windows: .equal, threshold: 0.01)
        #expect(Self.stop(r, equal) == 66 && Self.firstStop(r, n: 10, equal: true, threshold: 0.01) == 66)
    }
}
