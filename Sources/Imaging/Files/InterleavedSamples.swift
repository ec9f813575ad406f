extension Image {
    /// Whole-number samples in the order of files, pixel by pixel: clipped to 0...1, times the largest sample, rounded to nearest.
    func interleaved<Sample: FixedWidthInteger & UnsignedInteger>() -> [Sample] {
        let count = height * width
        return [Sample](unsafeUninitializedCapacity: pixels.count) { samples, initialized in
            for i in 0..<count {
                for channel in 0..<channels {
                    let value = min(max(Double(pixels[channel * count + i]), 0), 1)
                    samples[i * channels + channel] = Sample((value * Double(Sample.max)).rounded())
                }
            }
            initialized = pixels.count
        }
    }
}

/// The shape of samples in the order of files; with 2 or 4 channels the last is alpha.
struct InterleavedShape {
    let width: Int
    let height: Int
    let channels: Int

    /// Planar samples in 0...1.
    func planar<Sample: FixedWidthInteger & UnsignedInteger>(
        _ samples: UnsafePointer<Sample>
    ) -> (image: Image, alpha: Image?) {
        let colours = channels - (channels + 1) % 2, count = height * width
        let largest = Float(Sample.max)
        func plane(_ range: Range<Int>) -> Image {
            var image = Image(channels: range.count, height: height, width: width)
            image.pixels.withUnsafeMutableBufferPointer { pixels in
                for (place, channel) in range.enumerated() {
                    for i in 0..<count { pixels[place * count + i] = Float(samples[i * channels + channel]) / largest }
                }
            }
            return image
        }
        return (plane(0..<colours), channels > colours ? plane(colours..<channels) : nil)
    }
}
