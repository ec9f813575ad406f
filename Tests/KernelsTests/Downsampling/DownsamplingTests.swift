import TestSupport
import Testing

@testable import Kernels

/// The tables that halve a row (METHOD section 2.2).
@Suite struct DownsamplingFilterTests {
    static let all: [DownsamplingFilter] = [.average, .lanczos2, .lanczos3]

    @Test(arguments: all, [2, 3, 4, 7, 20])
    func aConstantStaysWhatItIs(_ filter: DownsamplingFilter, _ count: Int) {
        let table = filter.halving(count)
        #expect(table.inputs == count && table.outputs == count / 2)
        for output in 0..<table.outputs {
            let sum: Float = table.row(output).reduce(0, +)
            #expect(abs(sum - 1) < 1e-6)
        }
    }

    @Test(arguments: all)
    func weightsAreSymmetricAboutTheMiddleOfTwoSamples(_ filter: DownsamplingFilter) {
        let row = filter.halving(40).row(10)
        for i in 0..<19 { #expect(row[20 - i] == row[21 + i]) }
        #expect(row[20] > 0)
    }

    /// A ramp keeps its slope away from the border: sample o lies at 2 o + 0.5.
    @Test(arguments: all)
    func aRampStaysInPlace(_ filter: DownsamplingFilter) {
        let table = filter.halving(60)
        for output in 8..<22 {
            let value = table.row(output).enumerated().reduce(0.0) { $0 + Double($1.element) * Double($1.offset) }
            #expect(abs(value - (2 * Double(output) + 0.5)) < 1e-4)
        }
    }

    /// The eight taps of the published program's kernel: Lanczos-2 at +-0.25, 0.75, 1.25, 1.75, normalised.
    @Test func lanczos2HasItsEightTaps() {
        let row = DownsamplingFilter.lanczos2.halving(40).row(10)
        #expect(row.indices.filter { row[$0] != 0 } == Array(17...24))
        // sinc(d) sinc(d / 2) for those distances: 0.87735, 0.23535, -0.08472, -0.01791.
        let ratios = [row[21], row[22], row[23], row[24]].map { Double($0) / Double(row[21]) }
        for (ratio, expected) in zip(ratios, [1, 0.26825, -0.09657, -0.02041] as [Double]) {
            #expect(abs(ratio - expected) < 2e-4)
        }
    }
}

/// Making a map smaller: against its definition, and the backward pass as the adjoint of the forward one.
@Suite struct DownsamplingTests {
    @Test(arguments: DownsamplingKernel.allCases, [2, 3, 4, 8])
    func matchesItsDefinition(_ kernel: DownsamplingKernel, _ factor: Int) {
        let downsampling = Downsampling(factor: factor, kernel: kernel)
        for (channels, small) in [(1, (1, 1)), (3, (2, 3)), (1, (5, 2)), (19, (2, 1))] {
            let (height, width) = (small.0 * factor, small.1 * factor)
            let (input, result) = compare(
                SeparableUpsampling(downsampling, height: height, width: width, channels: channels),
                channels: channels, height: height, width: width
            ) { NaiveLayers.downsample($0, downsampling) }
            let planes = downsampling.apply(input.map { Float($0) }, channels: channels, height: height, width: width)
            #expect(planes == result, "\(channels) x \(height) x \(width)")
        }
    }

    @Test(arguments: DownsamplingKernel.allCases, [2, 4, 8])
    func tapsAreEvenAndKeepTheMean(_ kernel: DownsamplingKernel, _ factor: Int) {
        let taps = Downsampling(factor: factor, kernel: kernel).taps
        #expect(taps.count == (kernel == .lanczos2 ? 4 : 6) * factor)
        let sum: Double = taps.reduce(0, +)
        #expect(abs(sum - 1) < 1e-14)
        for (left, right) in zip(taps, taps.reversed()) { #expect(abs(left - right) < 1e-15) }
        let flat = Downsampling(factor: factor, kernel: kernel).apply(
            [Float](repeating: 0.7, count: 3 * 256), channels: 3, height: 16, width: 16)
        #expect(flat.allSatisfy { abs($0 - 0.7) < 1e-6 })
    }
}
