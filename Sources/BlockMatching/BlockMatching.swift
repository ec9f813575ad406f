import Imaging
import Kernels

/// An image freed of white Gaussian noise by block matching and 3-D filtering (METHOD section 9.6).
public struct BlockMatching: Sendable {
    /// The result of the first pass, which the second one takes for the signal.
    public let basic: Image
    /// The answer. Not clipped.
    public let output: Image

    /// The sides that an image needs at least: a block of the second pass fits in.
    public static let smallestSide = 11

    /// Filters a grey or colour image; the result does not depend on the number of threads.
    ///
    /// Traps for an image of other than 1 or 3 channels, or with a side below `smallestSide`.
    /// - Parameter sigma: the standard deviation of the noise in 8-bit units; with 0 the image is its own estimate.
    public init(_ image: Image, sigma: Double, settings: BlockMatchingSettings = .init(), threads: Int = 1) {
        precondition(
            [1, 3].contains(image.channels), "an image of \(image.channels) channels is neither grey nor colour")
        precondition(
            min(image.height, image.width) >= Self.smallestSide, "\(image.width) x \(image.height) is too small")
        guard sigma > 0 else {
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
