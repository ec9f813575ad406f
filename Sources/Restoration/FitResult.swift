import Imaging

/// One row of a run's curve: what was measured at an iteration, before that iteration's update.
public struct FitRow: Sendable {
    public let iteration: Int
    /// In the order of `Fit.columns`; nil where a measure is undefined.
    public let values: [Double?]
}

/// The images and figures that a finished fit leaves.
public struct FitResult: Sendable {
    /// The output of the last iteration.
    public let output: Image
    /// The moving average of outputs, when asked for.
    public let averaged: Image?
    /// The mean of the outputs that Langevin dynamics sampled, when asked for.
    public internal(set) var posteriorMean: Image?
    /// The recorded output closest to the clean image; nil where that is not known.
    public let best: BestOutput?
    /// PSNR of `output` to the clean image in dB.
    public let finalPSNR: Double?
    /// The output whose training loss was the lowest of all iterations; for networks published with this choice (METHOD section 2.3).
    public internal(set) var lowestLoss: LowestLoss?
    /// What each stopping rule chose, in the order of the configuration.
    public internal(set) var stops: [StopOutcome] = []
    /// Training only, measuring left out.
    public let secondsPerIteration: Double
    public let parameterCount: Int
    /// What a method measures besides, by name.
    public internal(set) var scores: [String: Double] = [:]
    /// What a reader of the result has to know.
    public internal(set) var notes: [String] = []
}

/// The recorded output that is closest to the clean image.
public struct BestOutput: Equatable, Sendable {
    public let image: Image
    public let iteration: Int
    /// PSNR to the clean image in dB.
    public let psnr: Double
}

/// The output that the training loss alone would choose.
public struct LowestLoss: Equatable, Sendable {
    public let image: Image
    public let iteration: Int
    public let loss: Double
    /// PSNR to the clean image in dB; nil where that is not known.
    public let psnr: Double?
}
