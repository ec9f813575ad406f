import Imaging
import Kernels

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

/// An image freed of white Gaussian noise by block matching and 3-D filtering (METHOD section 9.6).
public struct BlockMatching: Sendable {
    /// The result of the first pass, which the second one takes for the signal.
    public let basic: Image
    /// The answer. Not clipped.
    public let output: Image

    /// The sides that an image needs at least: a block of the second pass fits in.
    public static let smallestSide = 11

    /// Noise up to this, in 8-bit units, is none: sums of weights, one over its square, would leave the range of `Float`.
    private static let leastNoise = 1e-6

    /// Filters a grey or colour image; the result does not depend on the number of threads.
    ///
    /// Traps for an image of other than 1 or 3 channels, or with a side below `smallestSide`.
    /// - Parameter sigma: the standard deviation of the noise in 8-bit units; with 1e-6 or less the image is its own estimate.
    public init(_ image: Image, sigma: Double, settings: BlockMatchingSettings = .init(), threads: Int = 1) {
        precondition(
            [1, 3].contains(image.channels), "an image of \(image.channels) channels is neither grey nor colour")
        precondition(
            min(image.height, image.width) >= Self.smallestSide, "\(image.width) x \(image.height) is too small")
        guard sigma > Self.leastNoise else {
            (basic, output) = (image, image)
            return
        }
        let count = image.height * image.width
        let planes = (0..<image.channels).map { channel in
            image.pixels[channel * count..<(channel + 1) * count].map { 255 * $0 }
        }
        let isOpponent = image.channels == 3 && settings.channels == .opponent
        let groups =
            isOpponent
            ? [OpponentColours.planes(red: planes[0], green: planes[1], blue: planes[2])] : planes.map { [$0] }
        let deviations = isOpponent ? OpponentColours.deviations : [1]
        let pool = ThreadPool(threads: threads)
        let passes = settings.passes(sigma: sigma)
        func pass(_ settings: PassSettings) -> CollaborativePass {
            CollaborativePass(
                settings: settings, height: image.height, width: image.width,
                sigmas: deviations.map { Float(sigma * $0) })
        }
        let basics = groups.map { pass(passes.threshold).run($0, basic: nil, pool: pool) }
        let finals = zip(groups, basics).map { pass(passes.wiener).run($0, basic: $1, pool: pool) }
        func joined(_ estimates: [[[Float]]]) -> Image {
            let planes = isOpponent ? OpponentColours.colours(estimates[0]) : estimates.map { $0[0] }
            return Image(
                channels: image.channels, height: image.height, width: image.width,
                pixels: planes.flatMap { $0.map { $0 / 255 } })
        }
        (basic, output) = (joined(basics), joined(finals))
    }
}

/// The opponent colour space of C-BM3D: a luminance, where blocks are matched, and two differences (METHOD section 9.6).
enum OpponentColours {
    /// What white noise of deviation 1 in red, green and blue has in each channel.
    static let deviations: [Double] = [(1.0 / 3).squareRoot(), 0.5.squareRoot(), 0.375.squareRoot()]

    /// Y = (R + G + B) / 3, U = (R - B) / 2, V = R / 4 - G / 2 + B / 4, plane by plane.
    static func planes(red: [Float], green: [Float], blue: [Float]) -> [[Float]] {
        [
            red.indices.map { (red[$0] + green[$0] + blue[$0]) / 3 },
            red.indices.map { (red[$0] - blue[$0]) / 2 },
            red.indices.map { red[$0] / 4 - green[$0] / 2 + blue[$0] / 4 },
        ]
    }

    /// Red, green and blue again.
    static func colours(_ planes: [[Float]]) -> [[Float]] {
        let (y, u, v) = (planes[0], planes[1], planes[2])
        return [
            y.indices.map { y[$0] + u[$0] + 2 * v[$0] / 3 },
            y.indices.map { y[$0] - 4 * v[$0] / 3 },
            y.indices.map { y[$0] - u[$0] + 2 * v[$0] / 3 },
        ]
    }
}
