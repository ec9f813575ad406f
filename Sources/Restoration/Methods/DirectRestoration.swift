import BinaryCoding
import BlockMatching
import Imaging
import Spectra

/// A restoration that gives one output at once: what a fit is for methods without a curve (METHOD section 9).
public final class DirectRestoration {
    /// An output, with what a record says of it besides.
    public struct Output: Sendable {
        /// The output, of the clean image's size.
        public var image: Image
        /// Further numbers for the record, by name, such as `psnr_basic`.
        public var scores: [String: Double]
        /// Sentences for the record.
        public var notes: [String]

        /// An output, by default without further numbers and notes.
        public init(image: Image, scores: [String: Double] = [:], notes: [String] = []) {
            (self.image, self.scores, self.notes) = (image, scores, notes)
        }
    }

    private let configuration: FitConfiguration
    private let problem: Problem
    private let metrics: MetricSet
    private let restore: () throws -> Output
    private var output: Output?
    private var seconds = 0.0
    private var processorTime = ProcessorTime()
    private var psnr: Double?

    /// A restoration by `restore`, which makes an output of the clean image's size.
    /// - Throws: `BandsError`.
    public init(_ configuration: FitConfiguration, problem: Problem, restore: @escaping () throws -> Output) throws {
        self.configuration = configuration
        self.problem = problem
        self.restore = restore
        metrics = try problem.metrics(configuration)
    }

    /// A restoration by block matching (METHOD section 9.6); `sigma` is the noise's standard deviation in 8-bit units.
    /// - Throws: `FitError.unsuitableInput` for an image that no block fits in, `BandsError`.
    public convenience init(
        _ configuration: FitConfiguration, problem: Problem, settings: BlockMatchingSettings, sigma: Double,
        threads: Int
    ) throws {
        try Self.checkBlocks(height: problem.degraded.height, width: problem.degraded.width, configuration.method)
        try self.init(configuration, problem: problem) {
            let result = BlockMatching(problem.degraded, sigma: sigma, settings: settings, threads: threads)
            var scores: [String: Double] = [:]
            if let clean = problem.clean { scores["psnr_basic"] = ImageMetrics.psnr(result.basic, clean) }
            return Output(image: result.output, scores: scores)
        }
    }

    /// - Throws: `FitError.unsuitableInput` for an image that no block fits in.
    private static func checkBlocks(height: Int, width: Int, _ method: RestorationMethod) throws {
        let least = BlockMatching.smallestSide
        guard min(height, width) < least else { return }
        throw FitError.unsuitableInput(
            "an image of \(width) x \(height) is too small for method '\(method.name.rawValue)': both sides must be at "
                + "least \(least)")
    }

    /// The columns of `FitRow.values` after the iteration, in its one row.
    public var columns: [String] { Metric.columns(of: configuration) }
    /// Iterations done: 1 once the output was made, 0 before.
    public var iteration: Int { output == nil ? 0 : 1 }
    /// Whether the output was made.
    public var isDone: Bool { output != nil }

    /// Makes the output and returns the row of its metrics, as iteration 0; throws what the restoration throws.
    public func step() throws -> FitRow? {
        let clock = ContinuousClock(), start = clock.now, processorStart = ProcessorTime.now
        let made = try restore()
        seconds = (clock.now - start).seconds
        processorTime.add(since: processorStart)
        output = made
        let measured = metrics.measure(made.image)
        psnr = measured.psnr
        let clean = problem.clean
        return FitRow(
            iteration: 0,
            values: Metric.values(
                of: configuration, loss: nil, dataLoss: nil, measured: measured,
                luma: configuration.task.measuresLuma ? clean.flatMap { ImageMetrics.psnrY(made.image, $0) } : nil,
                averagedPSNR: nil, posteriorPSNR: nil, seconds: seconds))
    }

    /// Writes a 0: between the beginning and the end there is no state.
    public func encodeState(to writer: inout ByteWriter) { writer.write(0) }

    /// Reads what `encodeState` wrote; throws `BinaryError` for anything else.
    public func restoreState(from reader: inout ByteReader) throws {
        guard try reader.read(Int.self) == 0 else { throw BinaryError.invalid("a state of a method that has none") }
        try reader.finish()
    }

    /// The output with its measures; traps before it was made.
    public var result: FitResult {
        guard let output else { preconditionFailure("there is no output yet") }
        let note = "method \(configuration.method.name.rawValue) gives one output: curves.csv has one row"
        return FitResult(
            output: output.image, averaged: nil, posteriorMean: nil,
            best: psnr.map { BestOutput(image: output.image, iteration: 0, psnr: $0) }, finalPSNR: psnr,
            secondsPerIteration: seconds, processorSecondsPerIteration: processorTime.perIteration, parameterCount: 0,
            scores: output.scores, notes: [note] + output.notes)
    }
}
