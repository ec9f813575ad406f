/// Which details d of an image x, beyond a smooth version f, are amplified (METHOD section 5, detail enhancement).
public enum DetailEnhancement: String, CaseIterable, Codable, Sendable {
    /// Only details brighter than the smooth image, as published: d = clip(x - f, 0, 1).
    case published
    /// All details: d = x - f.
    case signed

    /// The enhanced image clip(x + d, 0, 1); traps when the shapes differ.
    public func apply(to image: Image, smooth: Image) -> Image {
        ImageMetrics.requireSameShape(image, smooth)
        var result = image
        for i in image.pixels.indices {
            let difference = image.pixels[i] - smooth.pixels[i]
            let detail =
                switch self {
                case .published: min(max(difference, 0), 1)
                case .signed: difference
                }
            result.pixels[i] = min(max(image.pixels[i] + detail, 0), 1)
        }
        return result
    }
}
