import Architectures
import Foundation
import Kernels
import Networks
import OperationCases
import Randomness
import Wording

/// Times a training step of each architecture with its published settings, and each kind of operation in it.
package struct NetworksBench: BenchResult, Equatable {
    struct Row: Codable, Equatable {
        let network: String
        /// Median time of one step, in seconds.
        let seconds: Double
        /// Fraction of a step's time by kind of operation; the sum is 1.
        let shares: [String: Double]
        let memoryMB: Double

        enum CodingKeys: String, CodingKey {
            case network, seconds, shares, memoryMB = "memory_mb"
        }

        /// The largest share of a kind other than convolution.
        var largestOther: (kind: String, share: Double) {
            let other = shares.filter { $0.key != StepOperation.Kind.convolution.rawValue }.max {
                ($0.value, $1.key) < ($1.value, $0.key)
            }
            return other.map { ($0.key, $0.value) } ?? ("", 0)
        }
    }

    let size: Int
    let threads: Int
    let engine: String
    let iterations: Int
    let networks: [Row]

    /// RGB images of `size` x `size`.
    /// - Throws: `NetworkError`; a `Refusal` before the first is timed when there is too little memory for one of them.
    package init(
        _ architectures: [(name: String, architecture: Architecture)], size: Int, threads: Int, engine: EngineVariant,
        iterations: Int
    ) throws {
        self.size = size
        self.threads = threads
        self.engine = engine.name
        self.iterations = iterations
        let built = try architectures.map { try $0.architecture.network(channels: 3, height: size, width: size) }
        for network in built { try BenchRoom.check([network], threads: threads, engine: engine) }
        networks = try zip(architectures, built).map { named, network in
            var random = TorchRandom(seed: 0)
            let input = random.uniform(count: network.input.count)
            let session = try engine.session(
                network, objective: Objective(target: random.uniform(count: network.output.count)), input: input,
                parameters: network.initialParameters(from: &random), learningRate: 0.001, threads: threads)
            let report = BenchReport(stamps: Stopwatch.stamps(iterations) { _ = session.step() }, peakMemoryMB: 0)
            return Row(
                network: named.name, seconds: report.medianSeconds,
                shares: Self.shares((0..<iterations).map { _ in session.profile() }),
                memoryMB: Double(session.memoryBytes) / 1048576)
        }
    }

    /// The share of each kind in the time of several steps.
    static func shares(_ profiles: [[StepOperation: Double]]) -> [String: Double] {
        var seconds: [String: Double] = [:]
        for (operation, time) in profiles.joined() { seconds[operation.kind.rawValue, default: 0] += time }
        let total = seconds.values.reduce(0, +)
        return seconds.mapValues { $0 / total }
    }

    /// Those that a step may consist of.
    private static let kinds = StepOperation.Kind.allCases.filter { ![.input, .benchmark].contains($0) }

    package var text: String {
        let header =
            ["network", "ms per step", "MB"] + Self.kinds.map { "\($0.rawValue) %" } + ["largest beside convolution"]
        let rows = networks.map { row in
            [row.network, String(format: "%.1f", row.seconds * 1000), String(format: "%.0f", row.memoryMB)]
                + Self.kinds.map { String(format: "%.1f", (row.shares[$0.rawValue] ?? 0) * 100) }
                + [String(format: "%@ %.1f %%", row.largestOther.kind, row.largestOther.share * 100)]
        }
        return
            "\(size) x \(size), RGB, \(threads) thread\(threads == 1 ? "" : "s"), \(engine); median and shares of \(iterations) steps\n"
            + TextColumns.lines([header] + rows).joined(separator: "\n") + "\n"
    }
}
