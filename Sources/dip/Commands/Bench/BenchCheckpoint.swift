import ArgumentParser
import Benchmarks

extension BenchCommand {
    struct Checkpoint: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "checkpoint",
            abstract: "The cost of writing a checkpoint of the published decoder and of resuming from it.")

        @OptionGroup var image: SizeOption
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: RoundsOption
        @OptionGroup var output: FormatOption

        @Option(help: ArgumentHelp("A folder on the disk that holds the records.", valueName: "folder"))
        var folder = "."

        func validate() throws {
            try NetworkOptions.check(size: image.size, option: "--size")
        }

        func run() throws {
            try ProcessorSupport.check()
            let report = try CheckpointBench.measure(
                size: image.size, folder: folder, threads: threads.threads, rounds: repetitions.rounds)
            try BenchCommand.show(report, output.format)
        }
    }
}
