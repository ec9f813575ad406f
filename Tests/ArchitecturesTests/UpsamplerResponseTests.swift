import Architectures
import Foundation
import Networks
import Randomness
import Testing

/// Measured responses against closed forms.
@Suite struct UpsamplerResponseTests {
    static let tolerance = 1e-6

    private func expect(_ upsampler: Upsampler, _ closed: (Double) -> Double) throws {
        let response = try UpsamplerResponse(upsampler)
        #expect(response.magnitudes.count == 257)
        for (k, magnitude) in response.magnitudes.enumerated() {
            #expect(abs(magnitude - abs(closed(Double(k) / 256))) < Self.tolerance, "\(upsampler) at \(k) / 256")
        }
    }

    /// sum of taps cos(pi f n), n = first, first + 1, ...
    private static func response(_ taps: [Double], first: Double, _ frequency: Double) -> Double {
        var sum = 0.0
        for (place, tap) in taps.enumerated() {
            let angle: Double = .pi * frequency * (first + Double(place))
            sum += tap * cos(angle)
        }
        return sum
    }

    @Test func interpolationIsAPowerOfACosine() throws {
        try expect(.nearest) { cos(.pi * $0 / 2) }
        try expect(.lowPass(.lpf1)) { cos(.pi * $0 / 2) }
        // Taps 1 3 3 1: places a quarter and three quarters away, where taps 1 2 1 would have cos^2.
        try expect(.bilinear) { pow(cos(.pi * $0 / 2), 3) }
        try expect(.lowPass(.lpf2)) { pow(cos(.pi * $0 / 2), 2) }
        try expect(.gaussian(sigma: 0, gain: .published)) { _ in 0.25 }
        try expect(.gaussian(sigma: 0, gain: .unit)) { _ in 1 }
    }

    /// Kernels sampled at odd quarters of a low-resolution pixel; every phase of these two sums to 1 once it is normalised.
    @Test func kernelsOfWiderSupport() throws {
        func cubic(_ x: Double) -> Double {
            let square: Double = x * x, cube: Double = square * x
            if x < 1 { return 1.25 * cube - 2.25 * square + 1 }
            return -0.75 * cube + 3.75 * square - 6 * x + 3
        }
        func lanczos(_ x: Double) -> Double {
            let angle: Double = .pi * x
            return 3 * sin(angle) * sin(angle / 3) / (angle * angle)
        }
        let quarters = (0..<6).map { (Double($0) + 0.5) / 2 }
        let cubics = quarters.prefix(4).map(cubic), lanczoses = quarters.map(lanczos)
        try expect(.bicubic) { Self.response(cubics, first: 0.5, $0) }
        // Mitchell and Netravali's polynomial, evaluated in fractions.
        let mitchells = [901.0, 295, -27, -17].map { $0 / 1152 }
        try expect(.mitchell) { Self.response(mitchells, first: 0.5, $0) }
        let sum = lanczoses.reduce(0, +)
        try expect(.lanczos) { Self.response(lanczoses, first: 0.5, $0) / sum }
    }

    @Test(arguments: [(7, 0.5, 20.0), (9, 0.4, 40), (17, 0.5, 50)])
    func windowedSincs(taps: Int, cutoff: Double, attenuation: Double) throws {
        let filter = LowPassFilter.windowedSinc(taps: taps, cutoff: cutoff, attenuation: attenuation)
        let sum = filter.taps.reduce(0, +)
        try expect(.lowPass(filter)) { Self.response(filter.taps, first: -Double(taps / 2), $0) / sum }
    }

    @Test(arguments: [0.1, 0.5, 1])
    func gaussians(sigma: Double) throws {
        let distances: [Double] = [-1, -0.5, 0, 0.5, 1]
        let taps = distances.map { exp(-$0 * $0 / (2 * sigma * sigma)) }
        let sum = taps.reduce(0, +)
        try expect(.gaussian(sigma: sigma, gain: .published)) { Self.response(taps, first: -2, $0) / (4 * sum) }
        let response = try UpsamplerResponse(.gaussian(sigma: sigma, gain: .published))
        #expect(abs(response.dcGain - 0.25) < Self.tolerance)
        let even = (taps[0] + taps[2] + taps[4]) / sum, odd = (taps[1] + taps[3]) / sum
        let products = [even * even, even * odd, odd * even, odd * odd]
        for (gain, expected) in zip(response.phaseGains, products) { #expect(abs(gain - expected) < Self.tolerance) }
        #expect(abs(try UpsamplerResponse(.gaussian(sigma: sigma, gain: .unit)).dcGain - 1) < Self.tolerance)
    }

    @Test func figuresOfKnownFilters() throws {
        let nearest = try UpsamplerResponse(.nearest)
        #expect(abs(nearest.dcGain - 1) < Self.tolerance)
        #expect(nearest.phaseGains.allSatisfy { abs($0 - 1) < Self.tolerance })
        // The cosine falls by 6 dB where it is 10^-0.3; the grid of 256 frequencies is interpolated.
        let cutoff = try #require(nearest.cutoff), closed: Double = acos(pow(10, -0.3)) * 2 / .pi
        #expect(abs(cutoff - closed) < 1e-4)
        func decibels(_ angle: Double) -> Double { -20 * log10(cos(angle)) }
        #expect(abs(nearest.passBandRipple - decibels(.pi / 8)) < 1e-4)
        #expect(abs(nearest.stopBandAttenuation - decibels(3 * .pi / 8)) < 1e-4)
        #expect(nearest.checkerboardAttenuation == UpsamplerResponse.limit)
        let insertion = try UpsamplerResponse(.gaussian(sigma: 0, gain: .published))
        #expect(
            insertion.cutoff == nil && insertion.stopBandAttenuation < Self.tolerance
                && insertion.passBandRipple < Self.tolerance)
        #expect(insertion.phaseGains == [1, 0, 0, 0])
    }

    /// Against sums over the weights that the seed draws; the bias is no part of a response.
    @Test(arguments: [Upsampler.deconv, .pixelShuffle])
    func learnedOnesHaveTheInitialWeights(_ upsampler: Upsampler) throws {
        let channels = 3
        let response = try UpsamplerResponse(upsampler, channels: channels, seed: 5)
        var random = TorchRandom(seed: 5)
        var expected = [Double](repeating: 0, count: 4), totals = 0.0
        if upsampler == .deconv {
            let weight = random.transposedConvolution(inputs: channels, outputs: channels, kernel: 4).weight
            for pair in 0..<(channels * channels) {
                var gains = [Double](repeating: 0, count: 4)
                // Tap k of output o = 2 i + k - 1.
                for tap in 0..<16 {
                    let row = (tap / 4 + 1) % 2, column = (tap + 1) % 2
                    gains[2 * row + column] += Double(weight[pair * 16 + tap])
                }
                for phase in 0..<4 { expected[phase] += gains[phase] * gains[phase] }
                totals += pow(gains.reduce(0, +), 2)
            }
        } else {
            _ = random.convolution(inputs: channels, outputs: 4 * channels, kernel: 3)
            let weight = random.kaimingUniform(count: 4 * channels * channels * 9, fanIn: 9 * channels)
            for output in 0..<channels {
                for input in 0..<channels {
                    let gains = (0..<4).map { phase -> Double in
                        let start = ((4 * output + phase) * channels + input) * 9
                        return weight[start..<(start + 9)].reduce(0) { $0 + Double($1) }
                    }
                    for phase in 0..<4 { expected[phase] += gains[phase] * gains[phase] }
                    totals += pow(gains.reduce(0, +), 2)
                }
            }
        }
        for (gain, sum) in zip(response.phaseGains, expected) {
            let rootMean = (sum / Double(channels)).squareRoot()
            #expect(abs(gain - rootMean) < 1e-5)
        }
        let dcGain = (totals / Double(channels)).squareRoot() / 4
        #expect(abs(response.dcGain - dcGain) < 1e-5)
        let other = try UpsamplerResponse(upsampler, channels: channels, seed: 6)
        #expect(response.magnitudes != other.magnitudes)
    }
}
