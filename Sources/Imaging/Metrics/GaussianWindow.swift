#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Means of a plane under a separable Gaussian window of 11 taps and sigma 1.5, at the pixels where the window fits.
///
/// Down the columns first, then along the row, each sum in Double and rounded to Float, as SciPy filters float32 images.
package final class GaussianWindow {
    package static let radius = 5
    private static let deviation = 1.5

    package let interiorHeight: Int
    package let interiorWidth: Int
    private let width: Int
    /// The weights at distances 0...5.
    private let weights: Weights
    /// One row of column means.
    private let column: UnsafeMutableBufferPointer<Double>

    /// Prepares for planes of height x width.
    package init(height: Int, width: Int) {
        let margin = 2 * Self.radius
        let fits = height > margin && width > margin
        interiorHeight = fits ? height - margin : 0
        interiorWidth = fits ? width - margin : 0
        self.width = width
        weights = Self.normalizedWeights()
        column = .allocate(capacity: width)
        column.initialize(repeating: 0)
    }

    deinit {
        column.deallocate()
    }

    /// Writes the `interiorWidth` means of interior row `row` of a height x width plane.
    package func average(_ plane: UnsafePointer<Float>, row: Int, into result: UnsafeMutablePointer<Float>) {
        let column = column.baseAddress!
        Self.columnMeans(plane + row * width, width: width, weights, into: column)
        Self.rowMeans(column, count: interiorWidth, weights, into: result)
    }

    private typealias Weights = (Double, Double, Double, Double, Double, Double)

    private static func normalizedWeights() -> Weights {
        let raw = (0...radius).map { exp(-0.5 * Double($0 * $0) / (deviation * deviation)) }
        let total = 2 * raw.reduce(0, +) - raw[0]
        return (raw[0] / total, raw[1] / total, raw[2] / total, raw[3] / total, raw[4] / total, raw[5] / total)
    }

    /// Means over the eleven rows from `top` on.
    private static func columnMeans(
        _ top: UnsafePointer<Float>, width: Int, _ w: Weights,
        into result: UnsafeMutablePointer<Double>
    ) {
        let (r0, r1, r2, r3, r4) = (top, top + width, top + 2 * width, top + 3 * width, top + 4 * width)
        let (r5, r6, r7, r8, r9) = (top + 5 * width, top + 6 * width, top + 7 * width, top + 8 * width, top + 9 * width)
        let r10 = top + 10 * width
        for x in 0..<width {
            var sum = w.0 * Double(r5[x])
            sum += w.1 * (Double(r4[x]) + Double(r6[x]))
            sum += w.2 * (Double(r3[x]) + Double(r7[x]))
            sum += w.3 * (Double(r2[x]) + Double(r8[x]))
            sum += w.4 * (Double(r1[x]) + Double(r9[x]))
            sum += w.5 * (Double(r0[x]) + Double(r10[x]))
            result[x] = Double(Float(sum))
        }
    }

    /// Means over eleven neighbouring column means.
    private static func rowMeans(
        _ column: UnsafePointer<Double>, count: Int, _ w: Weights,
        into result: UnsafeMutablePointer<Float>
    ) {
        for x in 0..<count {
            let c = column + x
            var sum = w.0 * c[5]
            sum += w.1 * (c[4] + c[6])
            sum += w.2 * (c[3] + c[7])
            sum += w.3 * (c[2] + c[8])
            sum += w.4 * (c[1] + c[9])
            sum += w.5 * (c[0] + c[10])
            result[x] = Float(sum)
        }
    }
}
