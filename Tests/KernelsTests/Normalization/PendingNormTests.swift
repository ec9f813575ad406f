import TestSupport
import Testing

@testable import Kernels

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A batch norm that is left to its reader, against its formulas in Double.
@Suite struct PendingNormTests {
    private static let pixels = 1300, channels = 19
    private static var random: [Double] {
        var state: UInt64 = 88_172_645_463_325_252
        return (0..<(pixels * channels)).map { _ in
            state ^= state << 13; state ^= state >> 7; state ^= state << 17
            return Double(state >> 40) / Double(1 << 24) - 0.5
        }
    }

    private static func column(_ map: [Double], _ channel: Int) -> [Double] {
        stride(from: channel, to: map.count, by: channels).map { map[$0] }
    }

    /// Sums of differences from a pivot keep their digits where the mean is a thousand times the deviation.
    @Test(arguments: [0.0, 1, 1000])
    func statisticsOfAMapFarFromZero(mean: Double) {
        let map = Self.random.map { Double(Float($0 + mean)) }, run = KernelRun()
        let norm = BatchNorm(pixels: Self.pixels, channels: Self.channels)
        let rows = run.zeros(norm.momentRows * MomentRows.step(channels: Self.channels)),
            statistics = run.zeros(BatchNorm.pendingStatisticsCount(channels: Self.channels))
        let gamma = run.values((0..<Self.channels).map { 1 + 0.1 * Double($0) }),
            beta = run.values((0..<Self.channels).map(Double.init))
        run.do([
            norm.moments(of: run.values(map), slopeBefore: 1, rows: rows),
            norm.pendingStatistics(
                moments: rows, count: norm.momentRows, gamma: gamma, beta: beta, statistics: statistics),
        ])
        for channel in 0..<Self.channels {
            let values = Self.column(map, channel), average = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(values.count)
            let inverse = 1 / sqrt(variance + BatchNorm.epsilon)
            #expect(abs(Double(statistics[channel]) - average) < 1e-7 * max(1, mean))
            #expect(abs(Double(statistics[Self.channels + channel]) / inverse - 1) < 2e-6)
            #expect(
                abs(Double(statistics[2 * Self.channels + channel]) / (inverse * Double(gamma[channel])) - 1) < 2e-6)
            #expect(statistics[3 * Self.channels + channel] == Float(channel))
        }
    }

    /// Nearly all samples are zero, and the first is not: a pivot taken from it alone would cost half of the digits.
    @Test func statisticsOfASparseMap() {
        var map = [Double](repeating: 0, count: Self.pixels * Self.channels)
        for channel in 0..<Self.channels {
            map[channel] = 30
            for pixel in stride(from: 40 + channel, to: Self.pixels, by: 97) {
                map[pixel * Self.channels + channel] = 0.7
            }
        }
        let run = KernelRun(), norm = BatchNorm(pixels: Self.pixels, channels: Self.channels)
        let rows = run.zeros(norm.momentRows * MomentRows.step(channels: Self.channels)),
            statistics = run.zeros(BatchNorm.pendingStatisticsCount(channels: Self.channels))
        run.do([
            norm.moments(of: run.values(map.map { $0 - 1 }), slopeBefore: 1, rows: rows),
            norm.pendingStatistics(
                moments: rows, count: norm.momentRows, gamma: nil, beta: nil, statistics: statistics),
        ])
        for channel in 0..<Self.channels {
            let values = Self.column(map, channel), average = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(values.count)
            #expect(abs(Double(statistics[Self.channels + channel]) * sqrt(variance + BatchNorm.epsilon) - 1) < 2e-6)
        }
    }

    /// The value that a reader sees, and the gradient that the map's writer sees, with an activation on either side.
    @Test(arguments: [(1.0, 0.2), (0.0, 1.0), (1.0, 1.0)])
    func valuesAndGradients(before: Double, after: Double) {
        let map = Self.random, upstream = Array(map.reversed()), run = KernelRun()
        let norm = BatchNorm(pixels: Self.pixels, channels: Self.channels)
        let rows = run.zeros(norm.momentRows * MomentRows.step(channels: Self.channels)),
            statistics = run.zeros(BatchNorm.pendingStatisticsCount(channels: Self.channels))
        let gamma = (0..<Self.channels).map { 1.5 - 0.1 * Double($0) },
            beta = (0..<Self.channels).map { 0.05 * Double($0) - 0.4 }
        let x = run.values(map), g = run.values(upstream)
        run.do([
            norm.moments(of: x, slopeBefore: Float(before), rows: rows),
            norm.pendingStatistics(
                moments: rows, count: norm.momentRows, gamma: run.values(gamma), beta: run.values(beta),
                statistics: statistics),
        ])
        let pending = PendingNorm(
            statistics: statistics, channels: Self.channels, slopeBefore: Float(before), slopeAfter: Float(after))
        let copy = run.zeros(map.count), sums = run.zeros(2 * Self.channels),
            coefficients = run.zeros(BatchNorm.pendingCoefficientsCount(channels: Self.channels))
        let gammaGradient = run.zeros(Self.channels), betaGradient = run.zeros(Self.channels)
        MapReading.normalized(pending).apply(
            RowCopy(
                row: x, length: Self.pixels, channels: Self.channels, border: .zero, first: 0,
                count: Self.pixels, target: copy, step: Self.channels))
        // The reader writes the gradient of the norm's result in place.
        MapWriting.normGradient(NormGradientTarget(pending, gradient: g, map: x, sums: sums)).apply(
            row: 0, channels: Self.channels, pixels: Self.pixels,
            RowWrite(
                samples: run.values(upstream), step: Self.channels, phases: 1, phaseStep: 0, first: 0,
                count: Self.pixels,
                channels: Self.channels, target: g))
        run.do([
            norm.pendingGradient(
                sums: sums, count: 1, gamma: run.values(gamma), statistics: statistics, gammaGradient: gammaGradient,
                betaGradient: betaGradient, coefficients: coefficients),
            norm.applyGradient(
                PendingNormGradient(pending, coefficients: coefficients, channels: Self.channels, gradient: g, map: x),
                to: g),
        ])

        func leaky(_ value: Double, _ slope: Double) -> Double { value > 0 ? value : slope * value }
        for channel in 0..<Self.channels {
            let values = Self.column(map, channel).map { leaky($0, before) }, n = Double(values.count)
            let mean = values.reduce(0, +) / n
            let inverse = 1 / sqrt(values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n + BatchNorm.epsilon)
            let normed = values.map { ($0 - mean) * inverse },
                results = normed.map { $0 * gamma[channel] + beta[channel] }
            let own = zip(Self.column(upstream, channel), results).map { $1 > 0 ? $0 : after * $0 }
            let total = own.reduce(0, +), product = zip(own, normed).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(
                abs(Double(betaGradient[channel]) - total) < 1e-3
                    && abs(Double(gammaGradient[channel]) - product) < 1e-3)
            for (pixel, raw) in Self.column(map, channel).enumerated() {
                let place = pixel * Self.channels + channel
                #expect(abs(Double(copy[place]) - leaky(results[pixel], after)) < 1e-5)
                let gradient = gamma[channel] * inverse * (own[pixel] - total / n - normed[pixel] * product / n)
                #expect(abs(Double(g[place]) - (raw > 0 ? gradient : before * gradient)) < 1e-4)
            }
        }
    }
}
