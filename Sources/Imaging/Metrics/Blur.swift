extension ImageMetrics {
    /// Blur of the clipped grey image, 0 (sharp)...1, after Crete et al. as published; nil where nothing varies inside the
    /// border, as in a constant image or one with fewer than 12 rows or columns (METHOD section 6, Blur).
    public static func blur(_ image: Image) -> Double? {
        image.grey.pixels.withUnsafeBufferPointer { blur(grey: $0, height: image.height, width: image.width) }
    }

    /// Blur of a plane of height x width grey values of 0...1: the larger of the two axes; an axis along which nothing varies
    /// has none.
    ///
    /// With F the plane, B its means over nine pixels along one axis and D_F, D_B their absolute first differences,
    /// sum D_F - sum V is the sum of min(D_F, D_B). Neighbouring means differ by a ninth of (entering - leaving pixel), so no
    /// mean is ever computed.
    public static func blur(grey: UnsafeBufferPointer<Float>, height: Int, width: Int) -> Double? {
        precondition(
            grey.count == height * width, "a grey plane of \(height) x \(width) holds \(height * width) values")
        guard height >= 12, width >= 12, let base = grey.baseAddress else { return nil }
        let vertical = keptVariation(base, step: width, height: height, width: width)
        let horizontal = keptVariation(base, step: 1, height: height, width: width)
        guard let vertical, let horizontal else { return vertical ?? horizontal }
        return max(vertical, horizontal)
    }

    /// The fraction of the differences between pixels `step` apart that the nine-pixel means keep; nil if there are none.
    private static func keptVariation(_ grey: UnsafePointer<Float>, step: Int, height: Int, width: Int) -> Double? {
        var total = 0.0
        var kept = 0.0
        // Planes are cropped to [5 : n - 4] as published, differences of those to [1 : n - 1].
        for y in 6..<height - 5 {
            let row = grey + y * width
            total += Summation.sum(over: 6..<width - 5) { x in
                let centre = row + x
                return Summation.magnitude(Summation.load(centre) - Summation.load(centre - step))
            } tail: { x in
                abs(row[x] - row[x - step])
            }
            kept += Summation.sum(over: 6..<width - 5) { x in
                let centre = row + x
                let sharp = Summation.magnitude(Summation.load(centre) - Summation.load(centre - step))
                let smooth =
                    Summation.magnitude(Summation.load(centre + 4 * step) - Summation.load(centre - 5 * step)) / 9
                return Summation.minimum(sharp, smooth)
            } tail: { x in
                min(abs(row[x] - row[x - step]), abs(row[x + 4 * step] - row[x - 5 * step]) / 9)
            }
        }
        return total > 0 && kept.isFinite ? kept / total : nil
    }
}
