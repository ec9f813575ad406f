import BinaryCoding
import Foundation
import Imaging

/// Stops when the PSNR to the degraded image has become steady (METHOD section 7, plateau).
///
/// That PSNR is -10 log10 of the training loss: over the observed samples, in dB.
struct PlateauRule: StoppingRuleState {
    /// Iterations over which the PSNR must not change.
    let window: Int
    /// The smallest change in dB that counts.
    let threshold: Double
    /// PSNR of the last `window` iterations in a ring, the oldest at `oldest`.
    private var levels: [Double] = []
    private var oldest = 0

    init(window: Int, threshold: Double) {
        self.window = window
        self.threshold = threshold
    }

    mutating func observe(_ seen: StopObservation, output: Image) -> StopVerdict {
        let level = -10 * log10(seen.loss)
        defer { keep(level) }
        guard levels.count == window else { return .goOn }
        let range = levels.reduce((least: level, greatest: level)) { (min($0.least, $1), max($0.greatest, $1)) }
        return range.greatest - range.least < threshold ? .stop(here: true) : .goOn
    }

    private mutating func keep(_ level: Double) {
        if levels.count < window { return levels.append(level) }
        levels[oldest] = level
        oldest = (oldest + 1) % window
    }

    func encode(to writer: inout ByteWriter) {
        writer.write(levels)
        writer.write(oldest)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        levels = try reader.read()
        oldest = try reader.read()
        guard levels.count <= window, (levels.count == window ? 0..<window : 0..<1).contains(oldest) else {
            throw BinaryError.invalid("\(levels.count) levels, the oldest at \(oldest), where a window is of \(window)")
        }
    }
}
