import Imaging

/// What a restoration took away, as a picture: grey where nothing changed, brighter where the photograph was brighter.
public struct PhotoDifference: Equatable, Sendable {
    public let image: Image
    /// How many times the difference is amplified: a power of two, so that all but one of a hundred samples stay in range.
    public let factor: Int

    private static let factors = [1, 2, 4, 8, 16, 32, 64]

    /// Both pictures have the same size and channels.
    public init(before: Image, after: Image) {
        let difference = zip(before.pixels, after.pixels).map { $0 - $1 }
        let sizes = difference.map(abs).sorted(), large = sizes[min(sizes.count - 1, sizes.count * 99 / 100)]
        factor = Self.factors.last { Float($0) * large <= 0.5 } ?? 1
        var image = before
        for index in image.pixels.indices {
            image.pixels[index] = min(max(0.5 + Float(factor) * difference[index], 0), 1)
        }
        self.image = image
    }
}
