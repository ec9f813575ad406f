import Testing
@testable import Kernels

/// The chains are computed to their ends, so that their time is that of the arithmetic they are counted as.
@Suite struct MultiplyAddChainsTests {
    @Test(arguments: [0, 1, 7])
    func everyChainReachesItsEnd(steps: Int) {
        let chains = MultiplyAddChains(tiles: 3, steps: steps)
        let pool = ThreadPool(threads: 2)
        pool.run(chains.region)
        for tile in 0..<3 {
            for chain in 0..<MultiplyAddChains.chains {
                var expected = Float(tile) + Float(chain) / 16
                for _ in 0..<steps { expected = 1 + expected * 0.5 }
                #expect(chains.end(tile: tile, chain: chain) == Vector(repeating: expected))
            }
        }
    }

    @Test func aMultiplyAddCountsAsTwo() {
        #expect(MultiplyAddChains(tiles: 3, steps: 5).operations == Double(2 * Vector.scalarCount * 12 * 5 * 3))
    }

    /// No processor does a multiply-add of a vector in the thousandth part of a nanosecond: a loop left out would.
    @Test func theTimeGrowsWithTheSteps() {
        let chains = MultiplyAddChains(tiles: 1, steps: 1 << 20)
        let pool = ThreadPool(threads: 1)
        let time = ContinuousClock().measure { pool.run(chains.region) }
        #expect(time > .nanoseconds(MultiplyAddChains.chains << 20) / 1000)
    }
}
