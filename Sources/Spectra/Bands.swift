/// How the distance of a frequency from zero is measured (METHOD section 6).
public enum BandGeometry: String, CaseIterable, Codable, Sendable {
    /// Rings of the shifted spectrum in pixels, the outermost with radius width / 2; for a portrait image part of the spectrum is in no ring.
    case published
    /// Rings in normalised frequency; the outermost ends at the Nyquist frequency on both axes.
    case isotropic
}

/// The frequencies of a height x width image, divided into concentric rings of equal thickness, lowest first (METHOD section 6, FBC).
public struct Bands: Equatable, Sendable {
    /// Number of rings.
    public let count: Int
    /// How the distance of a frequency from zero is measured.
    public let geometry: BandGeometry
    /// Width of the image in pixels.
    public let width: Int
    /// Height of the image in pixels.
    public let height: Int
    /// The number of frequencies of the whole spectrum in each ring; those in the corners are in none.
    public let sizes: [Int]
    /// The ring of every coefficient of the half spectrum, row by row; `count` for a coefficient in none.
    let rings: [UInt16]

    /// Divides the spectrum of a width x height image into `count` rings; throws `BandsError` when a ring would be empty.
    public init(count: Int = 5, geometry: BandGeometry = .published, width: Int, height: Int) throws {
        guard count > 0, count < Int(UInt16.max) else { throw BandsError.count(count) }
        precondition(width > 0 && height > 0, "an image of \(width) x \(height) has no bands")
        self.count = count
        self.geometry = geometry
        self.width = width
        self.height = height
        let halfWidth = width / 2 + 1
        var rings = [UInt16](repeating: UInt16(count), count: height * halfWidth)
        var sizes = [Int](repeating: 0, count: count)
        for row in 0..<height {
            let v = row <= height / 2 ? row : row - height
            for u in 0..<halfWidth {
                guard let ring = Self.ring(u: u, v: v, count: count, geometry: geometry, width: width, height: height)
                else { continue }
                rings[row * halfWidth + u] = UInt16(ring)
                sizes[ring] += Self.multiplicity(column: u, width: width)
            }
        }
        self.rings = rings
        self.sizes = sizes
        if sizes.contains(0) { throw BandsError.emptyRing(count: count, width: width, height: height) }
    }

    /// How many coefficients of the whole spectrum a column of the half spectrum stands for: itself and its conjugate, unless
    /// they are the same column.
    static func multiplicity(column u: Int, width: Int) -> Int {
        u == 0 || 2 * u == width ? 1 : 2
    }

    /// The ring k (from 0) with k / count < d / radius <= (k + 1) / count, the first including d = 0; nil beyond the last.
    private static func ring(u: Int, v: Int, count: Int, geometry: BandGeometry, width: Int, height: Int) -> Int? {
        // Squared distance and radius are whole numbers here, so that frequencies on an edge are put inside it exactly.
        let (u, v, w, h) = (Double(u), Double(v), Double(width), Double(height))
        let (square, radius) =
            switch geometry {
            case .published: (u * u + v * v, Double(width / 2))
            case .isotropic: (4 * (u * u * h * h + v * v * w * w), w * h)
            }
        let scaled = square * Double(count * count)
        func inside(_ edge: Int) -> Bool { scaled <= Double(edge * edge) * radius * radius }
        guard inside(count) else { return nil }
        var edge = max(Int((scaled.squareRoot() / max(radius, 1)).rounded(.up)), 1)
        while edge > 1, inside(edge - 1) { edge -= 1 }
        while !inside(edge) { edge += 1 }
        return edge - 1
    }
}

/// Why a spectrum cannot be divided into bands; its description is the sentence to show.
public enum BandsError: Error, Equatable, CustomStringConvertible {
    /// The number of bands is not in 1...65534.
    case count(Int)
    /// At least one of `count` rings would hold no frequency of an image of this size.
    case emptyRing(count: Int, width: Int, height: Int)

    public var description: String {
        switch self {
        case .count(let count):
            "the number of frequency bands is \(count), but must be 1...\(UInt16.max - 1)"
        case .emptyRing(let count, let width, let height):
            "\(count) frequency bands are too many for an image of \(width) x \(height) pixels: "
                + "at least one would be empty"
        }
    }
}
