#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension ImageMetrics {
    /// Gradient magnitude similarity deviation of the grey images, 0 for equal ones; nil if a value is not a number (METHOD
    /// section 6, GMSD).
    public static func gmsd(_ a: Image, _ b: Image) -> Double? {
        requireSameShape(a, b)
        let similarity = GradientMagnitudeSimilarity(reference: b)
        return a.grey.pixels.withUnsafeBufferPointer { similarity.deviation(grey: $0) }
    }
}

/// Measures the gradient magnitude similarity deviation of images to one reference, whose gradients are computed once (Xue
/// et al. 2014); one measurement at a time.
///
/// Images of 0...1 are averaged over 2 x 2 pixels, with zeros beyond the last row and column, and their gradients are taken
/// by the Prewitt operator, with zeros around, as in the authors' program.
public final class GradientMagnitudeSimilarity {
    /// The authors' 170 for values of 0...255.
    private static let constant: Float = 170 / (255 * 255)

    private let height: Int
    private let width: Int
    /// The extent of the averaged image.
    private let rows: Int
    private let columns: Int
    /// The averaged image with a border of zeros.
    private let framed: UnsafeMutableBufferPointer<Float>
    private let reference: UnsafeMutableBufferPointer<Float>
    private let magnitudes: UnsafeMutableBufferPointer<Float>

    /// Takes the reference image.
    public init(reference image: Image) {
        height = image.height
        width = image.width
        rows = (height + 1) / 2
        columns = (width + 1) / 2
        framed = .allocate(capacity: (rows + 2) * (columns + 2))
        framed.initialize(repeating: 0)
        reference = .allocate(capacity: rows * columns)
        reference.initialize(repeating: 0)
        magnitudes = .allocate(capacity: rows * columns)
        magnitudes.initialize(repeating: 0)
        image.grey.pixels.withUnsafeBufferPointer { computeMagnitudes($0, into: reference) }
    }

    deinit {
        for buffer in [framed, reference, magnitudes] { buffer.deallocate() }
    }

    /// The population standard deviation, over the averaged pixels, of (2 m n + c) / (m m + n n + c), where m and n are the
    /// gradient magnitudes of both images; `grey` is a plane of height x width values of 0...1. Nil if it is not a number.
    public func deviation(grey: UnsafeBufferPointer<Float>) -> Double? {
        precondition(
            grey.count == height * width, "a grey plane of \(height) x \(width) holds \(height * width) values")
        computeMagnitudes(grey, into: magnitudes)
        var sum = 0.0, squares = 0.0
        for i in magnitudes.indices {
            let (m, n) = (magnitudes[i], reference[i])
            // The distance from 1 keeps the variance of nearly equal images exact.
            let distance = Double((m - n) * (m - n) / (m * m + n * n + Self.constant))
            sum += distance
            squares += distance * distance
        }
        let count = Double(magnitudes.count), mean = sum / count
        let value = max(squares / count - mean * mean, 0).squareRoot()
        return value.isFinite ? value : nil
    }

    private func computeMagnitudes(_ grey: UnsafeBufferPointer<Float>, into result: UnsafeMutableBufferPointer<Float>) {
        average(grey)
        let stride = columns + 2
        for y in 0..<rows {
            let above = framed.baseAddress! + y * stride + 1, centre = above + stride, below = centre + stride
            let row = result.baseAddress! + y * columns
            for x in 0..<columns {
                let left = above[x - 1] + centre[x - 1] + below[x - 1]
                let right = above[x + 1] + centre[x + 1] + below[x + 1]
                let top = above[x - 1] + above[x] + above[x + 1]
                let bottom = below[x - 1] + below[x] + below[x + 1]
                let (across, down) = ((left - right) / 3, (top - bottom) / 3)
                row[x] = (across * across + down * down).squareRoot()
            }
        }
    }

    private func average(_ grey: UnsafeBufferPointer<Float>) {
        func sample(_ y: Int, _ x: Int) -> Float { y < height && x < width ? grey[y * width + x] : 0 }
        for y in 0..<rows {
            let row = framed.baseAddress! + (y + 1) * (columns + 2) + 1
            for x in 0..<columns {
                row[x] =
                    (sample(2 * y, 2 * x) + sample(2 * y, 2 * x + 1) + sample(2 * y + 1, 2 * x)
                        + sample(2 * y + 1, 2 * x + 1)) / 4
            }
        }
    }
}
