import Foundation
import Kernels
import Networks

/// The peak rates of processor and memory, and how close a training step comes to the lower bound of its time.
///
/// The lower bound is the larger of two times: the arithmetic of the convolutions by the methods in use, at the measured rate of
/// fused multiply-adds, and the traffic of maps (`Network.mapTraffic`), at the measured rate of copying. The larger and not the sum,
/// as a processor can compute while it waits for memory: no step that computes and stores the same can be faster.
package struct Roofline: BenchResult, Equatable {
    let size: Int
    /// 0 on a device.
    let threads: Int
    /// The device; nil for the processor.
    let device: String?
    /// Fused multiply-adds in registers, 10^9 operations a second, two each.
    let peakGflops: Double
    /// Peak rate of copying memory, in 10^9 bytes per second, counting bytes read and bytes written.
    let copyGBPerSecond: Double
    let operations: Double
    let mapBytes: Double
    let medianSeconds: Double
    let arithmeticSeconds: Double
    let trafficSeconds: Double
    let leastSeconds: Double
    /// The measured time of a step divided by its lower bound.
    let ratio: Double

    enum CodingKeys: String, CodingKey {
        case size, threads, device, peakGflops = "peak_gflops", copyGBPerSecond = "copy_gb_per_second", operations,
            mapBytes =
            "map_bytes",
            medianSeconds = "median_seconds", arithmeticSeconds = "arithmetic_seconds", trafficSeconds =
            "traffic_seconds",
            leastSeconds = "least_seconds", ratio
    }

    init(
        size: Int, threads: Int, device: String? = nil, peakGflops: Double, copyGBPerSecond: Double, operations: Double,
        mapBytes: Double,
        medianSeconds: Double
    ) {
        self.size = size
        self.threads = threads
        self.device = device
        self.peakGflops = peakGflops
        self.copyGBPerSecond = copyGBPerSecond
        self.operations = operations
        self.mapBytes = mapBytes
        self.medianSeconds = medianSeconds
        arithmeticSeconds = operations / (peakGflops * 1e9)
        trafficSeconds = mapBytes / (copyGBPerSecond * 1e9)
        leastSeconds = max(arithmeticSeconds, trafficSeconds)
        ratio = medianSeconds / leastSeconds
    }

    package var text: String {
        """
        fused multiply-adds in registers: \(String(format: "%.1f", peakGflops)) GFLOP/s on \(device ?? "\(threads) thread\(threads == 1 ? "" : "s")")
        copy: \(String(format: "%.1f", copyGBPerSecond)) GB/s, counting bytes read and bytes written
        a step at \(size) x \(size): \(String(format: "%.1f", operations * 1e-9)) GFLOP by the methods used, \
        \(String(format: "%.2f", mapBytes * 1e-9)) GB of maps read and written
        lower bound: \(milliseconds(leastSeconds)), the larger of \(milliseconds(arithmeticSeconds)) of arithmetic and \
        \(milliseconds(trafficSeconds)) of memory traffic
        measured: \(milliseconds(medianSeconds)), \(String(format: "%.2f", ratio)) times the lower bound

        """
    }

    private func milliseconds(_ seconds: Double) -> String { String(format: "%.1f ms", seconds * 1000) }
}

/// Measures the roofline and a training step on the same threads.
package enum RooflineBench {
    /// Each multiply-add measurement takes some 30 ms on a processor of 2025.
    private static let chains = (tilesPerThread: 16, steps: 1 << 20)
    /// Much more than a processor's caches hold, in pieces large enough to be streamed past them.
    private static let copy = (bytes: 1 << 28, tilesPerThread: 4)

    /// Multiply-adds, copy and step in turn, one of each a round; two rounds that are not counted come first.
    package static func measure(_ options: BenchNetwork, threads: Int, rounds: Int) throws -> Roofline {
        let pool = ThreadPool(threads: threads)
        let chains = MultiplyAddChains(tiles: Self.chains.tilesPerThread * threads, steps: Self.chains.steps)
        let tiles = copy.tilesPerThread * threads
        let copy = MemoryCopy(tiles: tiles, tileBytes: (Self.copy.bytes / tiles + 63) & ~63)
        let bench = try StepBench(options, threads: threads)
        let medians = try Self.medians(rounds: rounds) {
            Stopwatch.seconds { pool.run(chains.region) }
        } copy: {
            Stopwatch.seconds { pool.run(copy.region) }
        } step: {
            // The copy has taken the caches.
            try bench.step()
            return try Stopwatch.seconds(bench.step)
        }
        let network = bench.network
        return Roofline(
            size: options.size, threads: threads, peakGflops: chains.operations / medians.chains * 1e-9,
            copyGBPerSecond: copy.bytes / medians.copy * 1e-9,
            operations: network.operations(by: options.convolution),
            mapBytes: network.mapTraffic, medianSeconds: medians.step)
    }

    /// The medians of three measurements, in seconds, one of each a round; two rounds that are not counted come first.
    static func medians(
        rounds: Int, chains: () throws -> Double, copy: () throws -> Double, step: () throws -> Double
    ) rethrows -> (chains: Double, copy: Double, step: Double) {
        let times = try (0..<(rounds + 2)).map { _ in (try chains(), try copy(), try step()) }.dropFirst(2)
        return (times.map(\.0).median, times.map(\.1).median, times.map(\.2).median)
    }
}
