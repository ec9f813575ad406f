extension ImageMetrics {
    /// Structural similarity with a Gaussian window, mean over channels and over the pixels at least 5 from the border; nil for
    /// images with fewer than 11 rows or columns and for images that contain a value that is not a number (METHOD section 6, SSIM).
    public static func ssim(_ a: Image, _ b: Image) -> Double? {
        StructuralSimilarity(reference: b).measure(a)
    }
}

/// Measures the structural similarity of images to one reference, whose statistics are computed once; one measurement at a time.
///
/// Window of sigma 1.5 and 11 taps, K1 0.01, K2 0.03, population covariance. Products and window means are rounded to Float, as
/// scikit-image does with float32 images, while a window is summed in Double: on smooth images that rounding moves the
/// result by more than 1e-6, so values comparable to published ones need it in the same places.
public final class StructuralSimilarity {
    private let reference: Image
    private let window: GaussianWindow
    private let interior: Int
    /// Means and variances of the reference at the interior pixels, channel by channel.
    private let means: UnsafeMutableBufferPointer<Float>
    private let variances: UnsafeMutableBufferPointer<Float>
    /// One channel's y y and x y.
    private let squares: UnsafeMutableBufferPointer<Float>
    private let products: UnsafeMutableBufferPointer<Float>
    /// One row of window means of y, of y y and of x y, and one of similarities, behind each other.
    private let rows: UnsafeMutableBufferPointer<Float>

    /// Takes the reference image.
    public init(reference: Image) {
        self.reference = reference
        window = GaussianWindow(height: reference.height, width: reference.width)
        interior = window.interiorHeight * window.interiorWidth
        let plane = reference.height * reference.width
        means = .allocate(capacity: reference.channels * interior)
        variances = .allocate(capacity: reference.channels * interior)
        squares = .allocate(capacity: plane)
        products = .allocate(capacity: plane)
        rows = .allocate(capacity: 4 * window.interiorWidth)
        guard interior > 0 else { return }
        reference.pixels.withUnsafeBufferPointer { pixels in
            for channel in 0..<reference.channels {
                prepare(channel, pixels.baseAddress! + channel * plane)
            }
        }
    }

    deinit {
        for buffer in [means, variances, squares, products, rows] { buffer.deallocate() }
    }

    /// The mean similarity of `image`, which has the reference's shape, to the reference; nil where it is undefined.
    public func measure(_ image: Image) -> Double? {
        ImageMetrics.requireSameShape(image, reference)
        guard interior > 0 else { return nil }
        let plane = image.height * image.width
        var sum = 0.0
        image.pixels.withUnsafeBufferPointer { image in
            reference.pixels.withUnsafeBufferPointer { reference in
                for channel in 0..<self.reference.channels {
                    let offset = channel * plane
                    sum += similarities(channel, image.baseAddress! + offset, reference.baseAddress! + offset)
                }
            }
        }
        let mean = sum / Double(interior * reference.channels)
        return mean.isFinite ? mean : nil
    }

    private func prepare(_ channel: Int, _ reference: UnsafePointer<Float>) {
        multiply(reference, reference, into: squares)
        for y in 0..<window.interiorHeight {
            let offset = channel * interior + y * window.interiorWidth
            let mean = means.baseAddress! + offset
            let variance = variances.baseAddress! + offset
            window.average(reference, row: y, into: mean)
            window.average(squares.baseAddress!, row: y, into: variance)
            for x in 0..<window.interiorWidth { variance[x] -= mean[x] * mean[x] }
        }
    }

    /// The sum of the similarities at one channel's interior pixels.
    private func similarities(_ channel: Int, _ image: UnsafePointer<Float>, _ reference: UnsafePointer<Float>)
        -> Double
    {
        multiply(image, image, into: squares)
        multiply(image, reference, into: products)
        let count = window.interiorWidth
        let mean = rows.baseAddress!
        let (square, product, similarity) = (mean + count, mean + 2 * count, mean + 3 * count)
        var sum = 0.0
        for y in 0..<window.interiorHeight {
            let offset = channel * interior + y * count
            window.average(image, row: y, into: mean)
            window.average(squares.baseAddress!, row: y, into: square)
            window.average(products.baseAddress!, row: y, into: product)
            Self.combine(
                mean: means.baseAddress! + offset, variance: variances.baseAddress! + offset,
                otherMean: mean, otherSquare: square, product: product, into: similarity, count: count)
            sum += Summation.sum(similarity, count: count)
        }
        return sum
    }

    private static func combine(
        mean: UnsafePointer<Float>, variance: UnsafePointer<Float>, otherMean: UnsafePointer<Float>,
        otherSquare: UnsafePointer<Float>, product: UnsafePointer<Float>,
        into similarity: UnsafeMutablePointer<Float>, count: Int
    ) {
        let c1: Float = 0.0001
        let c2: Float = 0.0009
        for x in 0..<count {
            let (u, v) = (mean[x], otherMean[x])
            let otherVariance = otherSquare[x] - v * v
            let covariance = product[x] - u * v
            let numerator = (2 * u * v + c1) * (2 * covariance + c2)
            similarity[x] = numerator / ((u * u + v * v + c1) * (variance[x] + otherVariance + c2))
        }
    }

    private func multiply(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, into result: UnsafeMutableBufferPointer<Float>
    ) {
        let products = result.baseAddress!
        for i in 0..<result.count { products[i] = a[i] * b[i] }
    }
}
