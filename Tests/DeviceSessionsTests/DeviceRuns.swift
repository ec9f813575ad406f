import Architectures
import DeviceKernels
import DeviceSessions
import Kernels
import Networks
import Randomness
import TestSupport
import Testing

/// All tests of sessions on a device; skipped with one line where none is found.
@Suite(.enabled(if: TestDevice.isAvailable, Comment(rawValue: TestDevice.absence))) enum DeviceSessionTests {}

/// A network with random data, the same for the same seed, to be trained here and there.
struct TrainingData {
    let network: Network
    let objective: Objective
    let input: [Float]
    let parameters: [[Float]]
    var optimizer = Optimizer(learningRate: 0.001)

    init(
        _ network: Network, seed: UInt32 = 3, isMasked: Bool = false, downsampling: Downsampling? = nil,
        totalVariation: Double? = nil
    ) {
        var random = TorchRandom(seed: seed)
        self.network = network
        input = random.uniform(count: network.input.count, from: -1)
        let target = random.uniform(count: Objective.samples(of: network.output, downsampling: downsampling))
        objective = Objective(
            target: target, mask: isMasked ? target.map { $0 < 0.5 ? 0 : 1 } : nil, downsampling: downsampling,
            totalVariation: totalVariation.map { TotalVariationTerm(weight: $0) })
        parameters = network.initialParameters(from: &random)
    }

    /// The same with other parameters, and another input unless it is nil.
    init(_ other: TrainingData, input: [Float]? = nil, parameters: [[Float]]) {
        network = other.network
        objective = other.objective
        self.input = input ?? other.input
        optimizer = other.optimizer
        self.parameters = parameters
    }

    func session(on backend: DeviceBackend) throws -> DeviceSession {
        try backend.session(
            network, objective: objective, input: input, parameters: parameters, optimizer: optimizer)
    }

    func processorSession() throws -> CPUSession {
        try CPUSession(
            network, objective: objective, input: input, parameters: parameters, optimizer: optimizer, threads: 1)
    }
}

/// Everything that a run of a few steps leaves.
struct Outcome: Equatable {
    var losses: [Double]
    var output: [Float]
    var state: TrainingState

    init(_ session: any TrainingSession, output count: Int, steps: Int) throws {
        losses = try (0..<steps).map { _ in try session.step() }
        output = [Float](repeating: 0, count: count)
        try session.readOutput(into: &output)
        state = try session.snapshot()
    }
}

/// One small network of each architecture.
enum SmallNetworks {
    static let names = ["decoder", "skip", "deep-decoder", "conv-decoder", "convnet", "unet", "resnet"]

    static func named(_ name: String) throws -> Network {
        let options: any ArchitectureOptions =
            switch name {
            case "decoder":
                DecoderOptions(upsamplers: [.bilinear, .deconv], width: 16, inputChannels: 8, lipschitz: 0.8)
            case "skip":
                SkipOptions(downChannels: [8, 12], upChannels: [8, 12], skipChannels: [4, 4], inputChannels: 8)
            case "deep-decoder": DeepDecoderOptions(upsamplers: [.bilinear, .bilinear], width: 16, inputChannels: 8)
            case "conv-decoder": ConvDecoderOptions(upsamplers: [.nearest, .bilinear], width: 16, inputChannels: 8)
            case "convnet": ConvNetOptions(layers: 3, width: 16, inputChannels: 8)
            case "unet": UNetOptions(width: 4, depth: 2, moreScales: 1, inputChannels: 8)
            case "resnet": ResNetOptions(blocks: 2, width: 16, inputChannels: 8)
            default: preconditionFailure("no small network '\(name)'")
            }
        return try options.network(channels: 3, height: 32, width: 32)
    }

    /// Controlled by a norm that devices refuse.
    static func operatorNorm() throws -> Network {
        try DecoderOptions(
            upsamplers: [.bilinear], width: 8, inputChannels: 8, lipschitz: 0.5, lipschitzNorm: .convolutionOperator
        ).network(channels: 3, height: 32, width: 32)
    }
}
