/// What can be done with a photograph that has no clean version.
public enum PhotoTask: String, CaseIterable, Codable, Sendable {
    /// Take away noise.
    case denoise
    /// Take away the blocks and rings of a JPEG.
    case deblock
    /// Fill in what a mask leaves black.
    case inpaint
    /// Make it larger.
    case superResolve = "super-resolve"
    /// Bring out detail.
    case enhance
}
