/// A number that sums up one run, by the name that tables ask for it with.
public enum RunMetric: String, CaseIterable, Sendable {
    /// PSNR to the clean image in dB: of the last iteration, of the last tenth of the iterations on average, of the best iteration.
    case psnr
    case psnrLast = "psnr_last"
    case psnrBest = "psnr_best"
    case iterationBest = "iteration_best"
    /// What is lost from the best iteration to the last, and to the mean of the last tenth.
    case drop
    case dropLast = "drop_last"
    /// At one iteration.
    case psnrAt = "psnr_at"
    /// Of the moving average of outputs, of the mean of the samples of Langevin dynamics, and of the output of the lowest loss.
    case psnrAveraged = "psnr_ema"
    case psnrSampled = "psnr_sgld"
    case psnrLowestLoss = "psnr_lowest_loss"
    /// Of what the rule chose that ended the run.
    case psnrStopped = "psnr_stopped"
    /// Of the degraded image.
    case psnrInput = "psnr_input"
    case ssim
    case ssimLast = "ssim_last"
    case ssimBest = "ssim_best"
    case ssimInput = "ssim_input"
    /// Of the luma, and of enlargements without a network.
    case psnrLuma = "psnr_y"
    case psnrLumaBicubic = "psnr_y_bicubic"
    case psnrLumaNearest = "psnr_y_nearest"
    case loss
    /// Correspondence of one frequency band: at the last iteration, at that of the best PSNR; the first iteration at which it rises to a level.
    case fbc
    case fbcBest = "fbc_best"
    case fbcReached = "fbc_reached"
    case blur, sharpness, ratio
    /// What a stopping rule chose on the way.
    case stopPSNR = "stop_psnr"
    case stopSSIM = "stop_ssim"
    case stopIteration = "stop_iteration"
    case stopGap = "stop_gap"
    case stopSaved = "stop_saved"
    /// The iteration at which it decided: up to there a user has to wait.
    case decidedAt = "decided_at"
    /// Training time: of an iteration on average; of a typical iteration times its threads, by which runs of any number of threads compare; of the run.
    case secondsPerIteration = "seconds_per_iteration"
    case coreSecondsPerIteration = "core_seconds_per_iteration"
    case seconds
    case peakMemory = "peak_memory_mb"
    case parameters, iterations, width, height

    /// Whether a larger value is the better one; nil where neither is.
    public var largerIsBetter: Bool? {
        switch self {
        case .psnr, .psnrLast, .psnrBest, .psnrAt, .psnrAveraged, .psnrSampled, .psnrLowestLoss, .psnrStopped,
            .psnrInput, .ssim, .ssimLast, .ssimBest, .ssimInput,
            .psnrLuma, .psnrLumaBicubic, .psnrLumaNearest, .stopPSNR, .stopSSIM, .stopSaved:
            true
        case .drop, .dropLast, .stopGap, .secondsPerIteration, .coreSecondsPerIteration, .seconds, .peakMemory: false
        case .iterationBest, .loss, .fbc, .fbcBest, .fbcReached, .blur, .sharpness, .ratio, .stopIteration, .decidedAt,
            .parameters, .iterations, .width, .height:
            nil
        }
    }

    /// Whether it is a result that can be had without the clean image, so that it may be called the best of several.
    public var isAttainable: Bool {
        switch self {
        case .psnrBest, .ssimBest, .psnrInput, .ssimInput: false
        default: true
        }
    }

    /// The name of the same quantity among published values; nil where papers print none.
    public var publishedMetric: String? {
        switch self {
        case .psnr, .psnrLast, .psnrBest, .psnrAt, .psnrAveraged, .psnrSampled, .psnrLowestLoss, .psnrStopped,
            .psnrInput, .stopPSNR:
            "psnr"
        case .psnrLuma, .psnrLumaBicubic, .psnrLumaNearest: "psnr_y"
        case .ssim, .ssimLast, .ssimBest, .ssimInput, .stopSSIM: "ssim"
        default: nil
        }
    }

    public var isOfBand: Bool {
        switch self {
        case .fbc, .fbcBest, .fbcReached: true
        default: false
        }
    }

    public var isOfStoppingRule: Bool {
        switch self {
        case .stopPSNR, .stopSSIM, .stopIteration, .stopGap, .stopSaved, .decidedAt: true
        default: false
        }
    }

    /// Nil for a pure number.
    public var unit: String? {
        switch self {
        case .psnr, .psnrLast, .psnrBest, .drop, .dropLast, .psnrAt, .psnrAveraged, .psnrSampled, .psnrLowestLoss,
            .psnrStopped, .psnrInput, .psnrLuma,
            .psnrLumaBicubic, .psnrLumaNearest, .stopPSNR, .stopGap:
            "dB"
        case .stopSaved: "%"
        case .secondsPerIteration, .coreSecondsPerIteration, .seconds: "s"
        case .peakMemory: "MB"
        default: nil
        }
    }

    /// Decimals that a table shows where it does not say.
    public var digits: Int {
        switch self {
        case .ssim, .ssimLast, .ssimBest, .ssimInput, .fbc, .fbcBest, .blur, .stopSSIM, .secondsPerIteration,
            .coreSecondsPerIteration:
            3
        case .loss: 5
        case .sharpness: 4
        case .iterationBest, .fbcReached, .stopIteration, .stopSaved, .decidedAt, .seconds, .peakMemory, .parameters,
            .iterations, .width, .height:
            0
        default: 2
        }
    }
}

/// A measure with what it needs to be a number: the band and its level, the iteration or the stopping rule.
public struct MetricQuery: Equatable, Sendable {
    public var measure: RunMetric
    /// Of `fbc`, `fbc_best` and `fbc_reached`: 1 for the lowest.
    public var band: Int?
    /// Of `fbc_reached`: the correspondence, 0...1.
    public var level: Double?
    /// Of `psnr_at`.
    public var iteration: Int?
    /// Of the measures of stopping rules; with those `parameters` that tell which where it ran with several.
    public var rule: String?
    public var parameters: String?

    public init(
        _ measure: RunMetric, band: Int? = nil, level: Double? = nil, iteration: Int? = nil, rule: String? = nil,
        parameters: String? = nil
    ) {
        self.measure = measure
        self.band = band
        self.level = level
        self.iteration = iteration
        self.rule = rule
        self.parameters = parameters
    }
}
