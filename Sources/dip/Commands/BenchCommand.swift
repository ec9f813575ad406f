import ArgumentParser
import Benchmarks

/// `dip bench`: how fast the engine and the metrics are on this machine.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure the speed of a training step, of the metrics, and of the machine.",
        subcommands: [
            Step.self, Operations.self, Networks.self, ImageMetrics.self, Recording.self, Monitors.self,
            Checkpoint.self,
            Roofline.self, Throughput.self, Scaling.self,
        ])

    /// The words of a command line, where `bench --roofline` is `bench roofline`.
    static func settled(_ words: [String]) -> [String] {
        words.starts(with: ["bench", "--roofline"]) ? ["bench", "roofline"] + words.dropFirst(2) : words
    }

    static func show(_ result: some BenchResult, _ format: BenchFormat) throws {
        print(try result.text(format), terminator: "")
    }
}
