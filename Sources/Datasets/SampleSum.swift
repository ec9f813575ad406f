import Downloads
import Foundation
import Imaging

/// What two files of the same picture have in common, whatever their formats.
public enum SampleSum {
    /// SHA-256 of the 8-bit samples, rows from the top, red, green and blue in turn or grey alone; nil for a deeper image.
    public static func sha256(_ image: Image) -> String? {
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
