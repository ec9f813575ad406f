import Imaging

/// What is known of a photograph's degradation, measured on the whole of it.
public struct PhotoEstimate: Equatable, Codable, Sendable {
    /// Standard deviation of its noise in 8-bit units (`NoiseEstimate`); nil where it is too small to tell.
    public let sigma: Double?
    /// How much it shows blocks, 1 for not at all (`Blockiness`).
    public let blockiness: Double?
    /// The quality of the JPEG that it was read from.
    public let jpegQuality: Int?

    public init(_ photograph: Photograph) {
        sigma = NoiseEstimate.sigma(of: photograph.image)
        blockiness = Blockiness.ratio(of: photograph.image)
        jpegQuality = photograph.jpegQuality
    }

    enum CodingKeys: String, CodingKey {
        case sigma, blockiness, jpegQuality = "jpeg_quality"
    }
}
