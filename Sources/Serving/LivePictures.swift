import Foundation
import Imaging
import Records
import Restoration
import Runs

/// The images of a run under way: what it has written itself, and the output in its last checkpoint. The process that trains is
/// not asked for anything.
struct LivePictures {
    struct Picture: Equatable {
        let label: String
        /// Relative to the page.
        let address: String
    }

    private(set) var shown: [Picture] = []
    /// Why there is no output, as a sentence; empty if there is one.
    private(set) var why = ""

    init(directory: String, name: String, record: RunRecord?, isDone: Bool) {
        let folder =
            name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-_.~/")))
            ?? name
        func add(_ file: String, _ label: String) {
            guard FileManager.default.fileExists(atPath: "\(directory)/\(file)") else { return }
            shown.append(Picture(label: label, address: "runs/\(folder)/\(file)"))
        }
        add(RecordFile.degraded, "degraded")
        if isDone {
            add(RecordFile.output, "last output")
        } else if let record {
            let owner = Checkpoint.Owner(key: record.key, numericsVersion: Numerics.version)
            if let header = CheckpointFolder(run: directory).header(for: owner), header.iteration > 0 {
                shown.append(
                    Picture(
                        label: "last output at iteration \(header.iteration)",
                        address: "live/\(folder)/\(RecordFile.output)?after=\(header.iteration)"))
            } else {
                why =
                    "No output yet: it is read from the run's checkpoint, and the first one is written after a few seconds."
            }
        }
        add(RecordFile.clean, "clean")
    }

    /// The output in a run's last checkpoint as a PNG file; nil if there is none.
    static func output(of directory: String) -> [UInt8]? {
        guard let record = StoredRun(directory: directory).record,
            let checkpoint = CheckpointFolder(run: directory).readable(
                for: Checkpoint.Owner(key: record.key, numericsVersion: Numerics.version)),
            let pictures = CheckpointPictures(state: checkpoint.state, iteration: checkpoint.header.iteration)
        else { return nil }
        return try? PNGFile.encode(pictures.output, path: RecordFile.output)
    }
}
