import BinaryCoding
import Imaging

/// The discrepancy principle: stops when the loss reaches the variance of the noise (METHOD section 7).
struct LossTargetRule: StoppingRuleState {
    /// The standard deviation of the noise, in 8-bit units.
    let sigma: Double

    mutating func observe(_ seen: StopObservation, output: Image) -> StopVerdict {
        seen.loss <= sigma * sigma / (255 * 255) ? .stop(here: true) : .goOn
    }

    func encode(to writer: inout ByteWriter) {}
    mutating func restore(from reader: inout ByteReader) {}
}

/// ZCSC: stops when the loss of DIP-SURE, which estimates a distance and so should not be negative, falls below zero (METHOD section 7).
struct ZeroCrossingRule: StoppingRuleState {
    mutating func observe(_ seen: StopObservation, output: Image) -> StopVerdict {
        seen.objective < 0 ? .stop(here: true) : .goOn
    }

    func encode(to writer: inout ByteWriter) {}
    mutating func restore(from reader: inout ByteReader) {}
}

/// Stops at a given iteration.
struct FixedRule: StoppingRuleState {
    let iteration: Int

    mutating func observe(_ seen: StopObservation, output: Image) -> StopVerdict {
        seen.iteration == iteration ? .stop(here: true) : .goOn
    }

    func encode(to writer: inout ByteWriter) {}
    mutating func restore(from reader: inout ByteReader) {}
}

/// Finds the output closest to the clean image, for comparison with the other rules; never stops.
struct OracleRule: StoppingRuleState {
    /// The best PSNR so far, in dB.
    private var best: Double?

    mutating func observe(_ seen: StopObservation, output: Image) -> StopVerdict {
        guard let psnr = seen.psnr, psnr > best ?? -.infinity else { return .goOn }
        best = psnr
        return .best
    }

    func encode(to writer: inout ByteWriter) { writer.write(best) }
    mutating func restore(from reader: inout ByteReader) throws { best = try reader.read() }
}
