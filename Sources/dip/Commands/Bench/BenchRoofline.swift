import ArgumentParser
import Benchmarks

extension BenchCommand {
    struct Roofline: NetworkBench {
        static let configuration = CommandConfiguration(
            commandName: "roofline", abstract: "Compare a training step with what processor and memory allow.",
            discussion: """
                Measures the peak rates of fused multiply-adds and of copying memory, and a training step. The lower bound of a \
                step's time is the larger of two times: the arithmetic of its convolutions, by the methods in use, at the first \
                rate, and the traffic of its maps at the second. Also written 'dip bench --roofline'.
                """)

        @OptionGroup var image: SizeOption
        @OptionGroup var network: NetworkOptions
        @OptionGroup var engine: EngineOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var device: DeviceOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            let chosen = try self.chosen()
            try ProcessorSupport.check()
            let place = try device.place()
            if place != .processor {
                let roofline = try RooflineBench.measure(chosen, on: place, rounds: repetitions.iterations)
                return try BenchCommand.show(roofline, output.format)
            }
            let roofline = try RooflineBench.measure(
                chosen, threads: threads.threads, rounds: repetitions.iterations)
            try BenchCommand.show(roofline, output.format)
        }
    }

    struct Throughput: NetworkBench {
        static let configuration = CommandConfiguration(
            commandName: "throughput",
            abstract: "Compare two simultaneous runs on one thread each with one run on two threads.",
            discussion:
                "Counts iterations per second while both runs are training. The two alternatives take turns.")

        @OptionGroup var image: SizeOption
        @OptionGroup var network: NetworkOptions
        @OptionGroup var engine: EngineOptions
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var turns: RoundsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            let throughput = try ThroughputBench.measure(
                chosen(), iterations: repetitions.iterations, rounds: turns.rounds)
            try BenchCommand.show(throughput, output.format)
        }
    }
}
