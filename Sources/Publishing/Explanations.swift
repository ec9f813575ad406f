import Records
import Specs

extension FigureBlock.Kind {
    /// What a figure of this kind shows.
    package var explanation: String {
        switch self {
        case .bands: "PSNR of every series in one panel, and the frequency bands of each in a panel of its own"
        case .strip: "the degraded image, what each run made of it, and the clean image, with PSNR; option inset"
        case .stopping: "PSNR and ratio over iterations with the iteration that each stopping rule chooses"
        case .losses: "the loss of every series over iterations, both logarithmic"
        case .spectrum: "log magnitudes of the spectra of degraded, restored and clean image, with the frequency bands"
        case .heat: "the frequency bands of every series over iterations as an image, at most 32 bands"
        case .errorSpectrum: "the power of the error to the clean image over frequency, of every series"
        }
    }
}

extension TableBlock.Kind {
    /// What a table of this kind shows.
    package var explanation: String {
        switch self {
        case .results: "a row a case, a column a measure of its runs, with mean and standard deviation over seeds"
        case .stopping: "a row a stopping rule: its gap to the best iteration, what it saves, how often it fires"
        }
    }
}

extension RunMetric {
    /// What a column of this measure shows.
    package var explanation: String {
        switch self {
        case .psnr: "PSNR to the clean image at the last iteration, dB"
        case .psnrLast: "mean PSNR over the last tenth of the iterations, as single ones swing, dB"
        case .psnrBest: "PSNR of the best iteration, which only the clean image tells, dB"
        case .iterationBest: "the iteration of the best PSNR"
        case .drop: "best PSNR less that of the last iteration, dB"
        case .dropLast: "best PSNR less the mean over the last tenth of the iterations, dB"
        case .psnrAt: "PSNR at a recorded iteration, dB; option iteration"
        case .psnrAveraged: "PSNR of the moving average of outputs, dB; with ema only"
        case .psnrSampled: "PSNR of the mean of the samples of Langevin dynamics, dB"
        case .psnrLowestLoss: "PSNR of the output of the lowest loss, dB; with deep-decoder only"
        case .psnrStopped: "PSNR of what the spec's stop rule chose when it ended the run, dB"
        case .psnrInput: "PSNR of the degraded image, dB"
        case .ssim: "structural similarity at the last iteration"
        case .ssimLast: "mean structural similarity over the last tenth of the iterations"
        case .ssimBest: "structural similarity at the recorded iteration of the best PSNR"
        case .ssimInput: "structural similarity of the degraded image, where the record has it"
        case .psnrLuma: "PSNR of the luma at the last iteration, dB; with super-resolve only"
        case .psnrLumaBicubic: "PSNR of the luma of the bicubic enlargement, dB; with super-resolve only"
        case .psnrLumaNearest: "PSNR of the luma of the enlargement by repetition, dB; with super-resolve only"
        case .loss: "the training loss at the last iteration"
        case .fbc: "correspondence of a frequency band at the last iteration; option band"
        case .fbcBest: "correspondence of a frequency band at the recorded iteration of the best PSNR; option band"
        case .fbcReached:
            "the first recorded iteration at which a frequency band rises to a level; options band and level"
        case .blur: "blur of the last output"
        case .sharpness: "maximum local variation of the last output"
        case .ratio: "blur divided by sharpness of the last output"
        case .stopPSNR:
            "PSNR of the image that a stopping rule chose, dB; options rule and parameters, as for all of stop_ and decided_at"
        case .stopSSIM: "structural similarity of the image that a stopping rule chose"
        case .stopIteration: "the iteration that a stopping rule chose"
        case .stopGap: "PSNR of the best iteration less that of the chosen image, dB"
        case .stopSaved: "the share of the iterations after the rule decided, per cent"
        case .decidedAt: "the iteration at which a stopping rule decided; the last one where it never did"
        case .secondsPerIteration: "training time of an iteration, s"
        case .coreSecondsPerIteration:
            "training time of an iteration times threads, s: the median over the run, which pauses and other load hardly change"
        case .seconds: "training time of the run, s"
        case .peakMemory: "peak memory of the run, MB"
        case .parameters: "learned parameters"
        case .iterations: "training steps"
        case .width: "width of the image, pixels"
        case .height: "height of the image, pixels"
        }
    }
}
