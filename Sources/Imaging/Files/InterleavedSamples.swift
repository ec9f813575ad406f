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
