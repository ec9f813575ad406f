/// A number that summarises one run; the raw value is its name in tables.
package enum RunMetric: String, CaseIterable, Sendable {
    /// PSNR to the clean image in dB: of the last iteration, of the last tenth of the iterations on average, of the best iteration.
    case psnr
    case psnrLast = "psnr_last"
    case psnrBest = "psnr_best"
    case iterationBest = "iteration_best"
    /// PSNR lost from the best iteration to the last one, and to the mean of the last tenth, in dB.
    case drop
    case dropLast = "drop_last"
    /// PSNR at one recorded iteration, in dB.
    case psnrAt = "psnr_at"
    /// PSNR of the moving average of outputs, of the mean of Langevin samples, and of the output with the lowest loss, in dB.
    case psnrAveraged = "psnr_ema"
    case psnrSampled = "psnr_sgld"
    case psnrLowestLoss = "psnr_lowest_loss"
    /// PSNR of the method's answer, in dB: the mean of samples, the moving average, or the output of the lowest loss where there
    /// is one, else the last output.
    case psnrAnswer = "psnr_answer"
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
    /// Correspondence of one frequency band: at the last iteration, at the iteration of the best PSNR; and the first iteration at which it rises to a level.
    case fbc
    case fbcBest = "fbc_best"
    case fbcReached = "fbc_reached"
    case blur, sharpness, ratio
    /// The choice of a stopping rule that monitored the run.
    case stopPSNR = "stop_psnr"
    case stopSSIM = "stop_ssim"
    case stopIteration = "stop_iteration"
    case stopGap = "stop_gap"
    case stopSaved = "stop_saved"
    /// The iteration at which the rule decided, up to which a user has to wait.
    case decidedAt = "decided_at"
    /// Training time: mean per iteration; of a typical iteration times threads, which is comparable between numbers of threads; of the whole run.
    case secondsPerIteration = "seconds_per_iteration"
    case coreSecondsPerIteration = "core_seconds_per_iteration"
    case seconds
    /// Training time of the run times its threads, by which methods compare.
    case coreSeconds = "core_seconds"
    case peakMemory = "peak_memory_mb"
    case parameters, iterations, width, height

    /// Whether larger values are better; nil if neither direction is.
    package var largerIsBetter: Bool? {
        switch self {
        case .psnr, .psnrLast, .psnrBest, .psnrAt, .psnrAveraged, .psnrSampled, .psnrLowestLoss, .psnrAnswer,
            .psnrStopped,
            .psnrInput, .ssim, .ssimLast, .ssimBest, .ssimInput,
            .psnrLuma, .psnrLumaBicubic, .psnrLumaNearest, .stopPSNR, .stopSSIM, .stopSaved:
            true
        case .drop, .dropLast, .stopGap, .secondsPerIteration, .coreSecondsPerIteration, .seconds, .coreSeconds,
            .peakMemory:
            false
        case .iterationBest, .loss, .fbc, .fbcBest, .fbcReached, .blur, .sharpness, .ratio, .stopIteration, .decidedAt,
            .parameters, .iterations, .width, .height:
            nil
        }
    }

    /// Whether a value may be marked as the best: it is a result, not what a run took, and attainable without the clean image.
    package var isRanked: Bool {
        switch self {
        case .psnrBest, .ssimBest, .psnrInput, .ssimInput: false
        case .secondsPerIteration, .coreSecondsPerIteration, .seconds, .coreSeconds, .peakMemory: false
        default: true
        }
    }

    /// The name of the same quantity among published values; nil if papers report none.
    package var publishedMetric: String? {
        switch self {
        case .psnr, .psnrLast, .psnrBest, .psnrAt, .psnrAveraged, .psnrSampled, .psnrLowestLoss, .psnrAnswer,
            .psnrStopped,
            .psnrInput, .stopPSNR:
            "psnr"
        case .psnrLuma, .psnrLumaBicubic, .psnrLumaNearest: "psnr_y"
        case .ssim, .ssimLast, .ssimBest, .ssimInput, .stopSSIM: "ssim"
        default: nil
        }
    }

    package var isOfBand: Bool {
        switch self {
        case .fbc, .fbcBest, .fbcReached: true
        default: false
        }
    }

    package var isOfStoppingRule: Bool {
        switch self {
        case .stopPSNR, .stopSSIM, .stopIteration, .stopGap, .stopSaved, .decidedAt: true
        default: false
        }
    }

    /// Nil for a pure number.
    package var unit: String? {
        switch self {
        case .psnr, .psnrLast, .psnrBest, .drop, .dropLast, .psnrAt, .psnrAveraged, .psnrSampled, .psnrLowestLoss,
            .psnrAnswer, .psnrStopped, .psnrInput, .psnrLuma,
            .psnrLumaBicubic, .psnrLumaNearest, .stopPSNR, .stopGap:
            "dB"
        case .stopSaved: "%"
        case .secondsPerIteration, .coreSecondsPerIteration, .seconds, .coreSeconds: "s"
        case .peakMemory: "MB"
        default: nil
        }
    }

    /// The default number of decimals in tables.
    package var digits: Int {
        switch self {
        case .ssim, .ssimLast, .ssimBest, .ssimInput, .fbc, .fbcBest, .blur, .stopSSIM, .secondsPerIteration,
            .coreSecondsPerIteration:
            3
        case .loss: 5
        case .sharpness: 4
        case .coreSeconds: 1
        case .iterationBest, .fbcReached, .stopIteration, .stopSaved, .decidedAt, .seconds, .peakMemory,
            .parameters,
            .iterations, .width, .height:
            0
        default: 2
        }
    }
}

/// A metric with its options: the band and its level, the iteration, or the stopping rule.
package struct MetricQuery: Equatable, Sendable {
    package var measure: RunMetric
    /// Of `fbc`, `fbc_best` and `fbc_reached`: 1 for the lowest.
    package var band: Int?
    /// Of `fbc_reached`: the correspondence, 0...1.
    package var level: Double?
    /// The iteration of `psnr_at`.
    package var iteration: Int?
    /// The stopping rule of the `stop_` measures and `decided_at`; `parameters` identifies it if it ran with several.
    package var rule: String?
    package var parameters: String?

    package init(
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
