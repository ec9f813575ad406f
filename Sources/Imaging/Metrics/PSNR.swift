#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension ImageMetrics {
    /// Mean squared difference over all samples of two images of the same shape.
    public static func meanSquaredError(_ a: Image, _ b: Image) -> Double {
        requireSameShape(a, b)
        let count = a.pixels.count
        let sum = a.pixels.withUnsafeBufferPointer { a in
            b.pixels.withUnsafeBufferPointer { b in
                guard let a = a.baseAddress, let b = b.baseAddress else { return 0.0 }
                return squaredDifferences(a, b, count: count)
            }
        }
        return sum / Double(count)
    }

    /// Peak signal-to-noise ratio in dB with peak 1, jointly over all channels, on unquantised samples; nil for equal images,
    /// where it is infinite, and for images that contain a value that is not a number (METHOD section 6).
    public static func psnr(_ a: Image, _ b: Image) -> Double? {
        decibels(meanSquaredError(a, b))
    }

    /// PSNR of the luma (BT.601, studio range) without the outer `border` pixels, as super-resolution is scored; nil as for
    /// `psnr` and where the border leaves nothing (METHOD section 6).
    public static func psnrY(_ a: Image, _ b: Image, border: Int = 4) -> Double? {
        requireSameShape(a, b)
        let width = a.width - 2 * border
        guard width > 0, a.height > 2 * border else { return nil }
        let (lumaA, lumaB) = (luma(a), luma(b))
        var sum = 0.0
        lumaA.withUnsafeBufferPointer { lumaA in
            lumaB.withUnsafeBufferPointer { lumaB in
                for y in border..<a.height - border {
                    let start = y * a.width + border
                    sum += squaredDifferences(lumaA.baseAddress! + start, lumaB.baseAddress! + start, count: width)
                }
            }
        }
        return decibels(sum / Double(width * (a.height - 2 * border)))
    }

    /// The luma plane of an image of three channels, 16/255...235/255; a grey image is its own luma.
    static func luma(_ image: Image) -> [Float] {
        guard image.channels == 3 else { return image.pixels }
        let count = image.height * image.width
        return (0..<count).map { i in
            (65.481 * image.pixels[i] + 128.553 * image.pixels[count + i] + 24.966 * image.pixels[2 * count + i] + 16)
                / 255
        }
    }

    private static func decibels(_ error: Double) -> Double? {
        // Zero is added so that an error of one gives no negative zero.
        error > 0 && error.isFinite ? -10 * log10(error) + 0 : nil
    }

    private static func squaredDifferences(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Double {
        Summation.sum(over: 0..<count) { i in
            let difference = Summation.load(a + i) - Summation.load(b + i)
            return difference * difference
        } tail: { i in
            let difference = a[i] - b[i]
            return difference * difference
        }
    }
}
