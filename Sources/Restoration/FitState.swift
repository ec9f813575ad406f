import Architectures
import Foundation
import Imaging
import Networks
import Randomness

/// Everything that changes while a fit runs.
public struct FitState: Sendable {
    /// Parameters and the optimiser's moments.
    var training: TrainingState
    var progress: FitProgress
}

/// What a fit keeps from one iteration to the next, besides the training state of the network.
struct FitProgress: Sendable {
    /// Iterations done.
    var iteration = 0
    /// Training time in seconds, without measuring.
    var trainingSeconds = 0.0
    var random: TorchRandom
    /// The last output that was read back.
    var output: Image
    /// The moving average of outputs.
    var averaged: Image?
    /// The recorded output closest to the clean image.
    var best: BestOutput?
    /// PSNR of the last recorded output to the clean image, in dB.
    var recordedPSNR: Double?
    /// Both before a row that is recorded only because its iteration is the last.
    private var beforeExtraRow: (best: BestOutput?, psnr: Double?)?
    var lowestLoss: LowestLoss?
    var backtracking: Backtracking?
    var posterior: PosteriorMean?
    var stopping: StopMonitors
    private let decay: Float?
    /// Whether the average begins at 0, and is divided by what its weights come to (METHOD section 9.1).
    private let correctsAverage: Bool
    private let keepsLowestLoss: Bool

    init(_ configuration: FitConfiguration, outputLike image: Image, random: TorchRandom) {
        self.random = random
        output = Image(channels: image.channels, height: image.height, width: image.width)
        backtracking = configuration.backtrack.map { Backtracking(threshold: $0) }
        posterior = configuration.langevin.map { PosteriorMean($0) }
        stopping = StopMonitors(configuration, outputLike: image)
        decay = configuration.ema.map { Float($0) }
        correctsAverage = configuration.method.name == .selfGuided
        keepsLowestLoss = configuration.method == .network && configuration.architecture.name == .deepDecoder
    }

    /// Whether something follows the outputs, so that what comes next may depend on them.
    var followsOutputs: Bool { decay != nil || keepsLowestLoss || !stopping.isEmpty || posterior != nil }

    /// Whether the output of every iteration is needed, also when it is not recorded.
    func needsOutput(of iteration: Int) -> Bool {
        decay != nil || keepsLowestLoss || !stopping.isEmpty || posterior?.needs(iteration) ?? false
    }

    /// Adds an iteration; its output was read back if anything here needs it.
    mutating func follow(iteration: Int, loss: Double, problem: Problem, session: any TrainingSession) throws {
        if keepsLowestLoss, loss < lowestLoss?.loss ?? .infinity {
            lowestLoss = LowestLoss(
                image: output, iteration: iteration, loss: loss,
                psnr: problem.clean.flatMap { ImageMetrics.psnr(output, $0) })
        }
        if let decay { average(decay, iteration: iteration) }
        posterior?.follow(output, iteration: iteration)
        try backtracking?.didStep(session, dataLoss: session.dataLoss)
    }

    /// Adds the metrics of a recorded output.
    /// - Parameter isExtra: whether it is recorded only because its iteration is the last.
    mutating func measured(psnr: Double?, iteration: Int, output: Image, isExtra: Bool) {
        beforeExtraRow = isExtra ? (best, recordedPSNR) : nil
        recordedPSNR = psnr
        if let psnr, psnr > best?.psnr ?? -.infinity {
            best = BestOutput(image: output, iteration: iteration, psnr: psnr)
        }
    }

    /// Returns to what a fit of more iterations has recorded up to here.
    mutating func forgetExtraRow() {
        guard let before = beforeExtraRow else { return }
        (best, recordedPSNR, beforeExtraRow) = (before.best, before.psnr, nil)
    }

    private mutating func average(_ decay: Float, iteration: Int) {
        guard averaged != nil else { return averaged = output }
        // The corrected average of t + 1 outputs gives the last one the weight (1 - d) / (1 - d^(t+1)).
        let decay =
            correctsAverage
            ? Float(1 - (1 - Double(decay)) / (1 - pow(Double(decay), Double(iteration + 1)))) : decay
        for i in output.pixels.indices {
            averaged!.pixels[i] = decay * averaged!.pixels[i] + (1 - decay) * output.pixels[i]
        }
    }
}
