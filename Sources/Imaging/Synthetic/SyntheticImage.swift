/// The built-in test images: drawn scenes with the statistics of photographs, which need no data set.
///
/// Objects of power-law size (density r^-3) occlude each other, which gives amplitude spectra near 1/f as in natural images
/// (Lee, Mumford and Huang 2001), with textures and sharp edges at all frequencies.
public enum SyntheticImage: String, CaseIterable, Codable, Sendable {
    /// Foliage: pointed leaves with veins.
    case leaves
    /// A shingle beach: rounded, shaded stones.
    case pebbles
    /// Patchwork: striped, checked and woven cloths.
    case fabric
    /// Houses and boats on the water: straight edges, smooth sky, ripples.
    case harbour

    /// The RGB scene at this size, samples in 0...1; always the same, and the same scene at any size.
    ///
    /// The shorter side shows the middle of the square scene. Traps when a side is not positive.
    public func image(width: Int, height: Int) -> Image {
        precondition(width > 0 && height > 0, "an image of \(width) x \(height) pixels cannot be drawn")
        var canvas = Canvas(width: width, height: height)
        switch self {
        case .leaves: LeavesScene.draw(on: &canvas)
        case .pebbles: PebblesScene.draw(on: &canvas)
        case .fabric: FabricScene.draw(on: &canvas)
        case .harbour: HarbourScene.draw(on: &canvas)
        }
        return canvas.exposed(mean: 0.45, deviation: 0.21)
    }
}
