/// A number that summarises one run; the raw value is its name in tables.
package enum RunMetric: String, CaseIterable, Sendable {
    /// PSNR of the last output to the clean image, in dB.
    case psnr
    /// Mean PSNR over the last tenth of the iterations, in dB.
    case psnrLast = "psnr_last"
    /// PSNR of the best recorded iteration, in dB.
    case psnrBest = "psnr_best"
    /// The recorded iteration of the best PSNR.
    case iterationBest = "iteration_best"
    /// PSNR of the best iteration minus that of the last one, in dB.
    case drop
    /// PSNR of the best iteration minus the mean over the last tenth of the iterations, in dB.
    case dropLast = "drop_last"
    /// PSNR at one recorded iteration, in dB.
    case psnrAt = "psnr_at"
    /// PSNR of the moving average of outputs, in dB.
    case psnrAveraged = "psnr_ema"
    /// PSNR of the mean of the outputs that Langevin dynamics sampled, in dB.
    case psnrSampled = "psnr_sgld"
    /// PSNR of the output with the lowest training loss, in dB.
    case psnrLowestLoss = "psnr_lowest_loss"
    /// PSNR of the method's answer, in dB: the mean of samples, the moving average, or the output of the lowest loss where there
    /// is one, else the last output.
    case psnrAnswer = "psnr_answer"
    /// PSNR of the image that a stopping rule chose when it ended the run, in dB.
    case psnrStopped = "psnr_stopped"
    /// PSNR of the degraded image, in dB.
    case psnrInput = "psnr_input"
    /// SSIM of the last output to the clean image.
    case ssim
    /// Mean SSIM over the last tenth of the iterations.
    case ssimLast = "ssim_last"
    /// SSIM at the recorded iteration of the best PSNR.
    case ssimBest = "ssim_best"
    /// SSIM of the degraded image.
    case ssimInput = "ssim_input"
    /// PSNR of the luma of the last output, in dB, for super-resolution.
    case psnrLuma = "psnr_y"
    /// PSNR of the luma of the bicubic enlargement, in dB, for super-resolution.
    case psnrLumaBicubic = "psnr_y_bicubic"
    /// PSNR of the luma of the nearest enlargement, in dB, for super-resolution.
    case psnrLumaNearest = "psnr_y_nearest"
    /// The training loss at the last iteration.
    case loss
    /// Correspondence of one frequency band at the last iteration, 0...1.
    case fbc
    /// Correspondence of one frequency band at the recorded iteration of the best PSNR, 0...1.
    case fbcBest = "fbc_best"
    /// The first recorded iteration at which the correspondence of one frequency band rises to a level.
    case fbcReached = "fbc_reached"
    /// Blur and sharpness of the last output, and the ratio of the two.
    case blur, sharpness, ratio
    /// PSNR of the image that a stopping rule chose, in dB.
    case stopPSNR = "stop_psnr"
    /// SSIM of the image that a stopping rule chose.
    case stopSSIM = "stop_ssim"
    /// The iteration that a stopping rule chose.
    case stopIteration = "stop_iteration"
    /// PSNR of the best iteration minus that of the image that a stopping rule chose, in dB.
    case stopGap = "stop_gap"
    /// The iterations of the spec after the one at which a stopping rule decided, in per cent of all.
    case stopSaved = "stop_saved"
    /// The iteration at which a stopping rule decided, up to which a user has to wait; the number of iterations if it
    /// never did.
    case decidedAt = "decided_at"
    /// Training time by the clock per iteration, in seconds.
    case secondsPerIteration = "seconds_per_iteration"
    /// Processor time of training per iteration, in seconds; in older records the median time of an iteration times
    /// threads.
    case coreSecondsPerIteration = "core_seconds_per_iteration"
    /// Training time of the run by the clock, in seconds.
    case seconds
    /// Processor time of training in the whole run, in seconds, by which methods compare; in older records time times
    /// threads.
    case coreSeconds = "core_seconds"
    /// Peak memory of the run, in MB.
    case peakMemory = "peak_memory_mb"
    /// Number of learned values, iterations done, and the sides of the image in pixels.
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

    /// Whether it needs the number of a frequency band.
    package var isOfBand: Bool {
        switch self {
        case .fbc, .fbcBest, .fbcReached: true
        default: false
        }
    }

    /// Whether it belongs to one of the stopping rules that monitored the run.
    package var isOfStoppingRule: Bool {
        switch self {
        case .stopPSNR, .stopSSIM, .stopIteration, .stopGap, .stopSaved, .decidedAt: true
        default: false
        }
    }

    /// The unit of the values; nil for a pure number.
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
    /// The metric.
    package var measure: RunMetric
    /// The number of the band of `fbc`, `fbc_best` and `fbc_reached`, 1 for the lowest.
    package var band: Int?
    /// The correspondence that `fbc_reached` waits for, 0...1.
    package var level: Double?
    /// The iteration of `psnr_at`.
    package var iteration: Int?
    /// The stopping rule of the `stop_` measures and of `decided_at`.
    package var rule: String?
    /// Parameters that identify the rule if it ran with several.
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
