import Architectures

/// The published settings of a fit that belong to its network; they are the defaults of a spec (METHOD sections 2 and 5).
public struct FitStandards: Equatable, Sendable {
    public var input: NetworkInput
    public var inputNoise = 0.0
    public var learningRate: Double
    public var iterations = 3000
    /// Decay of the moving average of outputs.
    public var ema: Double?

    public init(_ architecture: Architecture.Name) {
        switch architecture {
        case .decoder: (input, learningRate) = (.fourier, 0.001)
        case .skip, .deepDecoder, .convDecoder, .convNet: (input, learningRate) = (.noise, 0.01)
        case .unet, .resnet: (input, learningRate) = (.noise, 0.001)
        }
    }

    /// The settings of a `skip` network with a preset (METHOD section 2.2).
    public init(_ preset: SkipPreset, task: RestorationTask) {
        self.init(.skip)
        switch preset {
        case .denoise:
            (inputNoise, iterations, ema) = (1.0 / 30, 3000, 0.99)
            if case .denoise(let sigma) = task, sigma >= 50 { inputNoise = 1.0 / 20 }
        case .deblock: (inputNoise, iterations, ema) = (1.0 / 30, 2400, 0.99)
        case .inpaint: (inputNoise, iterations) = (0.03, 6001)
        case .inpaintVase: (input, inputNoise, iterations) = (.meshgrid, 0.03, 5001)
        case .inpaintLibrary: iterations = 3001
        case .superResolveX4: (inputNoise, iterations) = (0.03, 2000)
        case .superResolveX8: (inputNoise, iterations) = (0.05, 4000)
        case .restore: (inputNoise, learningRate, iterations) = (0.03, 0.001, 11000)
        }
    }
}
