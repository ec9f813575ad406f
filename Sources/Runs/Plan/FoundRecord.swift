import Datasets
import Imaging
import Records
import Restoration
import Specs

/// A record that has the settings of a run.
package struct FoundRecord: Equatable, Sendable {
    package let stored: StoredRun
    /// The names of the files that the run reads and whose content is not the record's; a file that is not at hand is not among them.
    package let changedFiles: [String]
}

/// The files that a run reads, with what they contain now.
struct PresentInputs {
    /// In the order in which records name them; the SHA-256 is nil where it is not known.
    private let files: [(name: String, sha256: String?)]

    init(_ spec: ExperimentSpec) {
        var files: [(name: String, sha256: String?)] = []
        switch spec.source {
        case .synthetic: break
        case .file(let path): files.append((FilePath.name(path), FileSums.sha256(path)))
        case .dataset(let image):
            files.append((FilePath.name(image.path), Self.sha256(image)))
        }
        if let mask = spec.fit.task.maskPath { files.append((FilePath.name(mask), FileSums.sha256(mask))) }
        self.files = files
    }

    /// The files whose content is not the one that the record names.
    func changes(since record: RunRecord) -> [String] {
        // A record that names other files than these says nothing of them.
        guard record.inputs.count == files.count else { return [] }
        return zip(files, record.inputs).compactMap { file, input in
            guard let present = file.sha256, present != input.sha256 else { return nil }
            return file.name
        }
    }

    /// What a run of a data set's image would be recorded with.
    private static func sha256(_ image: DatasetImage) -> String? {
        guard let present = FileSums.sha256(image.path) else { return nil }
        guard present != image.sha256, let samples = image.samples,
            let picture = try? ImageFile.load(image.path).image, SampleSum.sha256(picture) == samples
        else { return present }
        // A lossless copy counts as the file itself.
        return image.sha256
    }
}
