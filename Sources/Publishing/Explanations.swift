import Records
import Specs

extension FigureBlock.Kind {
    /// What a figure of this kind shows.
    package var explanation: String {
        switch self {
        case .bands: "PSNR of every series in one panel, and the frequency bands of each series in its own panel"
        case .psnr:
            "PSNR of every series in one panel, up to 16, with the best iteration and the name at the end of each curve"
        case .strip: "the degraded image, each restored image and the clean image, with PSNR; option inset"
        case .stopping: "PSNR and ratio over iterations, with the iteration that each stopping rule chooses"
        case .losses: "the loss of every series over iterations, both axes logarithmic"
        case .spectrum:
            "log magnitudes of the spectra of the degraded, restored and clean images, with the frequency bands"
        case .heat: "the frequency bands of every series over iterations as an image, up to 32 bands"
        case .errorSpectrum: "the power of the error with respect to the clean image over frequency, for every series"
        }
    }
}

extension TableBlock.Kind {
    /// What a table of this kind shows.
    package var explanation: String {
        switch self {
        case .results:
            "one row per case, one column per measure of its runs, with mean and standard deviation over seeds"
        case .stopping: "one row per stopping rule: its gap to the best iteration, what it saves, how often it fires"
        case .candidates:
            "one row per run and curve of a figure of the paper: how far they lie apart, in reading errors, nearest first"
        }
    }
}

extension RunMetric {
    /// What a column of this measure shows.
    package var explanation: String {
        switch self {
        case .psnr: "PSNR to the clean image at the last iteration, dB"
        case .psnrLast: "mean PSNR over the last tenth of the iterations, because single iterations fluctuate, dB"
        case .psnrBest: "PSNR of the best iteration, known only with the clean image, dB"
        case .iterationBest: "the iteration of the best PSNR"
        case .drop: "best PSNR minus that of the last iteration, dB"
        case .dropLast: "best PSNR minus the mean over the last tenth of the iterations, dB"
        case .psnrAt: "PSNR at a recorded iteration, dB; option iteration"
        case .psnrAveraged: "PSNR of the moving average of outputs, dB; with ema only"
        case .psnrAnswer:
            "PSNR of the method's answer, dB: the mean of samples, the moving average or the output of the lowest loss "
                + "where there is one, else the last output"
        case .psnrSampled: "PSNR of the mean of the samples of Langevin dynamics, dB"
        case .psnrLowestLoss: "PSNR of the output with the lowest loss, dB; only with deep-decoder"
        case .psnrStopped: "PSNR of the output that the spec's stop rule chose when it ended the run, dB"
        case .psnrInput: "PSNR of the degraded image, dB"
        case .ssim: "structural similarity at the last iteration"
        case .ssimLast: "mean structural similarity over the last tenth of the iterations"
        case .ssimBest: "structural similarity at the recorded iteration of the best PSNR"
        case .ssimInput: "structural similarity of the degraded image, if recorded"
        case .psnrLuma: "PSNR of the luma at the last iteration, dB; only with super-resolve"
        case .psnrLumaBicubic: "PSNR of the luma of the bicubic enlargement, dB; only with super-resolve"
        case .psnrLumaNearest: "PSNR of the luma of the enlargement by pixel repetition, dB; only with super-resolve"
        case .loss: "the training loss at the last iteration"
        case .fbc: "correspondence of a frequency band at the last iteration; option band"
        case .fbcBest: "correspondence of a frequency band at the recorded iteration of the best PSNR; option band"
        case .fbcReached:
            "the first recorded iteration at which a frequency band rises to a level; options band and level"
        case .blur: "blur of the last output"
        case .sharpness: "maximum local variation of the last output"
        case .ratio: "blur divided by sharpness of the last output"
        case .stopPSNR:
            "PSNR of the image that a stopping rule chose, dB; options rule and parameters, as for all stop_ measures and decided_at"
        case .stopSSIM: "structural similarity of the image that a stopping rule chose"
        case .stopIteration: "the iteration that a stopping rule chose"
        case .stopGap: "PSNR of the best iteration minus that of the chosen image, dB"
        case .stopSaved: "the iterations of the spec that come after the one at which the rule decided, per cent"
        case .decidedAt: "the iteration at which a stopping rule decided; the number of iterations if it never did"
        case .secondsPerIteration: "training time per iteration, s"
        case .coreSecondsPerIteration:
            "processor time of training per iteration, s; in older records the median time of an iteration times threads"
        case .seconds: "training time of the run, s"
        case .coreSeconds:
            "processor time of training in the whole run, s, by which methods compare; in older records time times threads"
        case .peakMemory: "peak memory of the run, MB"
        case .parameters: "learned parameters"
        case .iterations: "training steps that were done"
        case .width: "width of the image, pixels"
        case .height: "height of the image, pixels"
        }
    }
}
