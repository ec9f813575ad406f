import ArgumentParser
import Benchmarks
import Wording

extension BenchCommand {
    struct Operations: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "operations",
            abstract: "Time one training step of each operation, and of chains of operations.",
            discussion: """
                Each case stands between two 1 x 1 convolutions, from 2 channels and to 2 channels, which are part of its step; the first \
                row shows the time of these two alone. A step is forward, loss, backward and update.
                """)

        @Option(help: ArgumentHelp("Side of each case's largest map.", valueName: "pixels"))
        var size = 128

        @Option(help: ArgumentHelp("Channels.", valueName: "number"))
        var width = 128

        @Option(help: ArgumentHelp("Only cases whose name contains this.", valueName: "name"))
        var filter: String?

        @OptionGroup var engine: EngineOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func validate() throws {
            // Maps have a quarter of the side, of which a 5 x 5 convolution mirrors two samples; objectives take an eighth.
            guard 16...8192 ~= size, size.isMultiple(of: 8) else {
                throw ValidationError("--size must be a multiple of 8 from 16 to 8192, not \(size)")
            }
            guard 4...4096 ~= width, width.isMultiple(of: 4) else {
                throw ValidationError("--width must be a multiple of 4 from 4 to 4096, not \(width)")
            }
        }

        func run() throws {
            let all = OperationsBench.allCases
            let chosen = all.filter { filter.map($0.name.localizedCaseInsensitiveContains) ?? true }
            guard !chosen.isEmpty else {
                throw Refusal(
                    "no case's name contains '\(filter ?? "")'; 'dip bench operations' without --filter times all \(all.count)"
                )
            }
            try ProcessorSupport.check()
            let bench = try OperationsBench(
                chosen, size: size, width: width, threads: threads.threads, engine: engine.variant,
                iterations: repetitions.iterations)
            try BenchCommand.show(bench, output.format)
        }
    }
}
