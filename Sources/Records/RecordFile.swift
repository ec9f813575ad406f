/// The names of the files in the folder of a run.
///
/// The folder of a complete run holds record, spec, curves, log and images, some of them only where the run makes them. Beside them
/// are what its stopping rules chose (`StopTable.file`) and, where it is kept, the end state (`EndState.file`). Until a run is
/// complete, its checkpoints are there (`CheckpointFolder`); while a process makes it, so is the lock (`RunLock`).
package enum RecordFile {
    /// What was run, by which program and on which machine, and the results in short: a `RunRecord`.
    package static let record = "run.json"
    /// Every setting of the run, with defaults filled in.
    package static let spec = "spec.yaml"
    /// Loss and metrics, one row for each recorded iteration: a `CurveTable`.
    package static let curves = "curves.csv"
    /// One line per event: a `LogFile`.
    package static let log = "log.txt"

    /// The clean image.
    package static let clean = "clean.png"
    /// The image that was restored.
    package static let degraded = "degraded.png"
    /// White where the image is known.
    package static let mask = "mask.png"
    /// The low-resolution image, enlarged by bicubic interpolation.
    package static let bicubic = "bicubic.png"
    /// The low-resolution image, enlarged by its nearest pixels.
    package static let nearest = "nearest.png"
    /// The network's output after the last iteration.
    package static let output = "output.png"
    /// The output with the highest PSNR.
    package static let best = "best.png"
    /// The moving average of the outputs.
    package static let averaged = "averaged.png"
    /// The mean of the outputs that Langevin dynamics sampled.
    package static let posteriorMean = "sgld.png"
    /// The output with the lowest loss.
    package static let lowestLoss = "lowest-loss.png"
    /// The output that the rule which ended the run chose.
    package static let stopped = "stopped.png"
    /// The image with enhanced detail.
    package static let enhanced = "enhanced.png"
}
