import TestSupport
import Testing

@testable import Kernels

/// 1 x 1 convolutions to few channels: what is pending on their map changes no bit, and sums are in the order of before.
@Suite struct NarrowProductsTests {
    /// Channels that fill vectors, that leave a rest, and too few for one; pixels of several blocks, the last of which is not full.
    static let sizes: [(channels: Int, outputs: Int)] = [(48, 3), (21, 3), (16, 1), (5, 2), (33, 4)]

    private struct Maps {
        let geometry: WindowGeometry
        let large: [Double], small: [Double], weights: [Double], offset: [Double]

        init(channels: Int, outputs: Int) {
            geometry = WindowGeometry(
                largeHeight: 11, largeWidth: 29, largeChannels: channels, smallChannels: outputs, kernel: 1, stride: 1,
                padding: 0, border: .zero)
            var random = TestRandom(seed: 31)
            large = random.values(geometry.largeCount)
            small = random.values(geometry.smallCount)
            weights = random.values(geometry.weightCount)
            offset = random.values(channels)
        }

        /// The map as a reader sees it on which an offset and a leaky ReLU are pending.
        var activated: [Double] {
            large.enumerated().map { place, value in
                let shifted = Float(value) + Float(offset[place % geometry.largeChannels])
                return Double(max(shifted, 0.2 * shifted))
            }
        }
    }

    private struct Results: Equatable {
        var small: [Float], weights: [Float]
    }

    private func results(_ maps: Maps, pending: Bool, threads: Int = 2) -> Results {
        let run = KernelRun(threads: threads), geometry = maps.geometry
        let reading: MapReading =
            pending ? .activated(PendingActivation(offset: run.values(maps.offset), slope: 0.2)) : .plain
        let large = run.values(pending ? maps.large : maps.activated), scale = run.values([0.75])
        let scratch = run.scratch(geometry.scratchCount)
        let small = run.zeros(geometry.smallCount), gradient = run.zeros(geometry.weightCount)
        run.do(
            geometry.contract(
                large: large, reading: reading, weights: run.values(maps.weights), scale: scale,
                bias: run.values(Array(repeating: 0.5, count: geometry.smallChannels)), small: small,
                scratch: scratch, operation: .convolution("contract")))
        run.do(
            geometry.correlate(
                large: large, reading: reading, small: run.values(maps.small), scale: scale,
                weightGradient: gradient, partials: run.zeros(geometry.partialsCount), scratch: scratch,
                operation: .convolution("correlate")))
        return Results(
            small: run.array(small, geometry.smallCount), weights: run.array(gradient, geometry.weightCount))
    }

    @Test(arguments: sizes.filter { $0.channels >= 16 })
    func whatIsPendingIsReadAsIfItWereWritten(channels: Int, outputs: Int) {
        let maps = Maps(channels: channels, outputs: outputs)
        let written = results(maps, pending: false)
        for threads in 1...4 { #expect(results(maps, pending: true, threads: threads) == written) }
    }

    /// Lane after lane of the sums of vectors, then the channels that fill none.
    @Test(arguments: sizes)
    func sumsTakeTheirTermsInOrder(channels: Int, outputs: Int) {
        let maps = Maps(channels: channels, outputs: outputs), lanes = Vector.scalarCount
        let large = maps.activated.map { Float($0) }, weights = maps.weights.map { 0.75 * Float($0) }
        func sums(_ add: (Float, Float, Float) -> Float) -> [Float] {
            (0..<maps.geometry.smallCount).map { place in
                let sample = large[(place / outputs * channels)...], o = place % outputs
                func product(_ c: Int) -> (Float, Float) { (sample[sample.startIndex + c], weights[c * outputs + o]) }
                var total: Float = 0, rest: Float = 0
                let filled = channels / lanes * lanes
                for lane in 0..<lanes {
                    total += stride(from: lane, to: filled, by: lanes).reduce(0) {
                        add($0, product($1).0, product($1).1)
                    }
                }
                for c in filled..<channels { rest += product(c).0 * product(c).1 }
                return total + rest + 0.5
            }
        }
        let own = results(maps, pending: false).small
        // Without the instruction for it products are not fused.
        #expect(own == sums { $0.addingProduct($1, $2) } || own == sums { $0 + $1 * $2 })
    }

    /// The expansion written as the gradient of what was activated, with its sums.
    @Test(arguments: sizes.filter { $0.channels >= 16 })
    func gradientsAreWrittenThroughTheActivation(channels: Int, outputs: Int) {
        let maps = Maps(channels: channels, outputs: outputs), geometry = maps.geometry
        func expanded(pending: Bool, threads: Int) -> (map: [Float], sums: [Float]) {
            let run = KernelRun(threads: threads), rows = geometry.blocks
            let target = run.values(maps.large), sums = run.zeros(rows * channels)
            let activation = PendingActivation(offset: run.values(maps.offset), slope: 0.2)
            run.do(
                geometry.expand(
                    small: run.values(maps.small), weights: run.values(maps.weights), scale: run.values([0.75]),
                    bias: nil, large: target,
                    writing: pending
                        ? .activationGradient(ActivationGradient(pending: activation, sums: sums)) : .bias(nil),
                    scratch: run.scratch(geometry.scratchCount), operation: .convolution("expand")))
            return (run.array(target, geometry.largeCount), run.array(sums, rows * channels))
        }
        let plain = expanded(pending: false, threads: 1).map, own = expanded(pending: true, threads: 1)
        let wanted = plain.enumerated().map { place, value in
            Float(maps.large[place]) + Float(maps.offset[place % channels]) > 0 ? value : 0.2 * value
        }
        #expect(own.map == wanted)
        for c in 0..<channels {
            let sum = stride(from: c, to: wanted.count, by: channels).reduce(0.0) { $0 + Double(wanted[$1]) }
            let rows = stride(from: c, to: own.sums.count, by: channels).reduce(0.0) { $0 + Double(own.sums[$1]) }
            #expect(abs(sum - rows) < 1e-4)
        }
        for threads in 2...4 {
            let other = expanded(pending: true, threads: threads)
            #expect(other.map == own.map && other.sums == own.sums)
        }
    }
}
