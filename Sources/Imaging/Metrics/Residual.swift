/// What a restoration took away, degraded - restored, measured without a clean image: of white noise that was removed and nothing else, the
/// deviation is the noise's and neighbours are not correlated.
public struct Residual: Equatable, Sendable {
    /// Standard deviation in 8-bit units, over all samples.
    public let deviation: Double
    /// The correlation of samples with their right and lower neighbours, -1...1: above 0 where structure was taken away, below where a residual
    /// alternates. Nil for a constant residual.
    public let correlation: Double?

    /// Compares a degraded image with its restored version; traps unless both have the same shape.
    public init(degraded: Image, restored: Image) {
        ImageMetrics.requireSameShape(degraded, restored)
        let (width, height) = (degraded.width, degraded.height), count = degraded.pixels.count
        let values = (0..<count).map { Double(degraded.pixels[$0]) - Double(restored.pixels[$0]) }
        let mean = values.reduce(0, +) / Double(count)
        var variance = 0.0, products = 0.0, pairs = 0
        for i in 0..<count {
            let value = values[i] - mean
            variance += value * value
            if (i + 1) % width != 0 {
                products += value * (values[i + 1] - mean)
                pairs += 1
            }
            if (i / width + 1) % height != 0 {
                products += value * (values[i + width] - mean)
                pairs += 1
            }
        }
        variance /= Double(count)
        deviation = 255 * variance.squareRoot()
        correlation = variance > 0 && pairs > 0 ? products / Double(pairs) / variance : nil
    }
}
