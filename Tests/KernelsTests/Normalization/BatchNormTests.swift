import TestSupport
import Testing

@testable import Kernels

/// Batch norm with its gain under a ceiling, over one block of pixels and over several, within 2e-5 of the largest value; gradients
/// against central differences of the naive norm, whose divisors are held (METHOD section 2.1).
@Suite struct BatchNormTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let height: Int, width: Int, channels: Int
        let lambda: Double?
        let learned: Bool
        var testDescription: String {
            "\(channels) x \(height) x \(width), lambda \(lambda ?? 0), \(learned ? "learned" : "instance")"
        }
    }

    static let cases: [Case] = [nil, 0.7, 2, 1000].flatMap { lambda in
        [(3, 5, 1), (4, 4, 3), (24, 27, 9), (40, 30, 17)].flatMap { height, width, channels in
            [true, false].map { Case(height: height, width: width, channels: channels, lambda: lambda, learned: $0) }
        }
    }

    @Test(arguments: cases)
    func againstTheDefinition(_ each: Case) {
        let pixels = each.height * each.width, channels = each.channels, count = pixels * channels
        var random = TestRandom(seed: 9)
        let input = NaiveMap(
            channels: channels, height: each.height, width: each.width, values: random.values(count, in: -1...2))
        let gamma = each.learned ? random.values(channels, in: -2...2) : nil
        let beta = each.learned ? random.values(channels) : nil
        let upstream = random.values(count)
        let divisors = each.lambda.map { lambda in
            NaiveLayers.normalizationGains(input, gamma: gamma).map { max(1, abs($0) / lambda) }
        }
        func naive(_ map: NaiveMap, _ gamma: [Double]?) -> NaiveMap {
            NaiveLayers.normalize(map, gamma: gamma, beta: beta, variance: true, divisors: divisors)
        }

        let layer = BatchNorm(pixels: pixels, channels: channels, lambda: each.lambda)
        let run = KernelRun()
        let map = run.map(input.values, channels: channels), gammas = gamma.map { UnsafePointer(run.values($0)) }
        let output = run.zeros(count), inputGradient = run.zeros(count)
        let gammaGradient = run.zeros(channels), betaGradient = run.zeros(channels)
        let statistics = run.zeros(layer.statisticsCount), partials = run.zeros(layer.partialsCount)
        run.do(
            layer.forward(
                input: map, gamma: gammas, beta: beta.map { UnsafePointer(run.values($0)) }, output: output,
                statistics: statistics, partials: partials))
        run.do(
            layer.backward(
                input: map, outputGradient: run.map(upstream, channels: channels), gamma: gammas,
                statistics: statistics,
                inputGradient: inputGradient, gammaGradient: gammas == nil ? nil : gammaGradient,
                betaGradient: gammas == nil ? nil : betaGradient, partials: partials))
        #expect(relativeError(run.planes(output, count, channels: channels), naive(input, gamma).values) < 2e-5)

        /// The central difference of <output, upstream>, which is quadratic enough for a step of 1e-5.
        func derivative(_ change: (Double) -> NaiveMap) -> Double {
            let above = change(1e-5).values, below = change(-1e-5).values
            return upstream.indices.reduce(0) { $0 + upstream[$1] * (above[$1] - below[$1]) } / 2e-5
        }
        let gradient = run.planes(inputGradient, count, channels: channels)
        let entries = (0..<15).map { _ in Int.random(in: 0..<count, using: &random) }
        let numeric = entries.map { entry in
            derivative { step in
                var moved = input
                moved.values[entry] += step
                return naive(moved, gamma)
            }
        }
        let largest = Double(gradient.map(abs).max()!)
        for (entry, value) in zip(entries, numeric) { #expect(abs(Double(gradient[entry]) - value) < 2e-5 * largest) }

        guard let gamma else { return }
        let gammaNumeric = gamma.indices.map { c in
            derivative { step in
                var moved = gamma
                moved[c] += step
                return naive(input, moved)
            }
        }
        #expect(relativeError(run.array(gammaGradient, channels), gammaNumeric) < 2e-5)
        let betaExpected = (0..<channels).map { c in upstream[(c * pixels)..<((c + 1) * pixels)].reduce(0, +) }
        #expect(relativeError(run.array(betaGradient, channels), betaExpected) < 2e-5)
    }

    @Test func theGainStaysUnderItsCeiling() {
        let layer = BatchNorm(pixels: 64, channels: 2, lambda: 1.5)
        let run = KernelRun()
        let values = TestRandom.values(seed: 4, count: 64)
        // The first channel would need a gain of about 17, the second one of about 0.17.
        let input = run.map(values.map { $0 * 0.1 } + values.map { $0 * 10 }, channels: 2)
        let output = run.zeros(128), statistics = run.zeros(layer.statisticsCount)
        run.do(
            layer.forward(
                input: input, gamma: nil, beta: nil, output: output, statistics: statistics,
                partials: run.zeros(layer.partialsCount)))
        #expect(abs(statistics[4] - 1.5) < 1e-5)
        #expect(statistics[5] > 0.1 && statistics[5] < 0.3)
    }
}
