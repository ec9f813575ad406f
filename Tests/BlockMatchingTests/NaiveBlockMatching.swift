import Foundation

/// BM3D of grey planes of 0...255, step by step in double precision as METHOD section 9.6 says it, with nothing shared with the engine.
struct NaiveBlockMatching {
    struct Constants {
        var block = 8, step = 3, radius = 19, limit = 16
        var distance = 3000.0, threshold = 2.7
    }

    let height: Int, width: Int

    /// - Parameter basic: makes this the second pass.
    func estimate(
        _ planes: [[Double]], basic: [[Double]]? = nil, sigmas: [Double], _ constants: Constants
    ) -> [[Double]] {
        let n = constants.block
        let (t, inverse) = basic == nil ? Self.wavelet : (Self.cosine(n), Self.transposed(Self.cosine(n)))
        let window = Self.kaiser(n)
        var sums = planes.map { $0.map { _ in 0.0 } }, weights = sums
        for row in corners(height, constants) {
            for column in corners(width, constants) {
                let places = group(row, column, on: (basic ?? planes)[0], constants)
                for channel in planes.indices {
                    let noisy = along(places.map { t * block(planes[channel], $0, n) * Self.transposed(t) }, Self.haar)
                    var filtered = noisy, weight = 0.0
                    let variance = sigmas[channel] * sigmas[channel]
                    if let basic {
                        let signal = along(
                            places.map { t * block(basic[channel], $0, n) * Self.transposed(t) }, Self.haar)
                        var total = 0.0
                        for (g, r, c) in all(places.count, n) {
                            let gain = signal[g][r][c] * signal[g][r][c]
                            filtered[g][r][c] *= gain / (gain + variance)
                            total += (gain / (gain + variance)) * (gain / (gain + variance))
                        }
                        weight = 1 / (variance * total)
                    } else {
                        var kept = 0.0
                        for (g, r, c) in all(places.count, n) {
                            if abs(noisy[g][r][c]) >= constants.threshold * sigmas[channel] {
                                kept += 1
                            } else {
                                filtered[g][r][c] = 0
                            }
                        }
                        weight = 1 / (variance * max(kept, 1))
                    }
                    let blocks = along(filtered) { Self.transposed(Self.haar($0)) }.map {
                        inverse * $0 * Self.transposed(inverse)
                    }
                    for (g, r, c) in all(places.count, n) {
                        let place = (places[g].0 + r) * width + places[g].1 + c
                        sums[channel][place] += weight * window[r] * window[c] * blocks[g][r][c]
                        weights[channel][place] += weight * window[r] * window[c]
                    }
                }
            }
        }
        return zip(sums, weights).map { zip($0, $1).map { $0 / $1 } }
    }

    private func corners(_ count: Int, _ constants: Constants) -> [Int] {
        let last = count - constants.block
        return (0...last).filter { $0 % constants.step == 0 || $0 == last }
    }

    private func group(_ row: Int, _ column: Int, on plane: [Double], _ constants: Constants) -> [(Int, Int)] {
        let n = constants.block, own = block(plane, (row, column), n)
        var found: [(Double, (Int, Int))] = []
        for y in 0...height - n where abs(y - row) <= constants.radius {
            for x in 0...width - n where abs(x - column) <= constants.radius && (y, x) != (row, column) {
                let other = block(plane, (y, x), n)
                var sum = 0.0
                for r in 0..<n { for c in 0..<n { sum += (own[r][c] - other[r][c]) * (own[r][c] - other[r][c]) } }
                if sum / Double(n * n) < constants.distance { found.append((sum, (y, x))) }
            }
        }
        let sorted = found.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
        let places = [(row, column)] + sorted.map(\.element.1).prefix(constants.limit - 1)
        var count = 1
        while count * 2 <= places.count { count *= 2 }
        return Array(places.prefix(count))
    }

    private func block(_ plane: [Double], _ place: (Int, Int), _ n: Int) -> [[Double]] {
        (0..<n).map { r in (0..<n).map { plane[(place.0 + r) * width + place.1 + $0] } }
    }

    private func all(_ count: Int, _ n: Int) -> [(Int, Int, Int)] {
        (0..<count).flatMap { g in (0..<n).flatMap { r in (0..<n).map { (g, r, $0) } } }
    }

    /// Multiplies along the group by a matrix made for its length.
    private func along(_ blocks: [[[Double]]], _ matrix: (Int) -> [[Double]]) -> [[[Double]]] {
        let m = matrix(blocks.count), n = blocks[0].count
        return m.map { weights in
            (0..<n).map { r in (0..<n).map { c in zip(weights, blocks).reduce(0) { $0 + $1.0 * $1.1[r][c] } } }
        }
    }

    /// The orthonormal Haar matrix, by its recursion.
    static func haar(_ count: Int) -> [[Double]] {
        guard count > 1 else { return [[1]] }
        let half = haar(count / 2), scale = 0.5.squareRoot()
        let sums: [[Double]] = half.map { row in row.flatMap { [scale * $0, scale * $0] } }
        let differences: [[Double]] = (0..<count / 2).map { pair in
            var row = [Double](repeating: 0, count: count)
            (row[2 * pair], row[2 * pair + 1]) = (scale, -scale)
            return row
        }
        return sums + differences
    }

    static func cosine(_ n: Int) -> [[Double]] {
        (0..<n).map { k in
            let scale: Double = (k == 0 ? 1 : 2) / Double(n)
            return (0..<n).map { i -> Double in
                let step: Int = (2 * i + 1) * k
                let angle: Double = Double(step) * Double.pi / Double(2 * n)
                return scale.squareRoot() * cos(angle)
            }
        }
    }

    /// bior1.5 of 8 samples with rows of norm 1, as the authors' own program prints it to six digits, and its inverse.
    static let wavelet: ([[Double]], [[Double]]) = {
        let a = 0.353553, b = 0.219418, c = 0.449284, d = 0.569359, e = 0.402347, f = 0.083506, g = 0.707107
        let row1: [Double] = [b, c, c, b, -b, -c, -c, -b]
        let row2: [Double] = [d, e, -e, -d, -f, f, -f, f]
        let row3: [Double] = [-f, f, -f, f, d, e, -e, -d]
        let rows: [[Double]] = [[Double](repeating: a, count: 8), row1, row2, row3]
        let fine: [[Double]] = (0..<4).map { pair in
            var row = [Double](repeating: 0, count: 8)
            (row[2 * pair], row[2 * pair + 1]) = (g, -g)
            return row
        }
        let all = rows + fine
        return (all, inverted(all))
    }()

    static func kaiser(_ n: Int) -> [Double] {
        func bessel(_ x: Double) -> Double {
            (0..<40).reduce(0.0) { sum, k in
                let term: Double = pow(x / 2, Double(k)) / tgamma(Double(k + 1))
                return sum + term * term
            }
        }
        return (0..<n).map { place in
            let distance: Double = 2 * Double(place) / Double(n - 1) - 1
            return bessel(2 * sqrt(1 - distance * distance)) / bessel(2)
        }
    }

    static func transposed(_ m: [[Double]]) -> [[Double]] { m[0].indices.map { c in m.map { $0[c] } } }

    private static func inverted(_ m: [[Double]]) -> [[Double]] {
        // Newton's iteration from a start that converges for every matrix.
        let norm = m.flatMap { $0 }.reduce(0) { $0 + $1 * $1 }
        var x = transposed(m).map { $0.map { $0 / norm } }
        for _ in 0..<60 {
            let y = m * x
            x = x * y.indices.map { r in y.indices.map { (r == $0 ? 2 : 0) - y[r][$0] } }
        }
        return x
    }
}

private func * (_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in b[0].indices.map { c in row.indices.reduce(0) { $0 + row[$1] * b[$1][c] } } }
}
