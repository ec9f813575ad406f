import ArgumentParser

extension BenchCommand {
    struct Roofline: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "roofline", abstract: "How close a training step comes to what processor and memory allow.",
            discussion: """
                Measures the peak rate of fused multiply-adds and of copying memory, and a training step. The least time of a step is \
                the larger of its convolutions' arithmetic, by the methods that are used, at the first rate, and of its maps' \
                traffic at the second. Also written 'dip bench --roofline'.
                """)

        @OptionGroup var network: NetworkOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            try BenchCommand.show(RooflineBench.measure(network, threads: threads.threads, rounds: repetitions.iterations), output.format)
        }
    }
}
