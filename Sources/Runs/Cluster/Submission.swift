import Downloads
import Foundation
import Records

/// What was submitted to Slurm for an experiment: `submission.json` beside the manifest and the scripts.
package struct Submission: Codable, Equatable, Sendable {
    package let name: String
    /// A `Scale`; nil for a spec without scales.
    package let scale: String?
    package let runs: Int
    /// Job ids: of the arrays, and of the job that follows them.
    package let arrays: [String]
    package let followUp: String
    /// ISO 8601, UTC.
    package let submitted: String

    private static let fileName = "submission.json"

    package init(
        name: String, scale: String?, runs: Int, arrays: [String], followUp: String,
        submitted: String = RunRecord.timestamp()
    ) {
        self.name = name
        self.scale = scale
        self.runs = runs
        self.arrays = arrays
        self.followUp = followUp
        self.submitted = submitted
    }

    /// The folder of a submission, named after the experiment and a hash of manifest and script: the same submission has the same folder.
    package static func folder(name: String, manifest: String, script: String, results: String) -> String {
        "\(results)/slurm/\(name)-\(FileSum.sha256(Data((manifest + script).utf8)).prefix(8))"
    }

    package func write(to folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try AtomicFile.write(try encoder.encode(self) + Data("\n".utf8), to: "\(folder)/\(Self.fileName)")
    }

    /// All submissions recorded in a results folder, oldest first; unreadable ones are left out.
    package static func all(in results: String) -> [Submission] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: results + "/slurm")) ?? []
        return folders.compactMap { folder in
            (try? TextFile.data("\(results)/slurm/\(folder)/\(fileName)")).flatMap {
                try? JSONDecoder().decode(Submission.self, from: $0)
            }
        }.sorted { $0.submitted < $1.submitted }
    }
}
