import Architectures
import Kernels
import Networks
import OperationCases

/// The decoder network that a benchmark trains, on an image of what size, and how it is computed.
package struct BenchNetwork: Equatable, Sendable {
    /// Side of the square image in pixels.
    package var size: Int
    /// Channels of every stage.
    package var width: Int
    /// Channels of the image: 1 for grey, 3 for RGB.
    package var channels: Int
    /// With its published settings.
    package var upsampler: Upsampler.Name
    /// Ceiling of the Lipschitz control; nil for a network that is not controlled.
    package var lipschitz: Double?
    /// The norm that is kept under that ceiling; nil for the published one.
    package var control: LipschitzNorm?
    package var convolution: ConvolutionMethod
    /// Whether norms, activations and upsampling are fused with convolutions.
    package var fusion: Bool

    package init(
        size: Int = 256, width: Int = 128, channels: Int = 3, upsampler: Upsampler.Name = .bilinear,
        lipschitz: Double? = nil, control: LipschitzNorm? = nil, convolution: ConvolutionMethod = .winograd,
        fusion: Bool = true
    ) {
        self.size = size
        self.width = width
        self.channels = channels
        self.upsampler = upsampler
        self.lipschitz = lipschitz
        self.control = control
        self.convolution = convolution
        self.fusion = fusion
    }

    /// The decoder, or another network with its published settings, for this image.
    /// - Throws: `NetworkError`.
    package func network(_ architecture: Architecture.Name = .decoder) throws -> Network {
        let architecture = architecture == .decoder ? .decoder(decoder) : architecture.standard
        return try architecture.network(channels: channels, height: size, width: size)
    }

    package var decoder: DecoderOptions {
        DecoderOptions(
            upsamplers: Upsampler.standard(upsampler, stages: 5), width: width, lipschitz: lipschitz,
            lipschitzNorm: control ?? .reshaped)
    }

    package var engine: EngineVariant { .named(convolution, fusesLayers: fusion) }

    /// The words that ask `dip bench step` of another process for the same network.
    var arguments: [String] {
        [
            "--size", "\(size)", "--width", "\(width)", "--channels", "\(channels)", "--upsampler", upsampler.rawValue,
            "--convolution", convolution.rawValue, fusion ? "--fusion" : "--no-fusion",
        ]
            + (lipschitz.map { ["--lipschitz", "\($0)"] } ?? []) + (control.map { ["--control", $0.rawValue] } ?? [])
    }
}
