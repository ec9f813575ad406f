import Foundation
import Records
import Specs
import TestTools

@testable import Publishing

/// A folder with specs, which is gone with the last reference to it.
final class PublishingFolder {
    private let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    var path: String { temporary.path }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try temporary.write(text, to: name)
    }

    /// A sweep over two ceilings and two seeds with a figure or a table; no run of it was ever made.
    func request(_ more: String, overrides: [String] = []) throws -> PublishingRequest {
        let spec = try write(
            """
            name: tiny
            title: A tiny sweep
            dataset: synthetic
            images: [leaves]
            size: 64
            iterations: 3
            network: {width: 8, lipschitz: 1}
            sweep: {network.lipschitz: [1, 2]}
            seeds: [0, 1]

            """ + more, to: "tiny.yaml")
        return PublishingRequest(spec: spec, overrides: overrides, results: path + "/Results", plots: path + "/Plots")
    }

    /// Writes the records of an experiment's runs, without images.
    ///
    /// - Parameters:
    ///   - only: the runs that have one; all without it.
    ///   - spec: the spec's path, where the records name it.
    func record(_ request: PublishingRequest, only: ((ExperimentRun) -> Bool)? = nil, names spec: String? = nil)
        throws
    {
        for (number, run) in try request.experiment().runs.enumerated() where only?(run) ?? true {
            let key = "\(run.spec.fit.seed)\(request.overrides.count)\(10000 + run.spec.fit.iterations)\(number)"
            let directory = try request.store.createDirectory(
                RunName(experiment: run.spec.name, image: "leaves", seed: 0, key: key))
            try RunRecord(
                name: run.spec.name, key: key, label: run.label, title: run.spec.title, spec: spec, status: .complete,
                dataset: "synthetic", image: run.spec.source.image,
                axes: Dictionary(uniqueKeysWithValues: run.axes.map { ($0.key, $0.value) }),
                seed: Int(run.spec.fit.seed), iterations: run.spec.fit.iterations, recordEvery: 1,
                summary: ["psnr": 20 + Double(number), "width": 64, "height": 64],
                provenance: Provenance(
                    commit: nil, dirty: nil, compiler: "Swift", dipVersion: "0", numericsVersion: 3, libraries: [:],
                    cpu: "x", threads: 1, hostOS: "Linux"), ended: "2026-01-01T00:00:00Z", secondsPerIteration: 1
            ).write(to: directory + "/run.json")
            try Data(run.spec.resolved.utf8).write(to: URL(fileURLWithPath: directory + "/spec.yaml"))
            let bands = (1...5).map { "fbc_\($0)" }
            let rows = (0..<run.spec.fit.iterations).map {
                ([Double($0), 0.1, 20] + bands.map { _ in 0.5 }).map { "\($0)" }.joined(separator: ",")
            }
            let lines = [(["iteration", "loss", "psnr"] + bands).joined(separator: ",")] + rows
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(
                to: URL(fileURLWithPath: directory + "/curves.csv"))
        }
    }

    /// What an error says, without the folder's path.
    func sentence(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return "\(error)".replacing(path + "/", with: "")
        }
    }
}
