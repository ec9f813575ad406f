import Foundation
import Records
import TestTools

/// A folder of records that is gone with the last reference to it.
final class ServedFolder: Sendable {
    private let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    var path: String { temporary.path }

    var results: String { path + "/Results" }

    func write(_ text: String, to name: String) throws { try temporary.write(text, to: name) }

    /// Writes the record and the curves of a run, and returns its folder.
    @discardableResult
    func record(_ key: String, _ status: RunRecord.Status, rows: Int = 3, error: String? = nil) throws -> String {
        let directory = try RunStore(root: results).createDirectory(
            RunName(experiment: "tiny", image: "leaves", seed: 0, key: key))
        try RunRecord(
            name: "tiny", key: key, label: "lipschitz=<1>", title: "Tiny", status: status, error: error,
            dataset: "synthetic", image: "leaves", seed: 0, iterations: 9, recordEvery: 1,
            provenance: Provenance(
                commit: nil, dirty: nil, compiler: "Swift", dipVersion: "0", numericsVersion: 3, libraries: [:],
                cpu: "x", threads: 1, hostOS: "Linux")
        ).write(to: directory + "/run.json")
        try write(
            "iteration,psnr,seconds\n" + (0..<rows).map { "\($0),20.5,\($0 + 1)\n" }.joined(),
            to: "Results/runs/tiny/leaves-seed0-\(key)/curves.csv")
        return directory
    }
}
