#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The fixed filters that halve one axis of a map (METHOD section 2.2): a row of n samples becomes n / 2, truncated.
public enum DownsamplingFilter: Equatable, Sendable {
    /// The mean of two samples.
    case average
    /// Lanczos-2 and -3, stretched to twice their width about the middle between two samples, weights normalised, border replicated.
    case lanczos2, lanczos3

    /// The table that halves `count` samples.
    public func halving(_ count: Int) -> InterpolationTable {
        InterpolationTable(inputs: count, outputs: count / 2) { output in
            guard let support else { return [(2 * output, 0.5), (2 * output + 1, 0.5)] }
            let centre = 2 * Double(output) + 0.5
            let taps = (0..<4 * support).map { tap -> (index: Int, weight: Double) in
                let index = 2 * output + 1 - 2 * support + tap
                let distance = (Double(index) - centre) / 2
                return (
                    index, InterpolationFilter.sinc(distance) * InterpolationFilter.sinc(distance / Double(support))
                )
            }
            let sum = taps.reduce(0) { $0 + $1.weight }
            return taps.map { (min(max($0.index, 0), count - 1), $0.weight / sum) }
        }
    }

    /// Reach of the Lanczos kernel on either side, in samples of the result.
    private var support: Int? {
        switch self {
        case .average: nil
        case .lanczos2: 2
        case .lanczos3: 3
        }
    }
}

/// The kernel that an image is made smaller with.
public enum DownsamplingKernel: String, CaseIterable, Codable, Sendable {
    case lanczos2, lanczos3

    /// Half the kernel's width, in samples of the small image.
    var lobes: Int {
        switch self {
        case .lanczos2: 2
        case .lanczos3: 3
        }
    }
}

/// The observation of super-resolution, D: an image becomes smaller by a whole factor (METHOD section 5).
///
/// Output o along an axis is the sum over t of w[t] x[factor o + t - before], w[t] proportional to L((t + 1/2) / factor - lobes),
/// L(d) = sinc(d) sinc(d / lobes), sum w = 1: a kernel of even width lies half a sample beside the grid (phase 1/2). Beyond the
/// border the edge's value goes on.
public struct Downsampling: Hashable, Sendable {
    public let factor: Int
    public let kernel: DownsamplingKernel

    /// Traps when `factor` is below 2.
    public init(factor: Int, kernel: DownsamplingKernel = .lanczos2) {
        precondition(factor >= 2, "an image is made smaller by at least 2, not \(factor)")
        self.factor = factor
        self.kernel = kernel
    }

    /// The 2 lobes factor weights along one axis.
    public var taps: [Double] {
        let lobes = Double(kernel.lobes)
        let weights = (0..<2 * kernel.lobes * factor).map { tap in
            let distance = (Double(tap) + 0.5) / Double(factor) - lobes
            return InterpolationFilter.sinc(distance) * InterpolationFilter.sinc(distance / lobes)
        }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    /// The table that makes `count` samples fewer; traps unless that is a multiple of the factor.
    package func table(_ count: Int) -> InterpolationTable {
        precondition(count.isMultiple(of: factor), "\(count) samples cannot be made fewer by a factor of \(factor)")
        let taps = taps, before = (taps.count - factor) / 2
        return InterpolationTable(inputs: count, outputs: count / factor) { output in
            taps.indices.map { tap in (min(max(output * factor + tap - before, 0), count - 1), taps[tap]) }
        }
    }

    private func resampling(height: Int, width: Int, channels: Int) -> SeparableUpsampling {
        SeparableUpsampling(self, height: height, width: width, channels: channels)
    }

    /// D x of planes C x H x W, on the calling thread.
    public func apply(_ planes: [Float], channels: Int, height: Int, width: Int) -> [Float] {
        let resampling = resampling(height: height, width: width, channels: channels)
        let pixels = height * width, smallPixels = pixels / (factor * factor)
        let block = UnsafeMutablePointer<Float>.allocate(
            capacity: (pixels + smallPixels) * channels + resampling.scratchCount)
        defer { block.deallocate() }
        let small = block + pixels * channels
        let scratch = Scratch(base: small + smallPixels * channels, stride: resampling.scratchCount)
        PlanarImage.interleave(planes, channels: channels, pixels: pixels, into: block)
        for region in resampling.forward(input: block, output: small, scratch: scratch) {
            for tile in 0..<region.tiles { region.body(tile, 0) }
        }
        return [Float](unsafeUninitializedCapacity: smallPixels * channels) { result, count in
            PlanarImage.separate(small, channels: channels, pixels: smallPixels, into: result.baseAddress!)
            count = smallPixels * channels
        }
    }
}
