import Architectures
import Kernels
import Networks
import Randomness
import TestSupport

/// A session on random data, the same for the same seed.
func makeSession(
    _ network: Network, threads: Int = 1, learningRate: Double = 0.001, seed: UInt32 = 3,
    weightDecay: Double = 0, noise: Optimizer.Noise? = nil, method: ConvolutionMethod = .winograd,
    fusesLayers: Bool = true,
    downsampling: Downsampling? = nil, totalVariation: Double? = nil
) throws -> CPUSession {
    var random = TorchRandom(seed: seed)
    let input = random.uniform(count: network.input.count, from: -1)
    let target = random.uniform(count: Objective.samples(of: network.output, downsampling: downsampling))
    let objective = Objective(
        target: target, downsampling: downsampling,
        totalVariation: totalVariation.map { TotalVariationTerm(weight: $0) })
    return try CPUSession(
        network, objective: objective, input: input, parameters: network.initialParameters(from: &random),
        optimizer: Optimizer(learningRate: learningRate, weightDecay: weightDecay, noise: noise), threads: threads,
        method: method, fusesLayers: fusesLayers)
}

/// Everything that a run of a few steps leaves.
struct TrainingRun: Equatable {
    let losses: [Double]
    var output: [Float]
    let state: TrainingState

    init(_ session: CPUSession, output: Int, steps: Int) {
        losses = (0..<steps).map { _ in session.step() }
        self.output = [Float](repeating: 0, count: output)
        session.readOutput(into: &self.output)
        state = session.snapshot()
    }
}

/// Networks of the size that tests train.
enum TrainedNetworks {
    /// Names of all that `named` knows.
    static let names = [
        "decoder", "deconv", "nearest", "gaussian", "skip", "skip by lanczos, swish", "deep-decoder", "conv-decoder",
        "convnet", "unet", "resnet", "operator norm",
    ]

    static func named(_ name: String) throws -> Network {
        switch name {
        case "decoder": try decoder()
        case "deconv": try decoder(.deconv)
        case "nearest": try decoder(.nearest)
        case "gaussian": try decoder(.gaussian(sigma: 0.5, gain: .published))
        case "skip": try skip()
        case "operator norm":
            try DecoderOptions(
                upsamplers: [.bilinear, .bilinear], width: 16, inputChannels: 8, lipschitz: 0.5,
                lipschitzNorm: .convolutionOperator
            )
            .network(channels: 3, height: 32, width: 32)
        case "skip by lanczos, swish":
            try SkipOptions(
                downChannels: [16, 24], upChannels: [16, 24], skipChannels: [4, 4], inputChannels: 8,
                activation: .swish, downsampler: .lanczos2
            ).network(channels: 3, height: 64, width: 64)
        case "deep-decoder": try DeepDecoderOptions(width: 32).network(channels: 3, height: 64, width: 64)
        case "conv-decoder": try ConvDecoderOptions(width: 32).network(channels: 3, height: 64, width: 64)
        case "convnet": try ConvNetOptions(layers: 3, width: 32).network(channels: 3, height: 64, width: 64)
        case "unet": try UNetOptions(width: 16, depth: 2).network(channels: 3, height: 64, width: 64)
        case "resnet": try resnet()
        default: preconditionFailure("no trained network '\(name)'")
        }
    }

    static func decoder(_ upsampler: Upsampler = .bilinear, width: Int = 32, size: Int = 64, lipschitz: Double? = 1.4)
        throws -> Network
    {
        let options = DecoderOptions(
            upsamplers: Array(repeating: upsampler, count: 5), width: width, inputChannels: 8, lipschitz: lipschitz)
        return try options.network(channels: 3, height: size, width: size)
    }

    static func resnet() throws -> Network {
        try ResNetOptions(blocks: 2).network(channels: 3, height: 64, width: 64)
    }

    /// Two stages, for thousands of steps.
    static func smallDecoder() throws -> Network {
        let options = DecoderOptions(upsamplers: [.bilinear, .bilinear], width: 32, inputChannels: 8, lipschitz: 1.4)
        return try options.network(channels: 3, height: 32, width: 32)
    }

    static func skip() throws -> Network {
        let options = SkipOptions(
            downChannels: [16, 24, 32], upChannels: [16, 24, 32], skipChannels: [4, 0, 4], inputChannels: 8)
        return try options.network(channels: 3, height: 64, width: 64)
    }
}
