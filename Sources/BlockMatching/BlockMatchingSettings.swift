/// Block matching and 3-D filtering of an image with white Gaussian noise: BM3D (Dabov et al., IEEE TIP 2007) and, for colour images,
/// C-BM3D (ICIP 2007), exactly as METHOD section 9.6 has them.
public struct BlockMatchingSettings: Equatable, Sendable {
    /// Which of the published sets of constants is used.
    public enum Profile: String, CaseIterable, Sendable {
        /// The normal profile; above a noise of 40 in 8-bit units its constants for strong noise.
        case normal = "np"
        /// The fast profile: wider steps and a smaller search.
        case fast = "lc"
    }

    /// What is done with the channels of a colour image.
    public enum Channels: Sendable {
        /// Each is filtered as a grey image.
        case separate
        /// Blocks are matched on the luminance of an opponent colour space, and all three channels are filtered with these matches.
        case opponent
    }

    public var profile: Profile
    public var channels: Channels

    public init(profile: Profile = .normal, channels: Channels = .opponent) {
        self.profile = profile
        self.channels = channels
    }

    /// Above this standard deviation, in 8-bit units, the constants for strong noise hold.
    static let strongNoise = 40.0

    /// The constants of the first pass, with a hard threshold, and of the second, Wiener's filter.
    func passes(sigma: Double) -> (threshold: PassSettings, wiener: PassSettings) {
        var first = PassSettings(block: 8, step: 3, radius: 19, groupLimit: 16, distanceLimit: 3000)
        var second = PassSettings(block: 8, step: 3, radius: 19, groupLimit: 32, distanceLimit: 400)
        if sigma > Self.strongNoise {
            (first.step, first.groupLimit, first.distanceLimit, first.threshold) = (4, 32, 25000, 2.8)
            (second.block, second.step, second.distanceLimit) = (11, 6, 3500)
        }
        if profile == .fast {
            first.step = 6
            second.step = max(second.step, 5)
            (first.radius, second.radius) = (12, 12)
            second.groupLimit = 16
        }
        return (first, second)
    }
}

/// The constants of one pass; intensities are 0...255.
struct PassSettings: Equatable, Sendable {
    /// The side of a block, and pixels from one reference block to the next.
    var block: Int, step: Int
    /// How far away, along each axis, blocks are looked for.
    var radius: Int
    /// The most blocks in a group: a power of two.
    var groupLimit: Int
    /// Blocks whose mean squared difference to the reference is at least this are left out.
    var distanceLimit: Float
    /// Coefficients below this many standard deviations are set to 0, in the first pass.
    var threshold: Float = 2.7
}
