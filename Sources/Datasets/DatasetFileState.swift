import Downloads
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
