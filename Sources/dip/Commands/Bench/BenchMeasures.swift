import ArgumentParser

extension BenchCommand {
    struct Measures: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "measures", abstract: "All measures of one RGB output, on one thread.")

        @OptionGroup var image: SizeOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func run() throws {
            let report = try MeasuresBench.measure(size: image.size, iterations: repetitions.iterations)
            try BenchCommand.show(report.withoutStamps, output.format)
        }
    }
}
