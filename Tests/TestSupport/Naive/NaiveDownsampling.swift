import Foundation
import Kernels

/// Halving from its definitions, two-dimensional and without tables (METHOD section 2.2).
extension NaiveLayers {
    package static func downsample(_ input: NaiveMap, _ filter: DownsamplingFilter) -> NaiveMap {
        switch filter {
        case .average:
            .make(input.channels, input.height / 2, input.width / 2) { c, y, x in
                (input[c, 2 * y, 2 * x] + input[c, 2 * y, 2 * x + 1] + input[c, 2 * y + 1, 2 * x]
                    + input[c, 2 * y + 1, 2 * x + 1]) / 4
            }
        case .lanczos2: lanczos(input, lobes: 2)
        case .lanczos3: lanczos(input, lobes: 3)
        }
    }

    package static func maxPool(_ input: NaiveMap) -> NaiveMap {
        .make(input.channels, input.height / 2, input.width / 2) { c, y, x in
            max(
                input[c, 2 * y, 2 * x], input[c, 2 * y, 2 * x + 1], input[c, 2 * y + 1, 2 * x],
                input[c, 2 * y + 1, 2 * x + 1])
        }
    }

    /// A kernel of 4 lobes x 4 lobes samples about the corner that four samples share, normalised as a whole.
    private static func lanczos(_ input: NaiveMap, lobes: Int) -> NaiveMap {
        func weight(_ distance: Double) -> Double {
            lobes == 0 || abs(distance) >= Double(lobes)
                ? 0
                : Double(lobes) * sin(.pi * distance) * sin(.pi * distance / Double(lobes))
                    / (.pi * .pi * distance * distance)
        }
        let places = (-2 * lobes + 1)...(2 * lobes)
        let total = places.reduce(0) { sum, i in
            sum + places.reduce(0) { $0 + weight((Double(i) - 0.5) / 2) * weight((Double($1) - 0.5) / 2) }
        }
        return .make(input.channels, input.height / 2, input.width / 2) { c, y, x in
            var sum = 0.0
            for i in places {
                for j in places {
                    sum +=
                        weight((Double(i) - 0.5) / 2) * weight((Double(j) - 0.5) / 2) / total
                        * input.sample(c, 2 * y + i, 2 * x + j, .replicate)
                }
            }
            return sum
        }
    }
}
