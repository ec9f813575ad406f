import Architectures
import Networks

/// The published settings of a fit that belong to its network; they are the defaults of a spec (METHOD sections 2 and 5).
public struct FitStandards: Equatable, Sendable {
    /// The network input z.
    public var input: NetworkInput
    /// Standard deviation of the normal noise added to z at each iteration; 0 for none.
    public var inputNoise = 0.0
    /// The learning rate, before `schedule` changes it.
    public var learningRate: Double
    /// Number of iterations.
    public var iterations = 3000
    /// Decay of the moving average of outputs; nil for none.
    public var ema: Double?
    /// How the learning rate changes.
    public var schedule = LearningRateSchedule.constant
    /// The rule that makes an update of a gradient.
    public var rule = Optimizer.Rule.adam
    /// The largest Euclidean norm of all gradients together; nil for any.
    public var largestNorm: Double?

    /// The settings of an architecture: 3000 iterations, no noise on z, no moving average.
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

extension FitStandards {
    /// Replaces settings by the published ones of a method, where it has its own (METHOD section 9).
    public mutating func take(_ method: RestorationMethod, task: RestorationTask) {
        switch method {
        case .network, .blockMatching, .external: return
        case .zeroShot:
            (inputNoise, learningRate, iterations, ema) = (0, 0.001, 3000, nil)
            schedule = .steps(every: 1000, factor: 0.5)
        case .autoencoding:
            (inputNoise, ema) = (0, nil)
            (learningRate, iterations) =
                switch task {
                case .inpaint, .inpaintRegion: (3e-4, 400)
                default: (1e-4, 4000)
                }
        case .selfGuided(let options):
            (inputNoise, ema) = (0, 0.99)
            switch options.reading {
            case .demo: (learningRate, iterations) = (3e-4, 4000)
            case .handbook: (learningRate, iterations, largestNorm) = (1e-4, 10_000, 1)
            }
        case .randomProjector:
            (input, inputNoise, ema, iterations) = (.gaussianNoise(scale: 0.1), 0, nil, 5001)
            learningRate = RandomProjectorOptions.published(task, denoise: 0.1, superResolve: 0.5, inpaint: 0.05)
            if RandomProjectorOptions.published(task, denoise: false, superResolve: false, inpaint: true) {
                input = .meshgrid
            }
        case .doubleOverparametrized:
            (input, inputNoise, ema, iterations) = (.noise, 1.0 / 30, nil, 150_000)
            (learningRate, rule) = (1, .descent)
        case .unbiasedRisk:
            (inputNoise, iterations, ema) = (0, 3000, 0.99)
            schedule = .steps(every: 300, factor: 0.9)
        }
    }
}
