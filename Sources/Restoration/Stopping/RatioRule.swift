import BinaryCoding
import Imaging

/// The paper's rule: stops when the ratio of blur to sharpness has become steady (METHOD section 7, ratio).
struct RatioRule: StoppingRuleState, Equatable {
    let window: Int
    let windows: RatioWindows
    let threshold: Double
    /// The last 2 window ratios, oldest first after `oldest`; NaN for an undefined one, which no window may contain.
    private(set) var ratios: [Double] = []
    private(set) var oldest = 0

    init(window: Int, windows: RatioWindows, threshold: Double) {
        self.window = window
        self.windows = windows
        self.threshold = threshold
    }

    /// Decides at iteration i > 2 window by the ratios before it, then keeps that of i.
    mutating func observe(_ seen: StopObservation, output: Image) -> StopVerdict {
        let steady = seen.iteration > 2 * window && difference.map { $0 < threshold } ?? false
        keep(seen.ratio ?? .nan)
        return steady ? .stop(here: true) : .goOn
    }

    /// |mean of the older window - mean of the newer one|; nil while ratios are missing or undefined.
    private var difference: Double? {
        guard ratios.count == 2 * window else { return nil }
        func mean(_ places: Range<Int>) -> Double {
            places.reduce(0) { $0 + ratios[(oldest + $1) % ratios.count] } / Double(places.count)
        }
        let newer = windows == .published ? window + 1..<2 * window : window..<2 * window
        let difference = abs(mean(0..<window) - mean(newer))
        return difference.isFinite ? difference : nil
    }

    private mutating func keep(_ ratio: Double) {
        if ratios.count < 2 * window { return ratios.append(ratio) }
        ratios[oldest] = ratio
        oldest = (oldest + 1) % ratios.count
    }
}

extension RatioRule {
    func encode(to writer: inout ByteWriter) {
        writer.write(ratios)
        writer.write(oldest)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        ratios = try reader.read()
        oldest = try reader.read()
        let places = ratios.count == 2 * window ? 0..<ratios.count : 0..<1
        guard ratios.count <= 2 * window, places.contains(oldest) else {
            throw BinaryError.invalid("\(ratios.count) ratios, the oldest at \(oldest), where windows are of \(window)")
        }
    }
}
