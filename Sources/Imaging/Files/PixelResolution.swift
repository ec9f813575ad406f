/// How many pixels of a picture make a length, as its file says.
public struct PixelResolution: Equatable, Sendable {
    /// The length that a number of pixels refers to.
    public enum Unit: Equatable, Sendable {
        /// Only the ratio of the two numbers means something.
        case ratio
        /// Pixels per inch, centimetre or metre.
        case inch, centimetre, metre

        /// Its length in metres; nil for a ratio.
        var metres: Double? {
            switch self {
            case .ratio: nil
            case .inch: 0.0254
            case .centimetre: 0.01
            case .metre: 1
            }
        }
    }

    /// Pixels per unit along a row (`across`) and along a column (`down`).
    public var across: Double, down: Double
    /// The unit that `across` and `down` refer to.
    public var unit: Unit

    /// Takes pixels per unit; nil unless both numbers are finite and above 0.
    public init?(across: Double, down: Double, unit: Unit) {
        guard across > 0, down > 0, across.isFinite, down.isFinite else { return nil }
        (self.across, self.down, self.unit) = (across, down, unit)
    }

    /// The resolution after rows and columns are swapped.
    var exchanged: PixelResolution {
        var result = self
        (result.across, result.down) = (down, across)
        return result
    }

    /// In whole numbers of another unit, rounded; nil if they do not fit in `limit`, or where there is no unit to start from.
    func whole(per unit: Unit, limit: Int) -> (across: Int, down: Int)? {
        var factor = 1.0
        if self.unit != unit {
            guard let from = self.unit.metres, let to = unit.metres else { return nil }
            factor = to / from
        }
        let numbers = [across, down].map { ($0 * factor).rounded() }
        guard numbers.allSatisfy({ 1...Double(limit) ~= $0 }) else { return nil }
        return (Int(numbers[0]), Int(numbers[1]))
    }
}
