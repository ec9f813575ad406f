extension NaiveLayers {
    /// The largest singular value of a row-major matrix, by power iteration on its smaller Gram matrix until it no longer changes.
    package static func spectralNorm(_ matrix: [Double], rows: Int, columns: Int) -> Double {
        let side = min(rows, columns), other = max(rows, columns)
        func entry(_ i: Int, _ k: Int) -> Double { columns <= rows ? matrix[k * columns + i] : matrix[i * columns + k] }
        var gram = [Double](repeating: 0, count: side * side)
        for i in 0..<side {
            for j in 0...i {
                var sum = 0.0
                for k in 0..<other { sum += entry(i, k) * entry(j, k) }
                gram[i * side + j] = sum
                gram[j * side + i] = sum
            }
        }
        var random = TestRandom(seed: 1)
        var vector = random.values(side)
        var value = 0.0, unchanged = 0
        for _ in 0..<100_000 where unchanged < 10 {
            let image = (0..<side).map { i in vector.indices.reduce(0) { $0 + gram[i * side + $1] * vector[$1] } }
            let length = image.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0 else { return 0 }
            vector = image.map { $0 / length }
            unchanged = abs(length - value) <= 1e-14 * length ? unchanged + 1 : 0
            value = length
        }
        return value.squareRoot()
    }
}
