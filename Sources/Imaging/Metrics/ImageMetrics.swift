/// The image metrics recorded for a restored image (METHOD section 6); each is nil where it is undefined.
///
/// The functions here serve single images. `StructuralSimilarity` and `SharpnessMeter` keep their buffers for whole runs.
public enum ImageMetrics {
    /// Blur divided by sharpness, which falls while detail appears and settles when only noise is left to fit; nil where
    /// either is undefined or sharpness is 0 (METHOD section 6, Ratio).
    public static func ratio(blur: Double?, sharpness: Double?) -> Double? {
        guard let blur, let sharpness, sharpness > 0 else { return nil }
        return blur / sharpness
    }

    /// Blur divided by sharpness of the grey image.
    public static func ratio(_ image: Image) -> Double? {
        let grey = image.grey
        return ratio(blur: blur(grey), sharpness: sharpness(grey))
    }

    /// Traps unless both images have the same shape, which callers check for files.
    static func requireSameShape(_ a: Image, _ b: Image) {
        precondition(
            a.channels == b.channels && a.height == b.height && a.width == b.width,
            "an image of \(a.channels) x \(a.height) x \(a.width) can't be compared with one of "
                + "\(b.channels) x \(b.height) x \(b.width)")
    }
}
