import Testing

@testable import Kernels

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The rows of the doubling filters (METHOD section 4.2).
@Suite struct InterpolationFilterTests {
    static let lpf1 = InterpolationFilter.lowPass(taps: [0.5, 0.5]),
        lpf2 = InterpolationFilter.lowPass(taps: [0.25, 0.5, 0.25])

    private static func rows(_ filter: InterpolationFilter, _ count: Int) -> [[Float]] {
        let table = filter.doubling(count)
        return (0..<table.outputs).map(table.row)
    }

    @Test(arguments: [InterpolationFilter.nearest, .bilinear, .bicubic, .mitchell, .lanczos, lpf1, lpf2])
    func constantsStayConstant(_ filter: InterpolationFilter) {
        for count in [1, 2, 3, 5, 16] {
            let rows = Self.rows(filter, count)
            #expect(rows.count == 2 * count)
            for row in rows {
                let sum: Float = row.reduce(0, +)
                #expect(abs(sum - 1) < 1e-6)
            }
        }
    }

    @Test func knownRows() {
        #expect(Self.rows(.nearest, 2) == [[1, 0], [1, 0], [0, 1], [0, 1]])
        #expect(
            Self.rows(.bilinear, 3) == [
                [1, 0, 0], [0.75, 0.25, 0], [0.25, 0.75, 0], [0, 0.75, 0.25], [0, 0.25, 0.75], [0, 0, 1],
            ])
        // Cubic convolution with a = -0.75 at distances 1.25, 0.25, 0.75, 1.75.
        let cubic: [Float] = [-0.10546875, 0.87890625, 0.26171875, -0.03515625]
        #expect(Array(Self.rows(.bicubic, 8)[7][2...5]) == cubic)
        #expect(Array(Self.rows(.bicubic, 8)[8][2...5]) == cubic.reversed())
        // Mitchell and Netravali's polynomials there, evaluated in fractions.
        let mitchell: [Float] = [-27.0 / 1152, 901.0 / 1152, 295.0 / 1152, -17.0 / 1152]
        #expect(zip(Self.rows(.mitchell, 8)[7][2...5], mitchell).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(
            Self.rows(Self.lpf2, 3) == [[1, 0, 0], [0.5, 0.5, 0], [0, 1, 0], [0, 0.5, 0.5], [0, 0, 1], [0, 0, 1]])
    }

    @Test func theShortestLowPassRepeats() {
        for count in 1...6 { #expect(Self.rows(Self.lpf1, count) == Self.rows(.nearest, count)) }
    }

    @Test(arguments: [1.0, 2])
    func sigmaZeroInsertsZeros(gain: Double) {
        for count in 1...6 {
            for (output, row) in Self.rows(.gaussian(sigma: 0, gain: gain), count).enumerated() {
                #expect(row == (0..<count).map { output == 2 * $0 ? Float(gain) : 0 })
            }
        }
    }

    /// Also where the square of sigma is 0.
    @Test(arguments: [1e-161, 1e-163, 1e-170, Double.leastNonzeroMagnitude])
    func aKernelThatReachesNoOtherSampleInsertsZeros(sigma: Double) {
        #expect(
            Self.rows(.gaussian(sigma: sigma, gain: 2), 4) == Self.rows(.gaussian(sigma: 0, gain: 2), 4))
    }

    @Test(arguments: [0.1, 0.5, 1], [1.0, 2])
    func gaussianTapsSumToTheirGain(sigma: Double, gain: Double) {
        let rows = Self.rows(.gaussian(sigma: sigma, gain: gain), 9)
        // All five taps of an inner sample arrive.
        for sample in 1..<8 { #expect(abs(Double(rows.reduce(0) { $0 + $1[sample] }) - gain) < 1e-6) }
        for (distance, output) in [(0.0, 8), (0.5, 9), (1, 10)] {
            let expected = exp(-distance * distance / (2 * sigma * sigma))
            #expect(abs(Double(rows[output][4] / rows[8][4]) - expected) < 1e-6)
        }
    }

    @Test func interpolationIsSymmetric() {
        for filter in [InterpolationFilter.nearest, .bilinear, .bicubic, .mitchell, .lanczos] {
            for count in [1, 2, 5] {
                let rows = Self.rows(filter, count)
                #expect(rows == rows.reversed().map { $0.reversed() })
            }
        }
    }

    @Test func longFiltersOverShortRowsStayInside() {
        let taps = InterpolationFilter.windowedSinc(taps: 17, cutoff: 0.5, attenuation: 50)
        for count in 1...9 {
            let rows = Self.rows(.lowPass(taps: taps), count)
            // Mirroring keeps the sum of each phase, 1 up to the design's ripple.
            for row in rows {
                let sum: Float = row.reduce(0, +)
                #expect(abs(sum - 1) < 0.02)
            }
        }
    }

    @Test(arguments: [(7, 0.5, 20.0), (9, 0.6, 40), (17, 0.5, 50), (17, 0.5, 70)])
    func windowedSincIsKaisersDesign(taps: Int, cutoff: Double, attenuation: Double) {
        let filter = InterpolationFilter.windowedSinc(taps: taps, cutoff: cutoff, attenuation: attenuation)
        #expect(filter.count == taps)
        let beta =
            attenuation > 50
            ? 0.1102 * (attenuation - 8.7)
            : attenuation >= 21 ? 0.5842 * pow(attenuation - 21, 0.4) + 0.07886 * (attenuation - 21) : 0
        /// The modified Bessel function by its integral, (1 / pi) int exp(x cos t) dt over 0...pi.
        func bessel(_ x: Double) -> Double {
            var sum: Double = 0
            for step in 0..<1000 {
                let angle: Double = (Double(step) + 0.5) * Double.pi / 1000
                sum += exp(x * cos(angle))
            }
            return sum / 1000
        }
        let middle = taps / 2
        for tap in 0..<taps {
            let offset = Double(tap - middle)
            let sinc = tap == middle ? cutoff : sin(.pi * cutoff * offset) / (.pi * offset)
            let share = offset / Double(middle)
            let window = bessel(beta * max(0, 1 - share * share).squareRoot()) / bessel(beta)
            #expect(abs(filter[tap] - sinc * window) < 1e-12)
            #expect(abs(filter[tap] - filter[taps - 1 - tap]) < 1e-15)
        }
    }

    @Test(arguments: [40.0, 50, 60])
    func windowedSincReachesItsAttenuation(attenuation: Double) {
        let taps = InterpolationFilter.windowedSinc(taps: 17, cutoff: 0.5, attenuation: attenuation)
        func gain(_ frequency: Double) -> Double {
            abs(taps.indices.reduce(0) { $0 + taps[$1] * cos(.pi * frequency * Double($1 - 8)) })
        }
        // Kaiser's width of the transition band, as a fraction of Nyquist.
        let width = (attenuation - 7.95) / (2.285 * 16 * .pi)
        let worst = stride(from: 0.5 + width / 2, through: 1, by: 0.005).map { gain($0) / gain(0) }.max()!
        #expect(-20 * log10(worst) > attenuation - 1.5)
        #expect(abs(gain(0.5) / gain(0) - 0.5) < 0.02)
    }
}
