/// The opponent colour space of C-BM3D: a luminance, where blocks are matched, and two differences (METHOD section 9.6).
enum OpponentColours {
    /// What white noise of deviation 1 in red, green and blue has in each channel.
    static let deviations: [Double] = [(1.0 / 3).squareRoot(), 0.5.squareRoot(), 0.375.squareRoot()]

    /// Y = (R + G + B) / 3, U = (R - B) / 2, V = R / 4 - G / 2 + B / 4, plane by plane.
    static func planes(red: [Float], green: [Float], blue: [Float]) -> [[Float]] {
        [
            red.indices.map { (red[$0] + green[$0] + blue[$0]) / 3 },
            red.indices.map { (red[$0] - blue[$0]) / 2 },
            red.indices.map { red[$0] / 4 - green[$0] / 2 + blue[$0] / 4 },
        ]
    }

    /// Red, green and blue again.
    static func colours(_ planes: [[Float]]) -> [[Float]] {
        let (y, u, v) = (planes[0], planes[1], planes[2])
        return [
            y.indices.map { y[$0] + u[$0] + 2 * v[$0] / 3 },
            y.indices.map { y[$0] - 4 * v[$0] / 3 },
            y.indices.map { y[$0] - u[$0] + 2 * v[$0] / 3 },
        ]
    }
}
