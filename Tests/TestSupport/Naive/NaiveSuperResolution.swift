import Foundation
import Kernels

/// Making an image smaller from its definition, two-dimensional and without tables (METHOD section 5).
extension NaiveLayers {
    /// Convolves with a kernel of 2 lobes factor x 2 lobes factor samples, normalised as a whole, in steps of the factor; the map goes
    /// on beyond its border with the edge's value.
    package static func downsample(_ input: NaiveMap, _ downsampling: Downsampling) -> NaiveMap {
        let factor = downsampling.factor, lobes = downsampling.kernel == .lanczos2 ? 2.0 : 3.0
        let side = 2 * Int(lobes) * factor, padding = (side - factor) / 2
        /// L(d) along one axis, d from the kernel's centre, which lies between two samples.
        func part(_ tap: Int) -> Double {
            let distance = (Double(tap) - Double(side - 1) / 2) / Double(factor)
            return lobes * sin(.pi * distance) * sin(.pi * distance / lobes) / (.pi * .pi * distance * distance)
        }
        let kernel = (0..<side * side).map { part($0 / side) * part($0 % side) }
        let sum = kernel.reduce(0, +)
        return .make(input.channels, input.height / factor, input.width / factor) { c, y, x in
            (0..<side * side).reduce(0) { total, tap in
                total + kernel[tap] / sum
                    * input.sample(c, y * factor + tap / side - padding, x * factor + tap % side - padding, .replicate)
            }
        }
    }
}
