import ArgumentParser

extension BenchCommand {
    struct Recording: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "recording", abstract: "What recording all measures at every iteration adds to a training step.")

        @OptionGroup var network: NetworkOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            try BenchCommand.show(RecordingBench.measure(network, threads: threads.threads, iterations: repetitions.iterations),
                                  output.format)
        }
    }
}
