import Architectures
import ArgumentParser
import Benchmarks

extension BenchCommand {
    struct Networks: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "networks",
            abstract: "Time one training step of each architecture, and each kind of operation in it.",
            discussion: """
                Each network has its published settings. Each operation is timed by itself, one after the other. With --presets the \
                skip network is also measured with each of its presets that suits the size.
                """)

        @Option(help: ArgumentHelp("Side of the square image.", valueName: "pixels"))
        var size = 128

        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("Only these architectures; see 'dip list architectures'.", valueName: "name"))
        var networks: [Architecture.Name] = Architecture.Name.allCases

        @Flag(help: "Also measure the presets of the skip network; see 'dip list presets'.")
        var presets = false

        @OptionGroup var engine: EngineOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        func validate() throws { try NetworkOptions.check(size: size, option: "--size") }

        func run() throws {
            let chosen = networks.map { (name: $0.rawValue, architecture: $0.standard) }
            let suitable = SkipPreset.allCases.filter {
                size.isMultiple(of: $0.options.sizes.multiple) && size >= $0.options.sizes.smallest
            }
            let skips =
                presets
                ? suitable.map { (name: "skip, \($0.rawValue)", architecture: Architecture.skip($0.options)) } : []
            try ProcessorSupport.check()
            let bench = try NetworksBench(
                chosen + skips, size: size, threads: threads.threads, engine: engine.variant,
                iterations: repetitions.iterations)
            try BenchCommand.show(bench, output.format)
        }
    }
}

extension Architecture.Name: ExpressibleByArgument {}
