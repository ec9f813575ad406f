import Architectures
import ArgumentParser
import Benchmarks
import Foundation
import Kernels
import Networks
import OperationCases

/// The side of the image of a benchmark.
struct SizeOption: ParsableArguments {
    @Option(help: ArgumentHelp("Side of the square image.", valueName: "pixels"))
    var size = BenchNetwork().size
}

/// How a benchmark's network is computed.
struct EngineOptions: ParsableArguments {
    @Option(help: "How convolutions are computed.")
    var convolution = BenchNetwork().convolution

    @Flag(inversion: .prefixedNo, help: "Fuse norms, activations and upsampling with convolutions, or not.")
    var fusion = BenchNetwork().fusion

    var isStandard: Bool { convolution == BenchNetwork().convolution && fusion == BenchNetwork().fusion }

    var variant: EngineVariant { .named(convolution, fusesLayers: fusion) }
}

/// The decoder that a benchmark trains.
struct NetworkOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Channels of every stage.", valueName: "number"))
    var width = BenchNetwork().width

    @Option(help: ArgumentHelp("Channels of the image: 1 for grey, 3 for RGB.", valueName: "number"))
    var channels = BenchNetwork().channels

    @Option(help: "The upsampler, with its published settings.")
    var upsampler = BenchNetwork().upsampler

    @Option(
        help: ArgumentHelp(
            "Ceiling of the Lipschitz control; without it the network is not controlled.", valueName: "lambda"))
    var lipschitz: Double?

    @Option(help: ArgumentHelp("The norm that --lipschitz keeps under its ceiling.", valueName: "norm"))
    var control: LipschitzNorm?

    func validate() throws {
        try Self.check(width: width, option: "--width")
        guard channels == 1 || channels == 3 else {
            throw ValidationError("--channels must be 1 or 3, not \(channels)")
        }
        guard lipschitz.map({ $0 > 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--lipschitz must be a number above 0")
        }
        guard control == nil || lipschitz != nil else {
            throw ValidationError("--control needs --lipschitz, the ceiling of the norm")
        }
    }

    /// Five stages halve the image five times, and the coarsest map must be wide enough to be reflected.
    static func check(size: Int, option: String) throws {
        guard size.isMultiple(of: 32), 64...8192 ~= size else {
            throw ValidationError("\(option) must be a multiple of 32 from 64 to 8192, not \(size)")
        }
    }

    static func check(width: Int, option: String) throws {
        guard width.isMultiple(of: 16), 16...512 ~= width else {
            throw ValidationError("\(option) must be a multiple of 16 from 16 to 512, not \(width)")
        }
    }

    /// Whether options were chosen that only the decoder has.
    var hasDecoderOptions: Bool { chosen.decoder != DecoderOptions() }

    /// The network that the options describe, at the standard size.
    var chosen: BenchNetwork {
        BenchNetwork(width: width, channels: channels, upsampler: upsampler, lipschitz: lipschitz, control: control)
    }
}

struct IterationsOption: ParsableArguments {
    @Option(help: ArgumentHelp("Number of timed repetitions; two untimed ones come first.", valueName: "number"))
    var iterations = 10

    func validate() throws { try checkRepetitions(iterations, option: "--iterations") }
}

struct RoundsOption: ParsableArguments {
    @Option(help: ArgumentHelp("Number of rounds; in each the alternatives take turns.", valueName: "number"))
    var rounds = 5

    func validate() throws { try checkRepetitions(rounds, option: "--rounds") }
}

private func checkRepetitions(_ number: Int, option: String) throws {
    guard 1...1000 ~= number else {
        throw ValidationError("\(option) must be a whole number from 1 to 1000, not \(number)")
    }
}

struct FormatOption: ParsableArguments {
    @Option(help: "How the result is printed.")
    var format = BenchFormat.text
}

/// A benchmark that trains one network.
protocol NetworkBench: ParsableCommand {
    var image: SizeOption { get }
    var network: NetworkOptions { get }
    var engine: EngineOptions { get }
}

extension NetworkBench {
    /// The network that the options describe; throws `ValidationError` when it cannot have the size.
    func chosen() throws -> BenchNetwork {
        try NetworkOptions.check(size: image.size, option: "--size")
        var chosen = network.chosen
        (chosen.size, chosen.convolution, chosen.fusion) = (image.size, engine.convolution, engine.fusion)
        return chosen
    }
}

/// A benchmark of what is done besides training.
protocol TrainingBench: NetworkBench {
    var threads: ThreadsOption { get }
    var repetitions: IterationsOption { get }
    var output: FormatOption { get }
}

extension TrainingBench {
    /// Measures with these options, and prints the result.
    func show(_ measure: (BenchNetwork, _ threads: Int, _ iterations: Int) throws -> some BenchResult) throws {
        let chosen = try self.chosen()
        try ProcessorSupport.check()
        let result = try measure(chosen, threads.threads, repetitions.iterations)
        try BenchCommand.show(result, output.format)
    }
}

extension BenchFormat: ExpressibleByArgument {}
extension Upsampler.Name: ExpressibleByArgument {}
extension ConvolutionMethod: ExpressibleByArgument {}
extension LipschitzNorm: ExpressibleByArgument {}
