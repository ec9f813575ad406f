import Downloads
import Foundation
import Imaging

/// The checksum of a picture's samples, which is the same for every lossless format.
package enum SampleSum {
    /// SHA-256 of the 8-bit samples, rows from the top, interleaved red, green, blue or grey alone; nil for an image with more than 8 bits.
    package static func sha256(_ image: Image) -> String? {
        let count = image.height * image.width
        var samples = Data(capacity: image.channels * count)
        for i in 0..<count {
            for channel in 0..<image.channels {
                let value = image.pixels[channel * count + i]
                let sample = (value * 255).rounded()
                guard sample / 255 == value else { return nil }
                samples.append(UInt8(sample))
            }
        }
        return FileSum.sha256(samples)
    }
}
