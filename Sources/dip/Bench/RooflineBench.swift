import Kernels

/// Measures the roofline and a training step on the same threads.
enum RooflineBench {
    /// Each multiply-add measurement takes some 30 ms on a processor of 2025.
    private static let chains = (tilesPerThread: 16, steps: 1 << 20)
    /// Much more than a processor's caches hold, in pieces large enough to be streamed past them.
    private static let copy = (bytes: 1 << 28, tilesPerThread: 4)

    /// Multiply-adds, copy and step in turn, one of each a round; two rounds that are not counted come first.
    static func measure(_ options: NetworkOptions, threads: Int, rounds: Int) throws -> Roofline {
        let pool = ThreadPool(threads: threads)
        let chains = MultiplyAddChains(tiles: Self.chains.tilesPerThread * threads, steps: Self.chains.steps)
        let tiles = copy.tilesPerThread * threads
        let copy = MemoryCopy(tiles: tiles, tileBytes: (Self.copy.bytes / tiles + 63) & ~63)
        let bench = try StepBench(options, threads: threads)
        var seconds: (chains: [Double], copy: [Double], step: [Double]) = ([], [], [])
        for round in 0..<(rounds + 2) {
            let chainsTime = Stopwatch.seconds { pool.run(chains.region) }
            let copyTime = Stopwatch.seconds { pool.run(copy.region) }
            // The copy has taken the caches.
            bench.step()
            let stepTime = Stopwatch.seconds(bench.step)
            guard round >= 2 else { continue }
            seconds.chains.append(chainsTime)
            seconds.copy.append(copyTime)
            seconds.step.append(stepTime)
        }
        let network = bench.network
        return Roofline(size: options.size, threads: threads, peakGflops: chains.operations / seconds.chains.median * 1e-9,
                        copyGBPerSecond: copy.bytes / seconds.copy.median * 1e-9, operations: network.operations(by: options.engine.convolution),
                        mapBytes: network.mapTraffic, medianSeconds: seconds.step.median)
    }
}
