import TestSupport
import Testing

@testable import Kernels

/// The three products of windows and weights against sums over every tap, within 2e-5 of the largest value.
@Suite struct WindowProductsTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let height: Int, width: Int, largeChannels: Int, smallChannels: Int, kernel: Int, stride: Int
        let border: WindowGeometry.Border

        var testDescription: String {
            "\(height) x \(width), \(largeChannels) and \(smallChannels) channels, kernel \(kernel), stride \(stride), \(border)"
        }

        var geometry: WindowGeometry {
            WindowGeometry(
                largeHeight: height, largeWidth: width, largeChannels: largeChannels, smallChannels: smallChannels,
                kernel: kernel, stride: stride, padding: kernel == 4 ? 1 : kernel / 2, border: border)
        }
    }

    /// Odd sizes and channels; maps of several bands of rows, and of more blocks of windows than there are groups of sums.
    static let cases: [Case] =
        [(1, 17), (3, 5), (5, 3), (17, 1)].flatMap { large, small in
            [(1, 1), (1, 2), (3, 1), (3, 2), (4, 2), (5, 1), (5, 2)].flatMap { kernel, stride in
                [WindowGeometry.Border.reflect, .zero, .replicate].map { border in
                    Case(
                        height: 19, width: 13, largeChannels: large, smallChannels: small, kernel: kernel,
                        stride: stride, border: border)
                }
            }
        } + [
            Case(height: 41, width: 37, largeChannels: 3, smallChannels: 9, kernel: 3, stride: 1, border: .reflect),
            Case(height: 41, width: 37, largeChannels: 9, smallChannels: 3, kernel: 1, stride: 1, border: .reflect),
            Case(height: 83, width: 60, largeChannels: 3, smallChannels: 5, kernel: 5, stride: 2, border: .reflect),
            Case(height: 3, width: 300, largeChannels: 3, smallChannels: 5, kernel: 5, stride: 1, border: .reflect),
            Case(height: 300, width: 3, largeChannels: 3, smallChannels: 5, kernel: 5, stride: 1, border: .reflect),
        ]

    /// Large map, small map and weights: what a product reads, or what it gives.
    struct Arrays {
        var large: [Double], small: [Double], weights: [Double]
    }

    @Test(arguments: cases)
    func products(_ each: Case) {
        let geometry = each.geometry
        var random = TestRandom(seed: 11)
        let given = Arrays(geometry, &random)
        let scale = 0.75, bias = random.values(geometry.smallChannels),
            largeBias = random.values(geometry.largeChannels)
        let expected = Self.naive(each, geometry, given, scale: scale)

        let results = Self.engine(geometry, given, scale: scale, bias: nil, largeBias: nil, threads: 2)
        #expect(relativeError(results[0], expected.small) < 2e-5)
        #expect(relativeError(results[1], expected.large) < 2e-5)
        #expect(relativeError(results[2], expected.weights) < 2e-5)

        // A 1 x 1 transposed convolution is the only one without a bias.
        let biased = Self.engine(
            geometry, given, scale: scale, bias: bias, largeBias: geometry.isPointwise ? nil : largeBias,
            threads: 2)
        let small = expected.small.enumerated().map { $1 + bias[$0 % geometry.smallChannels] }
        let large = expected.large.enumerated().map {
            $1 + (geometry.isPointwise ? 0 : largeBias[$0 % geometry.largeChannels])
        }
        #expect(relativeError(biased[0], small) < 2e-5)
        #expect(relativeError(biased[1], large) < 2e-5)
    }

    @Test(arguments: [cases[9], cases[84], cases[86]])
    func resultsDoNotDependOnThreads(_ each: Case) {
        let geometry = each.geometry
        var random = TestRandom(seed: 12)
        let given = Arrays(geometry, &random)
        func results(threads: Int) -> [[Float]] {
            Self.engine(geometry, given, scale: 0.9, bias: nil, largeBias: nil, threads: threads)
        }
        let reference = results(threads: 1)
        for threads in 2...4 { #expect(results(threads: threads) == reference, "\(threads) threads") }
    }

    /// The engine's contraction, expansion and correlation.
    static func engine(
        _ geometry: WindowGeometry, _ given: Arrays, scale: Double, bias: [Double]?, largeBias: [Double]?,
        threads: Int
    ) -> [[Float]] {
        let run = KernelRun(threads: threads)
        let large = run.values(given.large), small = run.values(given.small), weights = run.values(given.weights)
        let scale = run.values([scale]), scratch = run.scratch(geometry.scratchCount)
        let contracted = run.zeros(geometry.smallCount), expanded = run.zeros(geometry.largeCount)
        let correlated = run.zeros(geometry.weightCount)
        run.do(
            geometry.contract(
                large: large, weights: weights, scale: scale, bias: bias.map { UnsafePointer(run.values($0)) },
                small: contracted, scratch: scratch, operation: .convolution("contract")))
        run.do(
            geometry.expand(
                small: small, weights: weights, scale: scale, bias: largeBias.map { UnsafePointer(run.values($0)) },
                large: expanded, scratch: scratch, operation: .convolution("expand")))
        run.do(
            geometry.correlate(
                large: large, small: small, scale: scale, weightGradient: correlated,
                partials: run.zeros(geometry.partialsCount), scratch: scratch, operation: .convolution("correlate")))
        return [
            run.array(contracted, geometry.smallCount), run.array(expanded, geometry.largeCount),
            run.array(correlated, geometry.weightCount),
        ]
    }

    /// All three products, tap by tap.
    static func naive(_ each: Case, _ geometry: WindowGeometry, _ given: Arrays, scale: Double) -> Arrays {
        let border: NaiveBorder =
            switch each.border {
            case .reflect: .reflect
            case .zero: .zero
            case .replicate: .replicate
            }
        var result = Arrays(
            large: .init(repeating: 0, count: geometry.largeCount),
            small: .init(repeating: 0, count: geometry.smallCount),
            weights: .init(repeating: 0, count: geometry.weightCount))
        let k = each.kernel, cl = each.largeChannels, cs = each.smallChannels
        for y in 0..<geometry.smallHeight {
            for x in 0..<geometry.smallWidth {
                for tap in 0..<(k * k) {
                    guard let row = border.index(y * each.stride + tap / k - geometry.padding, each.height),
                        let column = border.index(x * each.stride + tap % k - geometry.padding, each.width)
                    else { continue }
                    for c in 0..<cl {
                        for o in 0..<cs {
                            let l = (row * each.width + column) * cl + c, s = (y * geometry.smallWidth + x) * cs + o
                            let w = (tap * cl + c) * cs + o
                            result.small[s] += scale * given.weights[w] * given.large[l]
                            result.large[l] += scale * given.weights[w] * given.small[s]
                            result.weights[w] += scale * given.large[l] * given.small[s]
                        }
                    }
                }
            }
        }
        return result
    }
}

extension WindowProductsTests.Arrays {
    init(_ geometry: WindowGeometry, _ random: inout TestRandom) {
        large = random.values(geometry.largeCount)
        small = random.values(geometry.smallCount)
        weights = random.values(geometry.weightCount)
    }
}
