import Foundation
import Kernels

/// The fixed upsamplers from their definitions, two-dimensional and without tables (METHOD section 4.2).
extension NaiveLayers {
    package static func upsample(_ input: NaiveMap, _ filter: InterpolationFilter) -> NaiveMap {
        switch filter {
        case .nearest: .make(input.channels, 2 * input.height, 2 * input.width) { input[$0, $1 / 2, $2 / 2] }
        case .bilinear: bilinear(input)
        case .bicubic: interpolate(input, reach: 2, keys)
        case .mitchell: interpolate(input, reach: 2, mitchell)
        case .lanczos: interpolate(input, reach: 3, lanczos3)
        case .gaussian(let sigma, let gain): gaussian(input, sigma: sigma, gain: gain * gain)
        case .lowPass(let taps): lowPass(input, taps: taps)
        }
    }

    /// Blends the four neighbours of each output's place, which is held inside the map.
    private static func bilinear(_ input: NaiveMap) -> NaiveMap {
        func place(_ output: Int, _ count: Int) -> (near: Int, far: Int, part: Double) {
            let position = max(0, 0.5 * (Double(output) + 0.5) - 0.5)
            let near = Int(position)
            return (near, min(near + 1, count - 1), position - Double(near))
        }
        return .make(input.channels, 2 * input.height, 2 * input.width) { c, y, x in
            let row = place(y, input.height), column = place(x, input.width)
            let top = input[c, row.near, column.near] * (1 - column.part) + input[c, row.near, column.far] * column.part
            let bottom =
                input[c, row.far, column.near] * (1 - column.part) + input[c, row.far, column.far] * column.part
            return top * (1 - row.part) + bottom * row.part
        }
    }

    /// The mean weighted by a kernel of the distance along each axis, over a map that goes on beyond its border with the edge's value.
    private static func interpolate(_ input: NaiveMap, reach: Int, _ kernel: (Double) -> Double) -> NaiveMap {
        func weights(_ output: Int) -> [(place: Int, weight: Double)] {
            (output / 2 - reach - 1...output / 2 + reach + 1).map {
                ($0, kernel(abs(Double(output) / 2 - 0.25 - Double($0))))
            }
        }
        // Along each axis once: kernels of sines take longer than all else.
        let rows = (0..<2 * input.height).map(weights), columns = (0..<2 * input.width).map(weights)
        return .make(input.channels, 2 * input.height, 2 * input.width) { c, y, x in
            var sum = 0.0, total = 0.0
            for row in rows[y] {
                for column in columns[x] {
                    sum += row.weight * column.weight * input.sample(c, row.place, column.place, .replicate)
                    total += row.weight * column.weight
                }
            }
            return sum / total
        }
    }

    /// Keys's cubic convolution with a = -3/4, written out.
    private static func keys(_ x: Double) -> Double {
        if x < 1 { return 1.25 * x * x * x - 2.25 * x * x + 1 }
        return x < 2 ? -0.75 * x * x * x + 3.75 * x * x - 6 * x + 3 : 0
    }

    /// Mitchell and Netravali's k(x) for B = C = 1/3, with their six coefficients.
    private static func mitchell(_ x: Double) -> Double {
        let b = 1.0 / 3, c = 1.0 / 3
        if x < 1 { return ((12 - 9 * b - 6 * c) * x * x * x + (-18 + 12 * b + 6 * c) * x * x + 6 - 2 * b) / 6 }
        let outer = (-b - 6 * c) * x * x * x + (6 * b + 30 * c) * x * x + (-12 * b - 48 * c) * x + 8 * b + 24 * c
        return x < 2 ? outer / 6 : 0
    }

    private static func lanczos3(_ x: Double) -> Double {
        if x == 0 { return 1 }
        return x < 3 ? 3 * sin(.pi * x) * sin(.pi * x / 3) / (.pi * .pi * x * x) : 0
    }

    /// The depthwise transposed convolution 5 x 5, stride 2, padding 2, output padding 1, whose kernel sums to `gain`.
    private static func gaussian(_ input: NaiveMap, sigma: Double, gain: Double) -> NaiveMap {
        var kernel = [Double](repeating: 0, count: 25)
        for i in 1...5 {
            for j in 1...5 {
                let di = Double(i - 3) / 2, dj = Double(j - 3) / 2
                let weight = sigma > 0 ? exp(-(di * di + dj * dj) / (2 * sigma * sigma)) : (i == 3 && j == 3 ? 1 : 0)
                kernel[5 * i + j - 6] = weight
            }
        }
        let sum = kernel.reduce(0, +)
        var output = NaiveMap(channels: input.channels, height: 2 * input.height, width: 2 * input.width)
        for c in 0..<input.channels {
            for y in 0..<input.height {
                for x in 0..<input.width {
                    for tap in 0..<25 {
                        let row = 2 * y - 2 + tap / 5, column = 2 * x - 2 + tap % 5
                        guard row >= 0, column >= 0, row < output.height, column < output.width else { continue }
                        output[c, row, column] += gain * kernel[tap] / sum * input[c, y, x]
                    }
                }
            }
        }
        return output
    }

    private static func lowPass(_ input: NaiveMap, taps: [Double]) -> NaiveMap {
        let wide = NaiveMap.make(input.channels, input.height, 2 * input.width) { c, y, x in
            lowPass((0..<input.width).map { input[c, y, $0] }, at: x, taps: taps)
        }
        return .make(input.channels, 2 * input.height, 2 * input.width) { c, y, x in
            lowPass((0..<input.height).map { wide[c, $0, x] }, at: y, taps: taps)
        }
    }

    /// One sample of: insert zeros, mirror at both ends as often as the filter needs, filter with gain 2.
    private static func lowPass(_ samples: [Double], at output: Int, taps: [Double]) -> Double {
        let last = 2 * samples.count - 1
        let lead = (taps.count - 1) / 2
        var sum = 0.0
        for (tap, weight) in taps.enumerated() {
            var place = output + lead - tap
            while !(0...last).contains(place) { place = place < 0 ? -place : 2 * last - place }
            if place.isMultiple(of: 2) { sum += weight * samples[place / 2] }
        }
        return 2 * sum / taps.reduce(0, +)
    }
}
