import BinaryCoding

/// A picture of `channels` x `height` x `width` float samples, planar (channel by channel, row by row), nominally 0...1.
///
/// The planar order is the one in which numpy and PyTorch draw noise for an image (METHOD section 8).
public struct Image: Equatable, Sendable {
    /// Number of channels: 1 for grey, 3 for RGB.
    public let channels: Int
    /// Number of rows.
    public let height: Int
    /// Number of columns.
    public let width: Int
    /// Samples in C, H, W order.
    public var pixels: [Float]

    /// Takes samples in C, H, W order; traps when their number is not channels x height x width.
    public init(channels: Int, height: Int, width: Int, pixels: [Float]) {
        precondition(
            pixels.count == channels * height * width,
            "an image of \(channels) x \(height) x \(width) holds \(channels * height * width) samples, not \(pixels.count)"
        )
        self.channels = channels
        self.height = height
        self.width = width
        self.pixels = pixels
    }

    /// An image with the same value everywhere.
    public init(channels: Int, height: Int, width: Int, repeating value: Float = 0) {
        self.init(
            channels: channels, height: height, width: width,
            pixels: [Float](repeating: value, count: channels * height * width))
    }

    /// The sample of one channel at row `y` and column `x`, all counted from 0.
    public subscript(channel: Int, y: Int, x: Int) -> Float {
        get { pixels[(channel * height + y) * width + x] }
        set { pixels[(channel * height + y) * width + x] = newValue }
    }

    /// One channel: 0.2989 R + 0.5870 G + 0.1140 B clipped to 0...1 for colour (METHOD section 6); grey images are only clipped.
    public var grey: Image {
        let count = height * width
        var result = Image(channels: 1, height: height, width: width)
        for i in 0..<count {
            let value =
                channels == 3
                ? 0.2989 * pixels[i] + 0.5870 * pixels[count + i] + 0.1140 * pixels[2 * count + i]
                : pixels[i]
            result.pixels[i] = min(max(value, 0), 1)
        }
        return result
    }
}

/// Channels, height, width, then the samples, bit for bit.
extension Image: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(channels)
        writer.write(height)
        writer.write(width)
        writer.write(floats: pixels)
    }

    public init(from reader: inout ByteReader) throws {
        let (channels, height, width): (Int, Int, Int) = try (reader.read(), reader.read(), reader.read())
        let pixels = try reader.floats()
        let (area, tooLarge) = height.multipliedReportingOverflow(by: width)
        let (count, tooMany) = area.multipliedReportingOverflow(by: channels)
        guard min(channels, height, width) >= 0, !tooLarge, !tooMany, count == pixels.count else {
            throw BinaryError.invalid("an image of \(channels) x \(height) x \(width) with \(pixels.count) samples")
        }
        self.init(channels: channels, height: height, width: width, pixels: pixels)
    }
}

extension Image {
    /// The image composited on white with a one-channel `alpha`; the image itself without alpha.
    ///
    /// 1 - alpha + alpha x colour, in double precision. Traps when the sizes differ.
    public func composited(alpha: Image?) -> Image {
        guard let alpha else { return self }
        precondition(
            alpha.channels == 1 && alpha.height == height && alpha.width == width, "the alpha's size is not its image's"
        )
        let count = height * width
        var result = self
        result.pixels.withUnsafeMutableBufferPointer { pixels in
            for i in pixels.indices {
                // The quotient that the file's 8 or 16 bits stand for, exactly: 255 divides 65535.
                let opacity = (Double(alpha.pixels[i % count]) * 65535).rounded() / 65535
                pixels[i] = Float(1 - opacity + opacity * Double(pixels[i]))
            }
        }
        return result
    }

    /// The channels of the image followed by that of `alpha`; traps when the sizes differ.
    func with(alpha: Image) -> Image {
        precondition(
            alpha.channels == 1 && alpha.height == height && alpha.width == width, "the alpha's size is not its image's"
        )
        return Image(channels: channels + 1, height: height, width: width, pixels: pixels + alpha.pixels)
    }
}
