import Foundation

/// The operations of the engine as plain loops over their definitions, weights in PyTorch's order.
package enum NaiveLayers {
    /// weights: out x in x k x k.
    package static func convolution(
        _ input: NaiveMap, weights: [Double], bias: [Double]?, outputs: Int, kernel: Int, stride: Int,
        border: NaiveBorder
    ) -> NaiveMap {
        let padding = kernel / 2
        let rows = input.height + 2 * padding, columns = input.width + 2 * padding
        let height = (rows - kernel) / stride + 1, width = (columns - kernel) / stride + 1
        // With its border written out, so that the innermost loop, where tests spend their time, is one of plain rows.
        let padded = NaiveMap.make(input.channels, rows, columns) { c, y, x in
            input.sample(c, y - padding, x - padding, border)
        }
        var output = NaiveMap.make(outputs, height, width) { o, _, _ in bias?[o] ?? 0 }
        padded.values.withUnsafeBufferPointer { samples in
            output.values.withUnsafeMutableBufferPointer { sums in
                for o in 0..<outputs {
                    for c in 0..<input.channels {
                        for ky in 0..<kernel {
                            for kx in 0..<kernel {
                                let weight = weights[((o * input.channels + c) * kernel + ky) * kernel + kx]
                                for y in 0..<height {
                                    let from = (c * rows + y * stride + ky) * columns + kx,
                                        to = (o * height + y) * width
                                    // The compiler makes vectors only of the first.
                                    if stride == 1 {
                                        for x in 0..<width { sums[to &+ x] += weight * samples[from &+ x] }
                                    } else {
                                        for x in 0..<width { sums[to &+ x] += weight * samples[from &+ x &* stride] }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return output
    }

    /// weights: in x out x 4 x 4; stride 2, padding 1.
    package static func transposedConvolution(_ input: NaiveMap, weights: [Double], bias: [Double], outputs: Int)
        -> NaiveMap
    {
        var output = NaiveMap.make(outputs, 2 * input.height, 2 * input.width) { o, _, _ in bias[o] }
        for c in 0..<input.channels {
            for y in 0..<input.height {
                for x in 0..<input.width {
                    for o in 0..<outputs {
                        for ky in 0..<4 {
                            for kx in 0..<4 {
                                let row = 2 * y + ky - 1, column = 2 * x + kx - 1
                                guard row >= 0, column >= 0, row < output.height, column < output.width else {
                                    continue
                                }
                                output[o, row, column] +=
                                    input[c, y, x] * weights[((c * outputs + o) * 4 + ky) * 4 + kx]
                            }
                        }
                    }
                }
            }
        }
        return output
    }

    /// y = x - mean + beta; with `variance`, x is also divided by its deviation and multiplied by gamma; the gain of channel c is
    /// divided by `divisors[c]`.
    package static func normalize(
        _ input: NaiveMap, gamma: [Double]?, beta: [Double]?, variance: Bool,
        divisors: [Double]? = nil
    ) -> NaiveMap {
        var output = input
        let pixels = input.height * input.width
        let gains = variance ? normalizationGains(input, gamma: gamma) : Array(repeating: 1, count: input.channels)
        for c in 0..<input.channels {
            let mean = input.values[c * pixels..<(c + 1) * pixels].reduce(0, +) / Double(pixels)
            let gain = gains[c] / (divisors?[c] ?? 1)
            for p in 0..<pixels {
                output.values[c * pixels + p] = (input.values[c * pixels + p] - mean) * gain + (beta?[c] ?? 0)
            }
        }
        return output
    }

    /// gamma / sqrt(variance + 1e-5) of each channel.
    package static func normalizationGains(_ input: NaiveMap, gamma: [Double]?) -> [Double] {
        let pixels = input.height * input.width
        return (0..<input.channels).map { c in
            let channel = input.values[c * pixels..<(c + 1) * pixels]
            let mean = channel.reduce(0, +) / Double(pixels)
            let variance = channel.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(pixels)
            return (gamma?[c] ?? 1) / (variance + 1e-5).squareRoot()
        }
    }

    package static func depthToSpace(_ input: NaiveMap) -> NaiveMap {
        .make(input.channels / 4, 2 * input.height, 2 * input.width) { c, y, x in
            input[4 * c + 2 * (y % 2) + x % 2, y / 2, x / 2]
        }
    }

    package static func pointwise(_ input: NaiveMap, _ function: (Double) -> Double) -> NaiveMap {
        NaiveMap(channels: input.channels, height: input.height, width: input.width, values: input.values.map(function))
    }

    package static func concatenate(_ a: NaiveMap, _ b: NaiveMap) -> NaiveMap {
        let height = min(a.height, b.height), width = min(a.width, b.width)
        return .make(a.channels + b.channels, height, width) { c, y, x in
            let source = c < a.channels ? a : b
            return source[
                c < a.channels ? c : c - a.channels, y + (source.height - height) / 2, x + (source.width - width) / 2]
        }
    }

    package static func add(_ a: NaiveMap, _ b: NaiveMap) -> NaiveMap {
        .make(a.channels, a.height, a.width) { a[$0, $1, $2] + b[$0, $1, $2] }
    }

    package static func meanSquaredError(_ output: NaiveMap, target: [Double], mask: [Double]?) -> Double {
        let squares = output.values.indices.map { pow((mask?[$0] ?? 1) * output.values[$0] - target[$0], 2) }
        return squares.reduce(0, +) / Double(squares.count)
    }

    /// The mean over all samples of the magnitudes of the differences to the right neighbour and to the one below.
    package static func totalVariation(_ map: NaiveMap) -> Double {
        var sum = 0.0
        for c in 0..<map.channels {
            for y in 0..<map.height {
                for x in 0..<map.width {
                    if x + 1 < map.width { sum += abs(map[c, y, x + 1] - map[c, y, x]) }
                    if y + 1 < map.height { sum += abs(map[c, y + 1, x] - map[c, y, x]) }
                }
            }
        }
        return sum / Double(map.values.count)
    }
}
