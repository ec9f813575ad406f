import Dispatch
import Imaging
import Spectra

/// One row of a run's curves: the metrics of an iteration's output, before that iteration's update.
public struct FitRow: Sendable {
    /// The iteration, counted from 0.
    public let iteration: Int
    /// Values in the order of `Fit.columns`; nil where a metric is undefined.
    public let values: [Double?]
}

/// The images and numbers that a fit yields.
public struct FitResult: Sendable {
    /// The output of the last iteration.
    public let output: Image
    /// The moving average of outputs, if configured.
    public let averaged: Image?
    /// The mean of the outputs that Langevin dynamics sampled, if configured.
    public internal(set) var posteriorMean: Image?
    /// The recorded output closest to the clean image; nil if there is no clean image.
    public let best: BestOutput?
    /// PSNR of the last recorded output to the clean image in dB; that of `output` once the fit is done.
    public let finalPSNR: Double?
    /// The output with the lowest training loss of all iterations; only for networks published with this choice (METHOD section 2.3).
    public internal(set) var lowestLoss: LowestLoss?
    /// The choice of each stopping rule, in the order of the configuration.
    public internal(set) var stops: [StopOutcome] = []
    /// Training time per iteration in seconds, without measuring.
    public let secondsPerIteration: Double
    /// Processor time per iteration in seconds, of all threads; of the iterations since the fit was made or restored, nil without one. Measuring
    /// is not counted, except on a device, where outputs are measured while the next steps run.
    public var processorSecondsPerIteration: Double?
    /// Number of learned values of the network; 0 for a method that trains none.
    public let parameterCount: Int
    /// Further numbers that a method measures, by name, such as `psnr_basic`; empty for most.
    public internal(set) var scores: [String: Double] = [:]
    /// Sentences about the result for its reader; empty for most methods.
    public internal(set) var notes: [String] = []
}

/// The recorded output that is closest to the clean image.
public struct BestOutput: Equatable, Sendable {
    /// The output.
    public let image: Image
    /// The iteration of the output, counted from 0.
    public let iteration: Int
    /// PSNR to the clean image in dB.
    public let psnr: Double
}

/// The output with the lowest training loss.
public struct LowestLoss: Equatable, Sendable {
    /// The output.
    public let image: Image
    /// The iteration of the output, counted from 0.
    public let iteration: Int
    /// The training loss of that iteration.
    public let loss: Double
    /// PSNR to the clean image in dB; nil if there is no clean image.
    public let psnr: Double?
}

/// A row whose output is measured on a thread of its own, while the network is trained on elsewhere.
final class PendingRow: @unchecked Sendable {
    let iteration: Int
    let loss: Double, dataLoss: Double
    /// Training so far.
    let seconds: Double
    let output: Image
    private let done = DispatchSemaphore(value: 0)
    private var measured: MetricValues?

    /// Begins measuring; `measures` must not be used otherwise until `wait` has returned.
    init(iteration: Int, loss: Double, dataLoss: Double, seconds: Double, output: Image, measures: MetricSet) {
        self.iteration = iteration
        self.loss = loss
        self.dataLoss = dataLoss
        self.seconds = seconds
        self.output = output
        nonisolated(unsafe) let measures = measures
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            measured = measures.measure(output)
            done.signal()
        }
    }

    /// The measures, once they are there; called once.
    func wait() -> MetricValues {
        done.wait()
        return measured!
    }
}
