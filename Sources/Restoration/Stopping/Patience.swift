import BinaryCoding

/// Waits for a value to fall no further: the rule of ES-WMV and ES-EMV (METHOD section 7).
struct Patience: Equatable, Sendable {
    /// Iterations without a new minimum after which the wait is over.
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
