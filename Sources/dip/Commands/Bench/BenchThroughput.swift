import ArgumentParser

extension BenchCommand {
    struct Throughput: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "throughput", abstract: "Two runs of one thread each at the same time against one run on two threads.",
            discussion: "Counts the iterations a second in the time in which both runs are at work. The two ways take turns.")

        @OptionGroup var network: NetworkOptions
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var turns: RoundsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            try BenchCommand.show(ThroughputBench.measure(network, iterations: repetitions.iterations, rounds: turns.rounds), output.format)
        }
    }
}
