import Architectures
import Networks
import Spectra

/// The reference image of the band correspondence (METHOD section 6).
public enum BandReference: String, CaseIterable, Codable, Sendable {
    /// The degraded image, as published, or the clean one, which stands for it only where there is one.
    case degraded, clean
}

/// Everything that determines the numbers of one fit: one network trained on one degraded image.
public struct FitConfiguration: Equatable, Sendable {
    /// How the image is degraded, and what the output is compared with.
    public var task: RestorationTask
    /// How the image is restored; methods other than `.network` leave some of the settings below aside.
    public var method = RestorationMethod.network
    /// The network with its options, for methods without a network of their own.
    public var architecture: Architecture
    /// The network input z; some methods have their own instead (METHOD section 9).
    public var input: NetworkInput
    /// Standard deviation of the normal noise added to z at each iteration; 0 for none.
    public var inputNoise: Double
    /// The stream that the noise on z is drawn from.
    public var inputNoiseStream: InputNoiseStream
    /// The learning rate, before `schedule` changes it.
    public var learningRate: Double
    /// How the learning rate changes.
    public var schedule = LearningRateSchedule.constant
    /// The rule that makes an update of a gradient.
    public var rule = Optimizer.Rule.adam
    /// What Adam adds to the root of the second moment.
    public var epsilon = Optimizer.standardEpsilon
    /// The largest Euclidean norm of the gradients of all weights together; nil for any.
    public var largestNorm: Double?
    /// This times a parameter is added to its gradient; 0 for none.
    public var weightDecay: Double
    /// Langevin dynamics: noise on the weights, and the mean of sampled outputs; nil for plain Adam.
    public var langevin: Langevin?
    /// Weight of the total variation of the output in the loss; nil for none.
    public var totalVariation: Double?
    /// Decay of the moving average of outputs; nil for none.
    public var ema: Double?
    /// The fall of PSNR to the observed samples, in dB, after which the previous iterate's parameters are restored; nil for never.
    public var backtrack: Double?
    /// Seeds both the degradation (numpy's generator) and the network (PyTorch's).
    public var seed: UInt32
    /// Number of iterations, unless a stopping rule ends the fit before.
    public var iterations: Int
    /// Metrics are recorded at iterations 0, n, 2n, ... and at the last one.
    public var recordEvery: Int
    /// Number of frequency bands; 5 as published.
    public var bandCount: Int
    /// How the bands divide the spectrum.
    public var bandGeometry: BandGeometry
    /// The image that the spectra of outputs are compared with.
    public var bandReference: BandReference
    /// Whether an image whose sides do not suit the network gets a frame that is cropped off again (METHOD section 1, `size: pad`).
    public var padsImage: Bool
    /// Stopping rules that monitor the fit without ending it, each once.
    public var monitors: [StoppingRule]
    /// The rule that ends the fit before all iterations are done; nil for none.
    public var stop: StoppingRule?

    /// A fit by the plain method with Adam at a constant rate; what is not an argument, such as `method` and
    /// `schedule`, can be set afterwards.
    public init(
        task: RestorationTask, architecture: Architecture, input: NetworkInput = .fourier, inputNoise: Double = 0,
        inputNoiseStream: InputNoiseStream = .pytorch,
        learningRate: Double = 0.001, weightDecay: Double = 0, langevin: Langevin? = nil, totalVariation: Double? = nil,
        ema: Double? = nil, backtrack: Double? = nil, seed: UInt32 = 0, iterations: Int, recordEvery: Int = 1,
        bandCount: Int = 5, bandGeometry: BandGeometry = .published, bandReference: BandReference = .degraded,
        padsImage: Bool = false,
        monitors: [StoppingRule] = [], stop: StoppingRule? = nil
    ) {
        self.task = task
        self.architecture = architecture
        self.input = input
        self.inputNoise = inputNoise
        self.inputNoiseStream = inputNoiseStream
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.langevin = langevin
        self.totalVariation = totalVariation
        self.ema = ema
        self.backtrack = backtrack
        self.seed = seed
        self.iterations = iterations
        self.recordEvery = recordEvery
        self.bandCount = bandCount
        self.bandGeometry = bandGeometry
        self.bandReference = bandReference
        self.padsImage = padsImage
        self.monitors = monitors
        self.stop = stop
    }
}

extension FitConfiguration {
    var optimizer: Optimizer {
        Optimizer(
            learningRate: learningRate, schedule: schedule.over(iterations), rule: rule, epsilon: epsilon,
            weightDecay: weightDecay, largestNorm: largestNorm,
            noise: langevin.map { Optimizer.Noise(deviation: $0.noise * learningRate, seed: seed) })
    }

    /// Whether the first iterations are the same in a longer fit, so that one of more iterations goes on from the end of this one.
    ///
    /// They are not where the learning rate follows a cosine over the whole fit, and where the method makes its last output otherwise.
    public var isPartOfLongerFits: Bool {
        if case .cosine(nil, _) = schedule { return false }
        return method != .zeroShot && !method.givesOneOutput
    }

    /// What the configuration asks for that only the processor has, by name; nil where every backend has it all.
    public var processorOnly: String? {
        method == .network ? optimizer.extensions.first : "method '\(method.name.rawValue)'"
    }

    /// The network that is trained on an image of channels x height x width, with a frame about it when images are padded; nil for a method
    /// that trains none.
    /// - Throws: `NetworkError` when the size does not suit it, `FitError.unsuitableInput` when the network input does not.
    public func network(channels: Int, height: Int, width: Int) throws -> Network? {
        if method.givesOneOutput { return nil }
        if method == .zeroShot {
            // Its copies of half the size have a network each.
            _ = try NoiseNet.network(channels: channels, height: height / 2, width: width / 2)
            return try NoiseNet.network(channels: channels, height: height, width: width)
        }
        let architecture = trainedArchitecture(channels: channels)
        let frame = padsImage ? PaddedFrame(architecture, height: height, width: width) : nil
        let network = try architecture.network(
            channels: channels, height: frame?.height ?? height, width: frame?.width ?? width)
        if method.hasOwnInput, !method.hasOwnNetwork {
            guard network.input.height == height, network.input.width == width else {
                throw FitError.unsuitableInput(
                    "method '\(method.name.rawValue)' needs a network whose input has the image's size, such as skip or "
                        + "unet, not \(architecture.name.rawValue)")
            }
        } else {
            try input.check(network.input)
        }
        if inputNoise > 0, inputNoiseStream == .pytorch, !method.hasOwnInput,
            network.input.count < InputNoiseStream.fewestSamples
        {
            throw FitError.unsuitableInput(
                "input noise needs a network input of at least \(InputNoiseStream.fewestSamples) samples, not "
                    + "\(network.input.count); with the stream 'threefry' any input will do")
        }
        return network
    }

    /// The image sizes that suit what is trained; nil where any do.
    public var sizes: SizeDemand? {
        method.givesOneOutput || method == .zeroShot ? nil : trainedArchitecture(channels: 3).options.sizes
    }

    /// The architecture with what the method asks for; for methods that have one.
    func trainedArchitecture(channels: Int) -> Architecture {
        switch method {
        case .autoencoding, .selfGuided, .unbiasedRisk: architecture.with(inputChannels: channels)
        case .randomProjector(let options): .skip(options.network(task, channels: channels))
        default: architecture
        }
    }

    /// How many images' worth of network passes a step does, as a multiple of one of the plain method.
    public var passesPerStep: Double {
        switch method {
        case .zeroShot: 1.5
        case .selfGuided(let options): Double(options.drawCount)
        case .unbiasedRisk: 2
        default: 1
        }
    }
}

/// Why a fit cannot start or continue; its description is the sentence to show.
public enum FitError: Error, CustomStringConvertible, Equatable {
    /// The loss was not finite at this iteration; `operation` is where the first value that was not finite came from.
    case diverged(iteration: Int, operation: String)
    /// The network input or the image does not suit the network or the method; the text is the sentence to show.
    case unsuitableInput(String)

    public var description: String {
        switch self {
        case .diverged(let iteration, let operation):
            "the loss stopped being a finite number at iteration \(iteration); the first value that is not finite came from: \(operation)"
        case .unsuitableInput(let reason): reason
        }
    }
}
