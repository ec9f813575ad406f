/// A restoration of a photograph that has no clean version.
package enum PhotoTask: String, CaseIterable, Codable, Sendable {
    /// Remove noise.
    case denoise
    /// Remove the blocking and ringing of a JPEG.
    case deblock
    /// Fill in the black part of a mask.
    case inpaint
    /// Enlarge it by 2, 4 or 8.
    case superResolve = "super-resolve"
    /// Enhance detail.
    case enhance
}
