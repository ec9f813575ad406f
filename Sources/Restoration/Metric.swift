import Spectra

/// What is recorded at an iteration; the raw value is the column of `curves.csv` (METHOD section 6).
public enum Metric: String, CaseIterable, Sendable {
    /// The training loss.
    case loss
    /// The mean squared error in it, where the loss has another term.
    case dataLoss = "data_loss"
    /// PSNR to the clean image, in dB.
    case psnr
    /// PSNR of the luma to that of the clean image without a border of 4 pixels, in dB: how super-resolution is scored.
    case psnrLuma = "psnr_y"
    /// PSNR to the degraded image, in dB: rises while noise is fitted. For super-resolution to its bicubic enlargement.
    case psnrDegraded = "psnr_degraded"
    /// SSIM to the clean image.
    case ssim
    /// Gradient magnitude similarity deviation to the clean image: 0 is equal, 0.1 poor.
    case gmsd
    /// PSNR of the moving average of outputs, in dB.
    case psnrAveraged = "psnr_ema"
    /// PSNR of the mean of the outputs that Langevin dynamics has sampled so far, in dB.
    case psnrPosterior = "psnr_sgld"
    /// Frequency-band correspondence: one column a band, lowest first.
    case fbc
    /// Blur and sharpness of the output, and the ratio of the two.
    case blur, sharpness, ratio
    /// Training time so far, in seconds.
    case seconds

    /// The columns that a run with this configuration records, `iteration` first.
    static func columns(of configuration: FitConfiguration) -> [String] {
        ["iteration"]
            + recorded(by: configuration).flatMap { $0.columns(bands: configuration.bandCount) }
    }

    /// The names of its columns: one a band for `fbc`.
    public func columns(bands: Int) -> [String] {
        self == .fbc ? (1...bands).map { "fbc_\($0)" } : [rawValue]
    }

    /// The values of those columns, without the iteration.
    static func values(
        of configuration: FitConfiguration, loss: Double?, dataLoss: Double?, measured: MetricValues, luma: Double?,
        averagedPSNR: Double?, posteriorPSNR: Double?, seconds: Double
    ) -> [Double?] {
        recorded(by: configuration).flatMap { metric -> [Double?] in
            switch metric {
            case .loss: [loss]
            case .dataLoss: [dataLoss]
            case .psnrLuma: [luma]
            case .psnrAveraged: [averagedPSNR]
            case .psnrPosterior: [posteriorPSNR]
            case .seconds: [seconds]
            case .psnr, .psnrDegraded, .ssim, .gmsd, .fbc, .blur, .sharpness, .ratio: metric.values(in: measured)
            }
        }
    }

    /// The values of this metric among those measured of an image, one a band for `fbc`; none for what only a fit knows.
    public func values(in measured: MetricValues) -> [Double?] {
        switch self {
        case .psnr: [measured.psnr]
        case .psnrDegraded: [measured.psnrDegraded]
        case .ssim: [measured.ssim]
        case .gmsd: [measured.gmsd]
        case .fbc: measured.fbc
        case .blur: [measured.blur]
        case .sharpness: [measured.sharpness]
        case .ratio: [measured.ratio]
        case .loss, .dataLoss, .psnrLuma, .psnrAveraged, .psnrPosterior, .seconds: []
        }
    }

    private static func recorded(by configuration: FitConfiguration) -> [Metric] {
        allCases.filter { metric in
            switch metric {
            case .dataLoss: configuration.totalVariation != nil || configuration.method.hasSeveralTerms
            case .psnrAveraged: configuration.ema != nil
            case .psnrPosterior: configuration.langevin != nil
            case .psnrLuma: configuration.task.measuresLuma
            default: true
            }
        }
    }
}
