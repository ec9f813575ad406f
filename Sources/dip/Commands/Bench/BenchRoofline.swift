import ArgumentParser
import Benchmarks

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
        @OptionGroup var device: DeviceOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            try ProcessorSupport.check()
            let place = try device.place()
            if place != .processor {
                let roofline = try RooflineBench.measure(network.chosen, on: place, rounds: repetitions.iterations)
                return try BenchCommand.show(roofline, output.format)
            }
            let roofline = try RooflineBench.measure(
                network.chosen, threads: threads.threads, rounds: repetitions.iterations)
            try BenchCommand.show(roofline, output.format)
        }
    }

    struct Throughput: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "throughput",
            abstract: "Two runs of one thread each at the same time against one run on two threads.",
            discussion:
                "Counts the iterations a second in the time in which both runs are at work. The two ways take turns.")

        @OptionGroup var network: NetworkOptions
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var turns: RoundsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            let throughput = try ThroughputBench.measure(
                network.chosen, iterations: repetitions.iterations, rounds: turns.rounds)
            try BenchCommand.show(throughput, output.format)
        }
    }
}
