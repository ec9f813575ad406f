import Architectures

/// The choices of aSeqDIP (METHOD section 9.2).
public struct AutoencodingOptions: Equatable, Sendable {
    /// What the network input becomes.
    public enum Renewal: String, CaseIterable, Sendable {
        /// The output that the last loss used, as the program for denoising has it.
        case output
        /// The output after the step, as the program for inpainting has it.
        case fresh
    }

    /// Iterations from one network input to the next.
    public var every = 2
    /// What the mean squared difference of output and network input is multiplied by.
    public var weight = 1.0
    /// What the network input becomes; nil for the choice of the task's published program.
    public var renewal: Renewal?

    /// The published choices.
    public init() {}
}

/// The choices of Self-Guided DIP (METHOD section 9.1); nil stands for what the reading has.
public struct SelfGuidedOptions: Equatable, Sendable {
    /// The programs that define the method differ in nearly everything.
    public enum Reading: String, CaseIterable, Sendable {
        /// The authors' demonstration: norms, 3 draws, the gradient goes through the scale of the draws.
        case demo
        /// The Deep Image Prior handbook's: squares, 4 draws, gradients clipped.
        case handbook
    }

    /// What the penalty of the reading `handbook` compares with the network input.
    public enum Penalty: String, CaseIterable, Sendable {
        /// The mean of the outputs, as the papers and the handbook's comment have it.
        case intended
        /// Every output by itself, times the number of draws, as the handbook's program has it.
        case published
    }

    /// The program that is followed.
    public var reading = Reading.demo
    /// The penalty of the reading `handbook`; `demo` has its own.
    public var penalty = Penalty.published
    /// Noisy inputs of an iteration, K; nil for 3 with `demo`, 4 with `handbook`.
    public var draws: Int?
    /// Weight of the penalty; nil for 2 with `demo`, 0.01 with `handbook`.
    public var alpha: Double?
    /// Learning rate of the network input; nil for 0.1.
    public var inputRate: Double?

    /// The published choices, those of the reading `demo`.
    public init() {}

    /// Noisy inputs of an iteration, K: `draws` or that of the reading.
    public var drawCount: Int { draws ?? (reading == .demo ? 3 : 4) }
    var weight: Double { alpha ?? (reading == .demo ? 2 : 0.01) }
    var inputLearningRate: Double { inputRate ?? 0.1 }
    /// The scale of a draw, as a share of the largest value of the network input.
    var noiseShare: Float { reading == .demo ? 0.5 : 0.01 }
    var penalisesDraws: Bool { reading == .handbook && penalty == .published }
}

/// The choices of Deep Random Projector (METHOD section 9.3); nil stands for what the program has for the task.
public struct RandomProjectorOptions: Equatable, Sendable {
    /// Weight of the total variation of the output; nil for the published one of the task.
    public var totalVariation: Double?
    /// Channels of the network; nil for the published ones of the task.
    public var width: Int?

    /// The published choices.
    public init() {}

    /// `skip` of one scale behind a batch norm of the network input.
    func network(_ task: RestorationTask, channels: Int) -> SkipOptions {
        let width = width ?? Self.published(task, denoise: 64, superResolve: 128, inpaint: 128)
        var options = SkipOptions(
            downChannels: [width], upChannels: [width],
            skipChannels: [Self.published(task, denoise: 4, superResolve: 4, inpaint: 128)],
            inputChannels: Self.published(task, denoise: channels, superResolve: 1, inpaint: 2))
        options.normalizesInput = true
        return options
    }

    func weight(_ task: RestorationTask) -> Double {
        totalVariation ?? Self.published(task, denoise: 0.45, superResolve: 0.75, inpaint: 0.01)
    }

    static func published<Value>(_ task: RestorationTask, denoise: Value, superResolve: Value, inpaint: Value) -> Value
    {
        switch task {
        case .inpaint, .inpaintRegion: inpaint
        case .superResolve: superResolve
        default: denoise
        }
    }
}

/// The choices of double over-parametrisation (METHOD section 9.4).
public struct DoubleOverparametrizationOptions: Equatable, Sendable {
    /// The learning rate of g and h over that of the weights, which weighs the noise against the network (the authors' alpha).
    public var ratio = 500.0

    /// The published ratio, 500.
    public init() {}
}

/// The choices of DIP-SURE (METHOD section 9.8).
public struct UnbiasedRiskOptions: Equatable, Sendable {
    /// The network input z.
    public enum Input: String, CaseIterable, Sendable {
        /// The degraded image with more noise, of a deviation that is drawn anew from 0 to `noise`, as in the authors' scripts.
        case uniform
        /// The degraded image with more noise, of deviation `noise`.
        case fixed
        /// The degraded image itself: DIP-SURE without what the authors call eSURE.
        case image
    }

    /// The network input z.
    public var input = Input.uniform
    /// The deviation of the noise that is added, as a share of that in the image.
    public var noise = 0.5
    /// How far apart the two network inputs are whose outputs give the divergence, as a share of the noise's deviation.
    public var epsilon = 0.5

    /// The published choices.
    public init() {}
}

/// A program from outside that restores the degraded image: a list of words, never a shell line (METHOD section 9.7).
public struct ExternalProgram: Equatable, Sendable {
    /// The program and its arguments; `{input}`, `{output}`, `{sigma}` and `{mask}` are filled in.
    public var command: [String]
    /// The name of the program in records.
    public var name: String
    /// The words that print its version; nil where there are none.
    public var version: [String]?
    /// The most seconds that it may take.
    public var seconds = 3600.0
    /// The most memory that its processes may hold, in MB.
    public var memoryMB = 8192

    /// A program that may take an hour and 8192 MB unless `seconds` and `memoryMB` are set.
    public init(command: [String], name: String, version: [String]? = nil) {
        self.command = command
        self.name = name
        self.version = version
    }
}
