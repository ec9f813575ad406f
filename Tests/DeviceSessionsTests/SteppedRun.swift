import DeviceSessions
import Kernels
import Networks

/// A training with everything that is done before each of its steps.
struct SteppedRun {
    enum InputNoise { case none, threefry, pytorch }

    static let names = [
        "decoder, controlled", "decoder, Langevin noise", "skip, threefry noise", "skip, PyTorch's noise",
        "unet, masked loss", "resnet, downsampled loss", "convnet, total variation", "all of it",
    ]

    let data: TrainingData
    let noise: InputNoise

    init(_ name: String) throws {
        let langevin = Optimizer.Noise(deviation: 1e-4, seed: 7)
        switch name {
        case "decoder, controlled": (data, noise) = (TrainingData(try SmallNetworks.named("decoder")), .none)
        case "decoder, Langevin noise":
            var data = TrainingData(try SmallNetworks.named("decoder"))
            data.optimizer.noise = langevin
            (self.data, noise) = (data, .none)
        case "skip, threefry noise": (data, noise) = (TrainingData(try SmallNetworks.named("skip")), .threefry)
        case "skip, PyTorch's noise": (data, noise) = (TrainingData(try SmallNetworks.named("skip")), .pytorch)
        case "unet, masked loss":
            (data, noise) = (TrainingData(try SmallNetworks.named("unet"), isMasked: true), .none)
        case "resnet, downsampled loss":
            let data = TrainingData(try SmallNetworks.named("resnet"), downsampling: Downsampling(factor: 4))
            (self.data, noise) = (data, .none)
        case "convnet, total variation":
            (data, noise) = (TrainingData(try SmallNetworks.named("convnet"), totalVariation: 0.5), .none)
        case "all of it":
            var data = TrainingData(
                try SmallNetworks.named("decoder"), isMasked: true, downsampling: Downsampling(factor: 4),
                totalVariation: 0.5)
            data.optimizer.noise = langevin
            data.optimizer.weightDecay = 0.1
            (self.data, noise) = (data, .threefry)
        default: preconditionFailure("no run '\(name)'")
        }
    }

    /// Bytes of PyTorch's uniform numbers, which come from the host before each step.
    var copiedIn: Int {
        guard noise == .pytorch else { return 0 }
        let input = data.network.input
        return 4 * NormalNoise(channels: input.channels, pixels: input.pixels)!.uniformCount
    }

    /// A session's step with what comes before it.
    func step(_ session: DeviceSession) throws {
        switch noise {
        case .none: break
        case .threefry:
            try session.renewInput(data.input, deviation: 0.03, seed: 5, iteration: session.iterations)
        case .pytorch: try session.renewInput(data.input, deviation: 0.03) { $0.update(repeating: 0.5) }
        }
        _ = try session.step()
    }
}
