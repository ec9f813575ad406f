import BinaryCoding
import Imaging

/// ES-WMV and ES-EMV: choose the output, or the average, at which the variance of outputs is smallest (METHOD section 7).
struct LeastVarianceRule<Variance: OutputVariance>: StoppingRuleState {
    private var variance: Variance
    private var patience: Patience

    init(_ variance: Variance, patience: Patience) {
        self.variance = variance
        self.patience = patience
    }

    var average: [Float]? { variance.average }

    mutating func observe(_ seen: StopObservation, output: Image) -> StopVerdict {
        guard let value = variance.add(output.pixels) else { return .goOn }
        return patience.observe(value, iteration: seen.iteration)
    }

    func encode(to writer: inout ByteWriter) {
        variance.encode(to: &writer)
        patience.encode(to: &writer)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        try variance.restore(from: &reader)
        try patience.restore(from: &reader)
    }
}

/// Measures how much the last outputs of a trajectory vary.
protocol OutputVariance: BinaryRestorable, Sendable {
    /// Adds an output, C x H x W, and returns the variance; nil while there are too few outputs.
    mutating func add(_ output: [Float]) -> Double?
    /// The average of outputs that the rule chooses instead of an output; nil if it chooses an output.
    var average: [Float]? { get }
}

extension OutputVariance {
    var average: [Float]? { nil }
}

/// Waits until a value has had no new minimum for some time: the rule of ES-WMV and ES-EMV (METHOD section 7).
struct Patience: Equatable, Sendable {
    /// Iterations without a new minimum after which the rule decides.
    let limit: Int
    /// The first iteration whose value may be the minimum.
    let start: Int
    private(set) var minimum = Double.infinity
    private(set) var since = 0

    init(limit: Int, start: Int = 0) {
        self.limit = limit
        self.start = start
    }

    mutating func observe(_ value: Double, iteration: Int) -> StopVerdict {
        guard iteration >= start else { return .goOn }
        if value < minimum {
            minimum = value
            since = iteration
            return .best
        }
        return minimum.isFinite && iteration - since >= limit ? .stop(here: false) : .goOn
    }
}

extension Patience: BinaryRestorable {
    func encode(to writer: inout ByteWriter) {
        writer.write(minimum)
        writer.write(since)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        minimum = try reader.read()
        since = try reader.read()
    }
}
