import Architectures
import ArgumentParser
import Benchmarks

extension BenchCommand {
    struct Step: NetworkBench {
        static let configuration = CommandConfiguration(
            commandName: "step", abstract: "Time one training step of a network.",
            discussion: """
                The options below describe the decoder; other networks have their published settings. With --input-noise the \
                time of a step includes drawing the noise, as in training, and the report gives its share.
                """)

        @Option(help: "The network; see 'dip list architectures'.")
        var architecture = Architecture.Name.decoder

        @Option(
            help: ArgumentHelp(
                "Standard deviation of the noise that is drawn anew for each step and added to the network's input.",
                valueName: "deviation"))
        var inputNoise: Double?

        @OptionGroup var image: SizeOption
        @OptionGroup var network: NetworkOptions
        @OptionGroup var engine: EngineOptions
        @OptionGroup var threads: ThreadsOption
        @OptionGroup var device: DeviceOption
        @OptionGroup var repetitions: IterationsOption
        @OptionGroup var output: FormatOption

        @Flag(help: "Also print the time spent in each operation.")
        var profile = false

        /// The other benchmarks compare what several processes did at the same time.
        @Flag(help: .hidden)
        var stamps = false

        func validate() throws {
            guard architecture == .decoder || !network.hasDecoderOptions else {
                throw ValidationError(
                    "--width, --upsampler and --lipschitz are options of the decoder, "
                        + "not of \(architecture.rawValue)")
            }
            guard device.choice == .cpu || (!profile && engine.isStandard) else {
                throw ValidationError("--profile, --convolution and --no-fusion apply only to the processor's engine")
            }
            guard !profile || output.format == .text else {
                throw ValidationError("--profile prints lines of text: it needs --format text")
            }
            guard inputNoise.map({ $0 > 0 && $0.isFinite }) ?? true else {
                throw ValidationError("--input-noise must be a number above 0")
            }
        }

        func run() throws {
            let chosen = try self.chosen()
            try ProcessorSupport.check()
            let place = try device.place()
            var bench = try StepBench(
                chosen, architecture: architecture, inputNoise: inputNoise,
                threads: threads.threads, place: place)
            let report = try bench.measure(iterations: repetitions.iterations)
            try BenchCommand.show(stamps ? report : report.withoutStamps, output.format)
            if profile { print(bench.profile(), terminator: "") }
        }
    }
}
