import Foundation

extension NaiveLayers {
    /// The norm of a convolution, weights out x in x k x k: the largest singular value of its transfer matrices, on the grid of a map
    /// whose sides are at most 16, otherwise over all frequencies: a fine grid, refined about its five highest places.
    package static func operatorNorm(
        _ weights: [Double], inputs: Int, outputs: Int, kernel: Int, height: Int, width: Int
    ) -> Double {
        func norm(_ a: Double, _ b: Double) -> Double {
            transferNorm(weights, inputs: inputs, outputs: outputs, kernel: kernel, a: a, b: b)
        }
        func grid(_ height: Int, _ width: Int) -> [(a: Double, b: Double, norm: Double)] {
            // The other half are conjugates.
            (0..<height).flatMap { u in
                (0...(width / 2)).map { v in
                    let a = 2 * .pi * Double(u) / Double(height), b = 2 * .pi * Double(v) / Double(width)
                    return (a, b, norm(a, b))
                }
            }
        }
        if max(height, width) <= 16 { return grid(height, width).map(\.norm).max()! }
        let side = 40
        let starts = grid(side, side).sorted { $0.norm > $1.norm }.prefix(5)
        return starts.map { start in
            var place = start, step = 2 * .pi / Double(side)
            while step > 1e-6 {
                let neighbours = [(-1, 0), (1, 0), (0, -1), (0, 1), (1, 1), (-1, -1), (1, -1), (-1, 1)].map { i, j in
                    let a = place.a + Double(i) * step, b = place.b + Double(j) * step
                    return (a: a, b: b, norm: norm(a, b))
                }
                let best = neighbours.max { $0.norm < $1.norm }!
                if best.norm > place.norm { place = best } else { step /= 2 }
            }
            return place.norm
        }.max()!
    }

    /// The largest singular value of sum over taps (i, j) of W_ij exp(-i (a i + b j)), as that of the real matrix [Re -Im; Im Re].
    package static func transferNorm(_ weights: [Double], inputs: Int, outputs: Int, kernel: Int, a: Double, b: Double)
        -> Double
    {
        var matrix = [Double](repeating: 0, count: 4 * inputs * outputs)
        for o in 0..<outputs {
            for c in 0..<inputs {
                var real = 0.0, imaginary = 0.0
                for i in 0..<kernel {
                    for j in 0..<kernel {
                        let weight = weights[((o * inputs + c) * kernel + i) * kernel + j],
                            angle = a * Double(i) + b * Double(j)
                        real += weight * cos(angle)
                        imaginary -= weight * sin(angle)
                    }
                }
                matrix[o * 2 * inputs + c] = real
                matrix[o * 2 * inputs + inputs + c] = -imaginary
                matrix[(outputs + o) * 2 * inputs + c] = imaginary
                matrix[(outputs + o) * 2 * inputs + inputs + c] = real
            }
        }
        return spectralNorm(matrix, rows: 2 * outputs, columns: 2 * inputs)
    }

    /// The norm of the convolution with circular borders as one dense matrix, outputs h w x inputs h w.
    package static func circularNorm(
        _ weights: [Double], inputs: Int, outputs: Int, kernel: Int, height: Int, width: Int
    ) -> Double {
        let rows = outputs * height * width, columns = inputs * height * width
        var matrix = [Double](repeating: 0, count: rows * columns)
        for o in 0..<outputs {
            for y in 0..<height {
                for x in 0..<width {
                    for c in 0..<inputs {
                        for i in 0..<kernel {
                            for j in 0..<kernel {
                                let row = (o * height + y) * width + x
                                let column =
                                    (c * height + (y + i + height - kernel / 2) % height) * width
                                    + (x + j + width - kernel / 2) % width
                                matrix[row * columns + column] += weights[((o * inputs + c) * kernel + i) * kernel + j]
                            }
                        }
                    }
                }
            }
        }
        return spectralNorm(matrix, rows: rows, columns: columns)
    }
}
