import Imaging
import Kernels
import Networks
import Randomness
import Spectra

/// Trains one network on one degraded image and records its metrics (METHOD section 1).
///
/// A fit is an object: two references train the same network. To continue from a state twice, make two fits and set their `state`.
public final class Fit {
    private let configuration: FitConfiguration
    private let problem: Problem
    private let session: any TrainingSession
    private let measures: MetricSet
    private let parameterCount: Int
    /// The frame of a padded image; nil when the network's output is the image.
    private let frame: PaddedFrame?
    private var progress: FitProgress
    /// The noise on the network input; nil when the input is fixed.
    private var inputNoise: InputNoise?
    /// The row that is being measured while training goes on; a failure that is thrown once it was handed out.
    private var pending: PendingRow?
    private var failure: (any Error)?
    private var processorTime = ProcessorTime()
    /// Working memory: the network's output with its frame.
    private var framedOutput: [Float]

    /// Draws input and weights from PyTorch's stream of the seed and compiles the network.
    ///
    /// `backend` is where the network is trained. `perturbation` is a seed: every initial weight is multiplied by
    /// 1 + 2^-24 N(0, 1), to see how far rounding alone moves a curve.
    /// - Throws: `NetworkError` when the network does not suit the image's size, `BandsError`, `FitError.unsuitableInput`, the backend's errors.
    ///
    /// Traps for a method that trains no network, and on another backend than the processor for one that has passes of its own.
    public init(
        _ configuration: FitConfiguration, problem: Problem, backend: any ComputeBackend, perturbation: UInt32? = nil
    ) throws {
        let image = problem.reference
        guard
            let network = try configuration.network(channels: image.channels, height: image.height, width: image.width)
        else { preconditionFailure("the method trains no network") }
        frame =
            configuration.padsImage
            ? PaddedFrame(configuration.architecture, height: image.height, width: image.width) : nil
        var random = TorchRandom(seed: configuration.seed)
        let hasDrawnInput = !configuration.method.hasOwnInput || configuration.method.name == .randomProjector
        let input = hasDrawnInput ? configuration.input.draw(network.input, from: &random) : []
        var parameters = network.initialParameters(from: &random)
        if let perturbation { Self.perturb(&parameters, seed: perturbation) }
        if configuration.method == .network {
            var objective = problem.objective
            objective.totalVariation = configuration.totalVariation.map { TotalVariationTerm(weight: $0) }
            session = try backend.compile(
                network, objective: frame?.objective(objective) ?? objective, input: input,
                parameters: parameters, optimizer: configuration.optimizer)
        } else {
            guard let processor = backend as? CPUBackend else {
                preconditionFailure("method '\(configuration.method.name.rawValue)' runs on the processor only")
            }
            session = try MethodSite(
                configuration: configuration, problem: problem, network: network, input: input, initial: parameters,
                threads: processor.threads
            ).session(&random)
        }
        measures = try problem.metrics(configuration)
        parameterCount = network.parameterCount
        inputNoise =
            configuration.inputNoise > 0 && !configuration.method.hasOwnInput
            ? InputNoise(
                clean: input, deviation: configuration.inputNoise, stream: configuration.inputNoiseStream,
                seed: configuration.seed) : nil
        framedOutput = [Float](repeating: 0, count: frame == nil ? 0 : network.output.count)
        progress = FitProgress(configuration, outputLike: image, random: random)
        self.configuration = configuration
        self.problem = problem
    }

    /// A fit that trains on the processor.
    public convenience init(
        _ configuration: FitConfiguration, problem: Problem, threads: Int, method: ConvolutionMethod = .winograd,
        perturbation: UInt32? = nil
    ) throws {
        try self.init(
            configuration, problem: problem, backend: CPUBackend(threads: threads, method: method),
            perturbation: perturbation)
    }

    /// The columns of `FitRow.values` after the iteration; the CSV columns of a run.
    public var columns: [String] { Metric.columns(of: configuration) }

    /// Iterations done.
    public var iteration: Int { progress.iteration }

    /// Seconds spent in training steps so far, without measuring.
    public var trainingSeconds: Double { progress.trainingSeconds }

    /// Whether all iterations are done, or the rule that may end the fit has decided.
    public var isDone: Bool { progress.iteration >= configuration.iterations || progress.stopping.haveEnded }

    /// Everything that the next iterations depend on; a fit made of the same configuration and problem that restores it goes on as this
    /// one would, bit for bit. Throws when the device has failed.
    public var state: FitState {
        get throws { FitState(training: try session.snapshot(), progress: progress) }
    }

    /// Goes on from a state. A row that was still being measured belongs to what is given up, and is dropped.
    public func restore(_ state: FitState) throws {
        try session.restore(state.training)
        progress = state.progress
        (pending, failure) = (nil, nil)
        processorTime = ProcessorTime()
    }

    /// Does one iteration; returns the row of every `recordEvery`th and of the last one, else nil. Traps when the fit is done.
    ///
    /// On a device an output that nothing depends on is measured while the next iterations are done: its row comes with one of those,
    /// before the next row is due, or from `settle`.
    /// - Throws: `FitError.diverged`, or what the device says when it has failed.
    public func step() throws -> FitRow? {
        precondition(!isDone, "the fit is done")
        if let failure { throw failure }
        do { return try advance() } catch {
            guard let row = settle() else { throw error }
            failure = error
            return row
        }
    }

    /// The row that is still being measured, once it is; nil when there is none. Its iteration is done, so a state is written after it.
    public func settle() -> FitRow? {
        guard let row = pending else { return nil }
        pending = nil
        return record(
            row.iteration, loss: row.loss, dataLoss: row.dataLoss, seconds: row.seconds, output: row.output,
            measured: row.wait())
    }

    private func advance() throws -> FitRow? {
        let clock = ContinuousClock(), start = clock.now, processorStart = ProcessorTime.now
        let iteration = progress.iteration
        try inputNoise?.renew(from: &progress.random, iteration: iteration, in: session)
        (session as? any ComposedSession)?.draw(from: &progress.random)
        try progress.backtracking?.willStep(session)
        let loss = try session.step()
        progress.trainingSeconds += (clock.now - start).seconds
        processorTime.add(since: processorStart)
        guard loss.isFinite else {
            throw FitError.diverged(iteration: iteration, operation: try session.firstNonFinite() ?? "the loss itself")
        }

        progress.iteration += 1
        let isDue = iteration % configuration.recordEvery == 0 || isDone
        if isDue || progress.needsOutput(of: iteration) { try readOutput() }
        try progress.follow(iteration: iteration, loss: loss, problem: problem, session: session)
        if session.runsAhead, !progress.followsOutputs, !isDone {
            if isDue {
                pending = PendingRow(
                    iteration: iteration, loss: loss, dataLoss: session.dataLoss, seconds: progress.trainingSeconds,
                    output: progress.output, measures: measures)
            }
            let next = iteration + 1
            let isNextDue = next % configuration.recordEvery == 0 || next == configuration.iterations - 1
            return isNextDue ? settle() : nil
        }
        let measured = isDue ? measures.measure(progress.output) : nil
        observeStops(iteration, objective: loss, measured: measured)
        // A rule may have made this the last iteration.
        return isDue || isDone
            ? record(
                iteration, loss: loss, dataLoss: session.dataLoss, seconds: progress.trainingSeconds,
                output: progress.output, measured: measured ?? measures.measure(progress.output)) : nil
    }

    private func observeStops(_ iteration: Int, objective: Double, measured: MetricValues?) {
        guard !progress.stopping.isEmpty else { return }
        let ratio = measured.map(\.ratio) ?? (progress.stopping.needsRatio ? measures.ratio(of: progress.output) : nil)
        let psnr = measured.map(\.psnr) ?? problem.clean.flatMap { ImageMetrics.psnr(progress.output, $0) }
        let output = progress.output
        progress.stopping.observe(
            StopObservation(
                iteration: iteration, loss: session.dataLoss, objective: objective, psnr: psnr, ratio: ratio),
            image: output)
    }

    private func record(
        _ iteration: Int, loss: Double, dataLoss: Double, seconds: Double, output: Image, measured: MetricValues
    ) -> FitRow {
        let clean = problem.clean
        progress.measured(
            psnr: measured.psnr, iteration: iteration, output: output,
            isExtra: !iteration.isMultiple(of: configuration.recordEvery))
        func psnr(_ image: Image?) -> Double? {
            image.flatMap { image in clean.flatMap { ImageMetrics.psnr(image, $0) } }
        }
        let values = Metric.values(
            of: configuration, loss: loss, dataLoss: dataLoss, measured: measured,
            luma: configuration.task.measuresLuma ? clean.flatMap { ImageMetrics.psnrY(output, $0) } : nil,
            averagedPSNR: psnr(progress.averaged), posteriorPSNR: psnr(progress.posterior?.image),
            seconds: seconds)
        return FitRow(iteration: iteration, values: values)
    }

    /// The result of the iterations so far.
    public var result: FitResult {
        FitResult(
            output: progress.output, averaged: progress.averaged, posteriorMean: progress.posterior?.image,
            best: progress.best,
            finalPSNR: progress.recordedPSNR, lowestLoss: progress.lowestLoss,
            stops: progress.stopping.outcomes(clean: problem.clean),
            secondsPerIteration: progress.trainingSeconds / Double(max(progress.iteration, 1)),
            processorSecondsPerIteration: processorTime.perIteration,
            parameterCount: parameterCount)
    }

    private func readOutput() throws {
        guard let frame else { return try session.readOutput(into: &progress.output.pixels) }
        try session.readOutput(into: &framedOutput)
        frame.cut(framedOutput, into: &progress.output.pixels)
    }

    private static func perturb(_ parameters: inout [[Float]], seed: UInt32) {
        var random = TorchRandom(seed: seed)
        for index in parameters.indices {
            let noise = random.normal(count: parameters[index].count)
            for i in noise.indices { parameters[index][i] *= 1 + 0x1p-24 * noise[i] }
        }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
