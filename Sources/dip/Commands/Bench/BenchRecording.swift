import ArgumentParser
import Benchmarks

extension BenchCommand {
    struct ImageMetrics: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "measures", abstract: "Time all metrics of one RGB output, on one thread.")

        @OptionGroup var image: SizeOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            let report = try MeasuresBench.measure(size: image.size, iterations: repetitions.iterations)
            try BenchCommand.show(report.withoutStamps, output.format)
        }
    }

    struct Recording: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "recording",
            abstract: "The time that recording all metrics at every iteration adds to a training step.")

        @OptionGroup var network: NetworkOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            try ProcessorSupport.check()
            let report = try RecordingBench.measure(
                network.chosen, threads: threads.threads, iterations: repetitions.iterations)
            try BenchCommand.show(report, output.format)
        }
    }

    struct Monitors: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "monitors",
            abstract: "The time that evaluating the stopping rules at every iteration adds to a training step.")

        @OptionGroup var network: NetworkOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            try ProcessorSupport.check()
            let report = try MonitorsBench.measure(
                network.chosen, threads: threads.threads, iterations: repetitions.iterations)
            try BenchCommand.show(report, output.format)
        }
    }
}
