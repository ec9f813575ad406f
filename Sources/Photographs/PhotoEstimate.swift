import Imaging

/// Estimates of a photograph's degradation, measured on the whole photograph.
package struct PhotoEstimate: Equatable, Codable, Sendable {
    /// Standard deviation of its noise in 8-bit units (`NoiseEstimate`); nil if the photograph is too small to estimate it.
    package let sigma: Double?
    /// The strength of compression blocks, 1 for none (`Blockiness`).
    package let blockiness: Double?
    /// The quality of the JPEG file that it was read from, 1 to 100; nil for other formats.
    package let jpegQuality: Int?

    package init(_ photograph: Photograph) {
        sigma = NoiseEstimate.sigma(of: photograph.image)
        blockiness = Blockiness.ratio(of: photograph.image)
        jpegQuality = photograph.jpegQuality
    }

    enum CodingKeys: String, CodingKey {
        case sigma, blockiness, jpegQuality = "jpeg_quality"
    }
}
