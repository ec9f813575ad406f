import BinaryCoding
import Kernels

/// What a network's output is compared with: mean((mask D output - target)^2) over all samples of the target, and where there is a term of
/// total variation, that (METHOD section 5).
public struct Objective: Sendable {
    /// C x H x W samples to compare with: of the shape of the output after `downsampling`.
    public let target: [Float]
    /// C x H x W weights of the samples that are compared; nil for weight 1 everywhere.
    public let mask: [Float]?
    /// The downsampling D of the output before it is compared; nil for none.
    public let downsampling: Downsampling?
    /// The total variation of the output that is added to the loss; nil for none.
    public var totalVariation: TotalVariationTerm?

    /// Takes what is compared: `target` has the shape of the output after `downsampling`, and so has `mask`.
    public init(
        target: [Float], mask: [Float]? = nil, downsampling: Downsampling? = nil,
        totalVariation: TotalVariationTerm? = nil
    ) {
        self.target = target
        self.mask = mask
        self.downsampling = downsampling
        self.totalVariation = totalVariation
    }

    /// The number of samples of an output that are compared.
    public static func samples(of output: Shape, downsampling: Downsampling?) -> Int {
        let factor = downsampling?.factor ?? 1
        return output.count / (factor * factor)
    }
}

/// weight x the mean over the output's samples of |right neighbour - sample| + |sample below - sample| (METHOD section 5).
public struct TotalVariationTerm: Equatable, Sendable {
    /// Factor of the total variation in the loss.
    public var weight: Double
    /// The part of the output that counts; nil for all of it.
    public var rows: Range<Int>?, columns: Range<Int>?

    /// A term for the part of the output in `rows` and `columns`; nil stands for all of it.
    public init(weight: Double, rows: Range<Int>? = nil, columns: Range<Int>? = nil) {
        self.weight = weight
        self.rows = rows
        self.columns = columns
    }
}

/// Turns a network into something that can be trained: the one seam between what is computed and where.
public protocol ComputeBackend {
    /// Plans all memory and work of a training step; nothing is allocated afterwards.
    ///
    /// `input` is the network input, C x H x W; `parameters` are initial values, one array per parameter in PyTorch's order.
    /// - Throws: `NetworkError` when the memory cannot be allocated.
    func compile(
        _ network: Network, objective: Objective, input: [Float], parameters: [[Float]],
        optimizer: Optimizer
    ) throws -> any TrainingSession
}

/// A compiled network in training. A step is: forward, loss, backward, the optimizer's update.
///
/// A method throws when the device that it runs on has failed; on the processor none does.
public protocol TrainingSession: AnyObject {
    /// Parameter updates done so far.
    var iterations: Int { get }
    /// The last step's loss without the term of total variation: the mean squared error alone.
    var dataLoss: Double { get }
    /// Whether the host is free while a step is done, so that outputs may be measured meanwhile.
    var runsAhead: Bool { get }
    /// Does one step and returns the loss of the output *before* the parameters are updated; when it is not finite, nothing is updated.
    func step() throws -> Double
    /// Copies the output of the last step's forward pass, C x H x W.
    func readOutput(into planes: inout [Float]) throws
    /// Replaces the network input, C x H x W.
    func setInput(_ planes: [Float]) throws
    /// Replaces the network input by z + deviation x normal noise, which is drawn anew.
    ///
    /// `clean` is z, C x H x W, the same at every call; `fill` fills memory with uniform numbers from 0 to below 1, from which
    /// the noise is made as PyTorch's `normal_` makes it.
    func renewInput(_ clean: [Float], deviation: Float, fill: (UnsafeMutableBufferPointer<Float>) -> Void) throws
    /// Replaces the network input by z + deviation x normal noise that is a function of seed and iteration (METHOD section 8).
    ///
    /// `clean` is z, C x H x W; it, the deviation and the seed are the same at every call.
    func renewInput(_ clean: [Float], deviation: Float, seed: UInt32, iteration: Int) throws
    /// Copies what `restore` needs: parameters and the optimiser's state.
    func snapshot() throws -> TrainingState
    /// Goes on from parameters and an optimiser's state that `snapshot` copied.
    func restore(_ state: TrainingState) throws
    /// The operation that first produces a value that is not finite in a forward pass with the present parameters; nil when all are finite.
    func firstNonFinite() throws -> String?
}

/// Parameters and optimiser state of a session, in the engine's order.
public struct TrainingState: Equatable, Sendable {
    /// Values of all parameters; each array begins on a cache line.
    public var parameters: [Float]
    /// First moments of the optimiser, in the places of the parameters.
    public var firstMoments: [Float]
    /// Second moments of the optimiser, in the places of the parameters.
    public var secondMoments: [Float]
    /// Updates done so far.
    public var iterations: Int
    /// What else is learned or kept from step to step: the largest second moments of `amsgrad`, the images of some
    /// methods. Mostly empty.
    public var extra: [Float] = []

    package init(
        parameters: [Float], firstMoments: [Float], secondMoments: [Float], iterations: Int, extra: [Float] = []
    ) {
        self.parameters = parameters
        self.firstMoments = firstMoments
        self.secondMoments = secondMoments
        self.iterations = iterations
        self.extra = extra
    }
}

/// The number of updates, then parameters and moments in the engine's order.
extension TrainingState: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(iterations)
        for values in [parameters, firstMoments, secondMoments] { writer.write(floats: values) }
    }

    public init(from reader: inout ByteReader) throws {
        iterations = try reader.read()
        parameters = try reader.floats()
        firstMoments = try reader.floats()
        secondMoments = try reader.floats()
        guard iterations >= 0, firstMoments.count == parameters.count, secondMoments.count == parameters.count else {
            throw BinaryError.invalid(
                "\(parameters.count) parameters with \(firstMoments.count) and \(secondMoments.count) moments after "
                    + "\(iterations) updates")
        }
    }
}
