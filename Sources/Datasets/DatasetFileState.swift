import Downloads
import Foundation
import Imaging
import Specs

/// The state of one file of a dataset, after reading all of it.
package enum DatasetFileState: Equatable, Sendable {
    case right
    /// A PNG with the same samples exists instead.
    case copy
    case missing
    /// The file differs from its manifest or cannot be read; the reason completes "wrong: ".
    case wrong(reason: String)

    /// Whether runs would read the samples of the manifest.
    package var isUsable: Bool { self == .right || self == .copy }
}

extension DatasetCatalogue {
    /// Reads a file and compares it with its manifest.
    package func state(of file: DatasetManifest.File, in manifest: DatasetManifest) -> DatasetFileState {
        do {
            if let found = try FileSum(ofFileAt: path(of: file, in: manifest)) {
                return found == file.sum ? .right : .wrong(reason: "it has \(found), the manifest says \(file.sum)")
            }
            guard let copy = copyPath(of: file, in: manifest), try FileSum(ofFileAt: copy) != nil else {
                return .missing
            }
            return SampleSum.sha256(try ImageFile.load(copy).image) == file.samples
                ? .copy : .wrong(reason: "\(FilePath.name(copy)) is not a lossless copy of it")
        } catch {
            return .wrong(reason: "\(error)")
        }
    }
}

extension DatasetManifest.File {
    var sum: FileSum { FileSum(bytes: bytes, sha256: sha256) }
}

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
