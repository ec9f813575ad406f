import Imaging

/// The average of outputs from when training had gone best.
///
/// Where there is no noise to fit, the loss falls until training at a fixed rate collapses, now and then: outputs lose up to 20 dB at once and
/// come back slowly. The average that is the result may end among those, so that the one of the lowest average loss is kept.
struct SettledAverage {
    /// Weight of what was before, for losses as for outputs.
    private let decay: Double
    private var level: Double?
    private var lowest = Double.infinity
    private(set) var image: Image?

    /// Nil where a rule ends the fit, or no average is asked for.
    init?(_ settings: PhotoSettings) {
        guard settings.stop == .never, let ema = settings.ema else { return nil }
        decay = ema
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
