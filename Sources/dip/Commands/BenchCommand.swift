import ArgumentParser
import Benchmarks

/// `dip bench`: how fast the engine and the metrics are on this machine.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure the speed of a training step, of the metrics, and of the machine.",
        subcommands: [
            Step.self, Operations.self, Networks.self, ImageMetrics.self, Recording.self, Monitors.self,
            Checkpoint.self,
            Roofline.self, Throughput.self, Scaling.self, Default.self,
        ],
        defaultSubcommand: Default.self)

    /// `dip bench --roofline` is `dip bench roofline`; without the flag the help is shown.
    struct Default: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "default", shouldDisplay: false)

        @Flag var roofline = false
        @OptionGroup var command: Roofline

        func run() throws {
            guard roofline else { throw CleanExit.helpRequest(BenchCommand.self) }
            try command.run()
        }
    }

    static func show(_ result: some BenchResult, _ format: BenchFormat) throws {
        print(try result.text(format), terminator: "")
    }
}
