import ArgumentParser
import Benchmarks
import Records

extension BenchCommand {
    struct ImageMetrics: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "measures", abstract: "Time all metrics of one RGB output, on one thread.")

        @OptionGroup var image: SizeOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func validate() throws {
            guard 1...8192 ~= image.size else {
                throw ValidationError("--size must be a whole number from 1 to 8192, not \(image.size)")
            }
        }

        func run() throws {
            let report = try MeasuresBench.measure(size: image.size, iterations: repetitions.iterations)
            try BenchCommand.show(report.withoutStamps, output.format)
        }
    }

    struct Recording: TrainingBench {
        static let configuration = CommandConfiguration(
            commandName: "recording",
            abstract: "Measure the time that recording all metrics at every iteration adds to a training step.")

        @OptionGroup var image: SizeOption
        @OptionGroup var network: NetworkOptions
        @OptionGroup var engine: EngineOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws { try show(RecordingBench.measure) }
    }

    struct Monitors: TrainingBench {
        static let configuration = CommandConfiguration(
            commandName: "monitors",
            abstract: "Measure the time that evaluating the stopping rules at every iteration adds to a training step.")

        @OptionGroup var image: SizeOption
        @OptionGroup var network: NetworkOptions
        @OptionGroup var engine: EngineOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws { try show(MonitorsBench.measure) }
    }
}

extension BenchCommand {
    struct Checkpoint: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "checkpoint",
            abstract: "Measure the cost of writing a checkpoint of the published decoder and of resuming from it.")

        @OptionGroup var image: SizeOption
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: RoundsOption
        @OptionGroup var output: FormatOption

        @Option(help: ArgumentHelp("A folder on the disk that holds the records.", valueName: "folder"))
        var folder = "."

        func validate() throws {
            try NetworkOptions.check(size: image.size, option: "--size")
            guard Folder.exists(folder) else {
                throw ValidationError("--folder must be a folder that exists, not '\(folder)'")
            }
        }

        func run() throws {
            try ProcessorSupport.check()
            let report = try CheckpointBench.measure(
                size: image.size, folder: folder, threads: threads.threads, rounds: repetitions.rounds)
            try BenchCommand.show(report, output.format)
        }
    }
}
