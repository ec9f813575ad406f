import ArgumentParser
import Architectures
import Foundation
import Kernels
import Networks
import OperationCases

/// The side of the image of a benchmark.
struct SizeOption: ParsableArguments {
    @Option(help: ArgumentHelp("Side of the square image.", valueName: "pixels"))
    var size = 256

    func validate() throws {
        guard size > 0 else { throw ValidationError("--size must be at least 1") }
    }
}

/// How a benchmark's network is computed.
struct EngineOptions: ParsableArguments {
    @Option(help: "How convolutions are computed.")
    var convolution = ConvolutionMethod.winograd

    @Flag(inversion: .prefixedNo, help: "Whether norms, activations and upsampling are fused with convolutions.")
    var fusion = true

    var variant: EngineVariant {
        EngineVariant(name: convolution.rawValue + (fusion ? "" : ", layer by layer"), method: convolution, fusesLayers: fusion)
    }
}

/// The decoder network that a benchmark trains.
struct NetworkOptions: ParsableArguments {
    @OptionGroup var image: SizeOption

    @Option(help: ArgumentHelp("Channels of every stage.", valueName: "number"))
    var width = 128

    @Option(help: ArgumentHelp("Channels of the image: 1 for grey, 3 for RGB.", valueName: "number"))
    var channels = 3

    @Option(help: "The upsampler, with its published settings.")
    var upsampler = Upsampler.Name.bilinear

    @Option(help: ArgumentHelp("Ceiling of the Lipschitz control; without it the network is not controlled.", valueName: "lambda"))
    var lipschitz: Double?

    @Option(help: ArgumentHelp("The norm that --lipschitz keeps under its ceiling.", valueName: "norm"))
    var control: LipschitzNorm?

    @OptionGroup var engine: EngineOptions

    var size: Int { image.size }

    func validate() throws {
        try Self.check(size: size, option: "--size")
        try Self.check(width: width, option: "--width")
        guard channels == 1 || channels == 3 else { throw ValidationError("--channels must be 1 or 3, not \(channels)") }
        guard lipschitz.map({ $0 > 0 && $0.isFinite }) ?? true else { throw ValidationError("--lipschitz must be a number above 0") }
        guard control == nil || lipschitz != nil else { throw ValidationError("--control needs --lipschitz, the ceiling of the norm") }
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

    /// The decoder with these options, or another network with its published settings.
    /// - Throws: `NetworkError`.
    func network(_ architecture: Architecture.Name = .decoder) throws -> Network {
        let architecture = architecture == .decoder ? .decoder(decoder) : architecture.standard
        return try architecture.network(channels: channels, height: size, width: size)
    }

    /// Whether options were chosen that only the decoder has.
    var hasDecoderOptions: Bool { decoder != DecoderOptions() }

    var decoder: DecoderOptions {
        DecoderOptions(upsamplers: stages, width: width, lipschitz: lipschitz, lipschitzNorm: control ?? .reshaped)
    }

    private var stages: [Upsampler] {
        switch upsampler {
        case .gaussian: Upsampler.publishedGaussian(stages: 5)
        case .nearest: Array(repeating: .nearest, count: 5)
        case .bilinear: Array(repeating: .bilinear, count: 5)
        case .bicubic: Array(repeating: .bicubic, count: 5)
        case .lanczos: Array(repeating: .lanczos, count: 5)
        case .lowPass: Array(repeating: .lowPass(.lpf2), count: 5)
        case .deconv: Array(repeating: .deconv, count: 5)
        case .pixelShuffle: Array(repeating: .pixelShuffle, count: 5)
        }
    }

    /// The words that ask another process for the same network.
    var arguments: [String] {
        ["--size", "\(size)", "--width", "\(width)", "--channels", "\(channels)", "--upsampler", upsampler.rawValue,
         "--convolution", engine.convolution.rawValue, engine.fusion ? "--fusion" : "--no-fusion"] + (lipschitz.map { ["--lipschitz", "\($0)"] } ?? [])
            + (control.map { ["--control", $0.rawValue] } ?? [])
    }
}

struct ThreadsOption: ParsableArguments {
    @Option(help: ArgumentHelp("Threads; all processors by default.", valueName: "number"))
    var threads = min(ProcessInfo.processInfo.activeProcessorCount, Self.allowed.upperBound)

    static let allowed = 1...256

    func validate() throws { try Self.check(threads) }

    static func check(_ threads: Int) throws {
        guard allowed.contains(threads) else {
            throw ValidationError("--threads must be a whole number from \(allowed.lowerBound) to \(allowed.upperBound), not \(threads)")
        }
    }
}

struct IterationsOption: ParsableArguments {
    @Option(help: ArgumentHelp("Repetitions that are counted; two more come first.", valueName: "number"))
    var iterations = 10

    func validate() throws {
        guard 1...1000 ~= iterations else { throw ValidationError("--iterations must be a whole number from 1 to 1000, not \(iterations)") }
    }
}

struct RoundsOption: ParsableArguments {
    @Option(help: ArgumentHelp("Rounds; what is compared takes turns in each.", valueName: "number"))
    var rounds = 5

    func validate() throws {
        guard 1...1000 ~= rounds else { throw ValidationError("--rounds must be a whole number from 1 to 1000, not \(rounds)") }
    }
}

struct FormatOption: ParsableArguments {
    @Option(help: "How the result is printed.")
    var format = BenchFormat.text
}

extension BenchFormat: ExpressibleByArgument {}
extension Upsampler.Name: ExpressibleByArgument {}
extension ConvolutionMethod: ExpressibleByArgument {}
extension LipschitzNorm: ExpressibleByArgument {}
