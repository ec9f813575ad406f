#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Estimates the level of white Gaussian noise from the noisy image alone.
///
/// Source: Chen, Zhu and Heng, "An Efficient Statistical Method for Image Noise Level Estimation", ICCV 2015. The clean patches of an image
/// span few directions of the space of 8 x 8 patches, while noise spans all of them equally: the small eigenvalues of the patches' covariance
/// equal the noise variance. The largest are removed until the mean of the others is at most their median. Beyond the paper, patches with a
/// sample at 0 or 1 are left out, because clipping reduces noise there.
public enum NoiseEstimate {
    private static let side = 8
    private static let dimensions = side * side
    /// The largest number of patches; from larger images they are taken at equal distances.
    private static let mostPatches = 1 << 16
    /// The smallest number of patches; with fewer the small eigenvalues would be biased downwards.
    private static let fewestPatches = 10 * dimensions

    /// The standard deviation in 8-bit units (255 times that of samples in 0...1), the root mean square over the channels.
    ///
    /// Nil for images smaller than about 33 x 33 pixels. Noise-like detail such as fur or grass is counted as noise.
    public static func sigma(of image: Image) -> Double? {
        let variances = (0..<image.channels).compactMap { variance(of: image, channel: $0) }
        guard variances.count == image.channels, !variances.isEmpty else { return nil }
        return 255 * (variances.reduce(0, +) / Double(variances.count)).squareRoot()
    }

    private static func variance(of image: Image, channel: Int) -> Double? {
        guard image.height >= side, image.width >= side else { return nil }
        var places = positions(of: image)
        guard places.count >= fewestPatches else { return nil }
        let unclipped = places.filter { isUnclipped(image, channel, $0.y, $0.x) }
        if unclipped.count >= fewestPatches { places = unclipped }
        return smallest(SymmetricEigenvalues.ascending(covariance(image, channel, places), size: dimensions))
    }

    private static func positions(of image: Image) -> [(y: Int, x: Int)] {
        let rows = image.height - side + 1, columns = image.width - side + 1
        var step = max(1, Int((Double(rows * columns) / Double(mostPatches)).squareRoot().rounded(.up)))
        // An even step would meet the blocks of a JPEG at few of their places.
        if step > 1, step.isMultiple(of: 2) { step += 1 }
        return stride(from: 0, to: rows, by: step).flatMap { y in stride(from: 0, to: columns, by: step).map { (y, $0) }
        }
    }

    private static func isUnclipped(_ image: Image, _ channel: Int, _ y: Int, _ x: Int) -> Bool {
        for row in y..<y + side {
            let start = (channel * image.height + row) * image.width + x
            for i in start..<start + side where image.pixels[i] <= 0 || image.pixels[i] >= 1 { return false }
        }
        return true
    }

    /// The covariance of the patches' samples, row by row.
    private static func covariance(_ image: Image, _ channel: Int, _ places: [(y: Int, x: Int)]) -> [Double] {
        let count = places.count
        // One row a sample of the patch, its mean taken off.
        var samples = [Float](repeating: 0, count: dimensions * count)
        for (patch, place) in places.enumerated() {
            for i in 0..<dimensions {
                samples[i * count + patch] = image[channel, place.y + i / side, place.x + i % side]
            }
        }
        var result = [Double](repeating: 0, count: dimensions * dimensions)
        samples.withUnsafeMutableBufferPointer { samples in
            let base = samples.baseAddress!
            for i in 0..<dimensions {
                let row = base + i * count
                let mean = Float(Summation.sum(row, count: count) / Double(count))
                for patch in 0..<count { row[patch] -= mean }
                for j in 0...i {
                    let other = base + j * count
                    let sum = Summation.sum(over: 0..<count) {
                        Summation.load(row + $0) * Summation.load(other + $0)
                    } tail: {
                        row[$0] * other[$0]
                    }
                    result[i * dimensions + j] = sum / Double(count)
                    result[j * dimensions + i] = sum / Double(count)
                }
            }
        }
        return result
    }

    /// The mean of the remaining eigenvalues, once it is at most their median (equation 6 of the source).
    private static func smallest(_ ascending: [Double]) -> Double {
        var sum = ascending.reduce(0, +)
        for count in stride(from: ascending.count, to: 1, by: -1) {
            let median = (ascending[(count - 1) / 2] + ascending[count / 2]) / 2
            let mean = sum / Double(count)
            if mean <= median { return max(mean, 0) }
            sum -= ascending[count - 1]
        }
        return max(ascending[0], 0)
    }
}

/// The mean squared error of clipped noise, E |clip(x + N(0, sigma^2), 0, 1) - x|^2: less than sigma^2 where x is near black or white.
public struct ClippedNoise: Equatable, Sendable {
    /// The mean square at x = i / `steps`.
    private let table: [Double]
    private static let steps = 1024

    /// Takes the standard deviation in 8-bit units; traps for 0 and below.
    public init(sigma: Double) {
        precondition(sigma > 0, "a noise level must be above 0, not \(sigma)")
        let deviation = sigma / 255
        table = (0...Self.steps).map { Self.meanSquare(at: Double($0) / Double(Self.steps), deviation: deviation) }
    }

    /// The mean square of y - x over all samples of x, in units of samples in 0...1, which the image is clipped to.
    public func meanSquare(over image: Image) -> Double {
        var sum = 0.0
        for pixel in image.pixels { sum += table[Int((min(max(pixel, 0), 1) * Float(Self.steps)).rounded())] }
        return sum / Double(image.pixels.count)
    }

    /// The parts of the normal density that are clipped to 0 and 1, and the part between.
    private static func meanSquare(at x: Double, deviation: Double) -> Double {
        let low = -x / deviation, high = (1 - x) / deviation
        func below(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }
        func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * .pi).squareRoot() }
        let between = below(high) - below(low) - high * density(high) + low * density(low)
        return x * x * below(low) + (1 - x) * (1 - x) * below(-high) + deviation * deviation * between
    }
}
