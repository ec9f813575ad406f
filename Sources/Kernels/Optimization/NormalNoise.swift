/// Noise for a network input: normal numbers made of uniform ones as PyTorch's `normal_` makes them (METHOD section 8), times a deviation,
/// added to planes and laid out as a map.
///
/// PyTorch takes sixteen uniforms at a time: the first eight give radii, the last eight angles. Where samples are left over, it draws the last
/// sixteen anew. Values are within 2e-6 of PyTorch's.
public struct NormalNoise {
    private let channels: Int, pixels: Int
    private static let block = 16

    /// - Returns: nil for fewer than sixteen samples, which PyTorch draws another way.
    public init?(channels: Int, pixels: Int) {
        guard channels * pixels >= Self.block else { return nil }
        self.channels = channels
        self.pixels = pixels
    }

    /// Samples of the input.
    public var count: Int { channels * pixels }
    /// Uniform numbers, from 0 to below 1, that one noise is made of; running `regions` leaves the noise in their place.
    public var uniformCount: Int { count + (count % Self.block == 0 ? 0 : Self.block) }

    /// map = clean + deviation x the noise, from channels x pixels to pixels x channels.
    public func regions(
        uniforms: UnsafeMutablePointer<Float>, clean: UnsafePointer<Float>, deviation: Float,
        map: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        let blocks = count / Self.block, operation = StepOperation.input("input noise")
        let transform = ParallelRegion(operation, count: blocks, size: 256) { start, end, _ in
            for block in start..<end { Self.transform(uniforms + Self.block &* block) }
        }
        let rest = ParallelRegion(operation, tiles: uniformCount > count ? 1 : 0) { _, _ in
            let last = uniforms + count
            Self.transform(last)
            (last - Self.block).update(from: last, count: Self.block)
        }
        let add = ParallelRegion(operation, count: pixels, size: 256) { start, end, _ in
            for channel in 0..<channels {
                let noise = uniforms + channel &* pixels, plane = clean + channel &* pixels
                var target = map + (start &* channels &+ channel)
                for pixel in start..<end {
                    target.pointee = plane[pixel] + deviation * noise[pixel]
                    target += channels
                }
            }
        }
        return [transform, rest, add]
    }

    /// Sixteen uniform numbers to sixteen normal ones, in place.
    @inline(__always)
    private static func transform(_ values: UnsafeMutablePointer<Float>) {
        #if AVX512
        // One register holds both halves: the angles' lanes of the radii, and the radii's of the angles, are computed for nothing.
        let u = values.vector(0)
        let radii = Vector(lowHalf: u.lowHalf, highHalf: u.lowHalf),
            angles = Vector(lowHalf: u.highHalf, highHalf: u.highHalf)
        let (first, second) = Vector.normals(radius: radii, angle: angles)
        values.store(Vector(lowHalf: first.lowHalf, highHalf: second.lowHalf), 0)
        #else
        let (first, second) = Vector.normals(radius: values.vector(0), angle: values.vector(8))
        values.store(first, 0)
        values.store(second, 8)
        #endif
    }
}

extension Vector {
    /// Box and Muller's two normal numbers from two uniform ones, with PyTorch's roundings.
    @inline(__always)
    fileprivate static func normals(radius: Vector, angle: Vector) -> (Vector, Vector) {
        let length = squareRoot(-2 * logarithm(1 - radius))
        // PyTorch rounds the angle to Float before cosine and sine, which moves a value by up to 1e-6.
        let (sine, cosine) = sineAndCosine(angle: Float(2 * Double.pi) * angle)
        return (length * cosine, length * sine)
    }
}
