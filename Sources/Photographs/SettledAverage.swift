import BinaryCoding
import Imaging

/// The average of outputs at the lowest averaged loss.
///
/// Where there is no noise to fit, the loss falls, but training at a fixed rate collapses now and then: outputs lose up to 20 dB at once and
/// recover slowly. Training may end during such a collapse, so the average at the lowest averaged loss is kept.
struct SettledAverage {
    /// Weight of the previous average, for losses and outputs alike.
    private let decay: Double
    private var level: Double?
    private var lowest = Double.infinity
    private(set) var image: Image?

    /// Nil if a rule ends the fit, or if no average is requested.
    init?(_ settings: PhotoSettings) {
        guard settings.stop == .never, let ema = settings.ema else { return nil }
        decay = ema
    }

    func encode(to writer: inout ByteWriter) {
        writer.write(level)
        writer.write(lowest)
        writer.write(image)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        level = try reader.read()
        lowest = try reader.read()
        image = try reader.read()
    }

    /// Takes in the loss of an iteration, and the average of outputs with that iteration's.
    mutating func follow(loss: Double, averaged: Image?) {
        let level = self.level.map { decay * $0 + (1 - decay) * loss } ?? loss
        self.level = level
        guard level <= lowest else { return }
        lowest = level
        image = averaged
    }
}
