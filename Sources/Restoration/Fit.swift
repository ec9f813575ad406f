import Imaging
import Kernels
import Networks
import Randomness
import Spectra

/// One row of a run's curve: what was measured at an iteration, before that iteration's update.
public struct FitRow: Sendable {
    public let iteration: Int
    /// In the order of `Fit.columns`; nil where a measure is undefined.
    public let values: [Double?]
}

/// The images and figures that a finished fit leaves.
public struct FitResult: Sendable {
    /// The output of the last iteration.
    public let output: Image
    /// The moving average of outputs, when asked for.
    public let averaged: Image?
    /// The recorded output closest to the clean image.
    public let best: Image
    public let bestIteration: Int
    /// PSNR to the clean image in dB, of `best` and of `output`.
    public let bestPSNR: Double
    public let finalPSNR: Double?
    /// The output whose training loss was the lowest of all iterations; for networks published with this choice (METHOD section 2.3).
    public internal(set) var lowestLoss: LowestLoss?
    /// Training only, measuring left out.
    public let secondsPerIteration: Double
    public let parameterCount: Int
}

/// The output that the training loss alone would choose.
public struct LowestLoss: Sendable {
    public let image: Image
    public let iteration: Int
    public let loss: Double
    /// PSNR to the clean image in dB.
    public let psnr: Double?
}

/// Why a fit could not go on.
public enum FitError: Error, CustomStringConvertible, Equatable {
    case diverged(iteration: Int, operation: String)
    case unsuitableInput(String)

    public var description: String {
        switch self {
        case .diverged(let iteration, let operation):
            "the loss stopped being a finite number at iteration \(iteration); the first value that is not finite came from: \(operation)"
        case .unsuitableInput(let reason): reason
        }
    }
}

/// Trains one network on one degraded image (METHOD section 1), measuring as it goes.
public struct Fit {
    private let configuration: FitConfiguration
    private let problem: Problem
    private let session: any TrainingSession
    private let measures: MeasureSet
    private let parameterCount: Int
    private let cleanInput: [Float]
    /// Nil when the network's output is the image.
    private let frame: PaddedFrame?
    private var random: TorchRandom
    /// The network's output with its frame.
    private var framedOutput: [Float]

    /// Draws input and weights from PyTorch's stream of the seed and compiles the network.
    /// - Parameters:
    ///   - perturbation: a seed; multiplies every initial weight by 1 + 2^-24 N(0, 1), to see how far rounding alone moves a curve.
    /// - Throws: `NetworkError` when the network does not suit the image's size, `BandsError`, `FitError.unsuitableInput`.
    public init(_ configuration: FitConfiguration, problem: Problem, threads: Int, method: ConvolutionMethod = .winograd,
                perturbation: UInt32? = nil) throws {
        let clean = problem.clean
        let network = try configuration.network(channels: clean.channels, height: clean.height, width: clean.width)
        frame = configuration.padsImage ? PaddedFrame(configuration.architecture, height: clean.height, width: clean.width) : nil
        random = TorchRandom(seed: configuration.seed)
        cleanInput = configuration.input.draw(network.input, from: &random)
        var parameters = network.initialParameters(from: &random)
        if let perturbation { Self.perturb(&parameters, seed: perturbation) }
        session = try CPUBackend(threads: threads, method: method).compile(network, objective: frame?.objective(problem.objective) ?? problem.objective,
                                                           input: cleanInput,
                                                           parameters: parameters, learningRate: configuration.learningRate)
        let bands = try Bands(count: configuration.bandCount, geometry: configuration.bandGeometry, width: clean.width, height: clean.height)
        measures = MeasureSet(clean: clean, degraded: problem.reference,
                              reference: configuration.bandReference == .clean ? clean : problem.reference, bands: bands)
        parameterCount = network.parameterCount
        framedOutput = [Float](repeating: 0, count: frame == nil ? 0 : network.output.count)
        self.configuration = configuration
        self.problem = problem
    }

    /// The columns of `FitRow.values` after the iteration; the CSV columns of a run.
    public var columns: [String] { Probe.columns(of: configuration) }

    /// Runs all iterations.
    /// - Parameters:
    ///   - onRow: receives a row every `recordEvery` iterations and at the last one.
    ///   - onProgress: receives the number of iterations done, after each.
    /// - Throws: `FitError.diverged`, and whatever the two closures throw.
    public mutating func run(onRow: (FitRow) throws -> Void, onProgress: (Int) throws -> Void) throws -> FitResult {
        let clean = problem.clean
        var output = Image(channels: clean.channels, height: clean.height, width: clean.width)
        var averaged: Image?
        var best = output, bestIteration = 0, bestPSNR = -Double.infinity, finalPSNR: Double?
        var backtracking = configuration.backtrack.map { Backtracking(threshold: $0) }
        var noisyInput = cleanInput
        let keepsLowestLoss = configuration.architecture.name == .deepDecoder
        var lowest = output, lowestIteration = 0, lowestLoss = Double.infinity
        let clock = ContinuousClock()
        var training = Duration.zero

        for iteration in 0..<configuration.iterations {
            let start = clock.now
            if configuration.inputNoise > 0 { perturb(&noisyInput) }
            backtracking?.willStep(session)
            let loss = session.step()
            training += clock.now - start
            guard loss.isFinite else {
                throw FitError.diverged(iteration: iteration, operation: session.firstNonFinite() ?? "the loss itself")
            }

            let recorded = iteration % configuration.recordEvery == 0 || iteration == configuration.iterations - 1
            if recorded || configuration.ema != nil || backtracking != nil || keepsLowestLoss { readOutput(into: &output.pixels) }
            if keepsLowestLoss, loss < lowestLoss { (lowest, lowestIteration, lowestLoss) = (output, iteration, loss) }
            if let decay = configuration.ema { average(output, into: &averaged, decay: Float(decay)) }
            backtracking?.didStep(session, psnrDegraded: Measures.psnr(output, problem.reference))
            if recorded {
                let measured = measures.measure(output)
                let values = Probe.values(of: configuration, loss: loss, measured: measured,
                                          luma: configuration.task.measuresLuma ? Measures.psnrY(output, clean) : nil,
                                          averagedPSNR: averaged.flatMap { Measures.psnr($0, clean) }, seconds: training.seconds)
                try onRow(FitRow(iteration: iteration, values: values))
                finalPSNR = measured.psnr
                if let psnr = measured.psnr, psnr > bestPSNR { (best, bestIteration, bestPSNR) = (output, iteration, psnr) }
            }
            try onProgress(iteration + 1)
        }
        let kept = keepsLowestLoss
            ? LowestLoss(image: lowest, iteration: lowestIteration, loss: lowestLoss, psnr: Measures.psnr(lowest, clean)) : nil
        return FitResult(output: output, averaged: averaged, best: best, bestIteration: bestIteration, bestPSNR: bestPSNR,
                         finalPSNR: finalPSNR, lowestLoss: kept, secondsPerIteration: training.seconds / Double(configuration.iterations),
                         parameterCount: parameterCount)
    }

    private mutating func readOutput(into planes: inout [Float]) {
        guard let frame else { return session.readOutput(into: &planes) }
        session.readOutput(into: &framedOutput)
        frame.cut(framedOutput, into: &planes)
    }

    private static func perturb(_ parameters: inout [[Float]], seed: UInt32) {
        var random = TorchRandom(seed: seed)
        for index in parameters.indices {
            let noise = random.normal(count: parameters[index].count)
            for i in noise.indices { parameters[index][i] *= 1 + 0x1p-24 * noise[i] }
        }
    }

    /// z + N(0, inputNoise^2), drawn anew.
    private mutating func perturb(_ input: inout [Float]) {
        let deviation = Float(configuration.inputNoise)
        input.withUnsafeMutableBufferPointer { values in
            random.fillNormal(values)
            for i in values.indices { values[i] = cleanInput[i] + deviation * values[i] }
        }
        session.setInput(input)
    }

    private func average(_ output: Image, into averaged: inout Image?, decay: Float) {
        guard averaged != nil else { return averaged = output }
        for i in output.pixels.indices {
            averaged!.pixels[i] = decay * averaged!.pixels[i] + (1 - decay) * output.pixels[i]
        }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
