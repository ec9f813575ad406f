import ArgumentParser

extension BenchCommand {
    struct Monitors: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "monitors", abstract: "What following every iteration with stopping rules adds to a training step.")

        @OptionGroup var network: NetworkOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            try BenchCommand.show(MonitorsBench.measure(network, threads: threads.threads, iterations: repetitions.iterations), output.format)
        }
    }
}
