import ArgumentParser

extension BenchCommand {
    struct Step: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "step", abstract: "One training step of the decoder network.")

        @OptionGroup var network: NetworkOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        @Flag(help: "Also print the time spent in each operation.")
        var profile = false

        /// The other benchmarks compare what several processes did at the same time.
        @Flag(help: .hidden)
        var stamps = false

        func run() throws {
            let bench = try StepBench(network, threads: threads.threads)
            let report = bench.measure(iterations: repetitions.iterations)
            try BenchCommand.show(stamps ? report : report.withoutStamps, output.format)
            if profile { print(bench.profile(), terminator: "") }
        }
    }
}
