import BinaryCoding
import Foundation
import Records
import Specs

/// A complete run of fewer iterations, from the end of which a longer one with the same settings goes on.
package struct RunOrigin: Equatable, Sendable {
    /// The run's folder, what it is called, and its key.
    package let directory: String
    package let name: String
    let key: String
    /// Its iterations.
    package let iteration: Int

    var state: EndState { EndState(of: directory) }

    var owner: Checkpoint.Owner { Checkpoint.Owner(key: key, numericsVersion: Numerics.version) }

    /// Why the state cannot be used, as far as its header says; nil where it can.
    var problem: String? {
        do {
            guard let header = try state.header(for: owner) else { return "\(state.path): does not exist" }
            return header.iteration == iteration
                ? nil : "\(state.path): is the state at iteration \(header.iteration), not \(iteration)"
        } catch {
            return "\(error)"
        }
    }
}

extension RunOrigin {
    /// Sets a fit to the run's end, and begins curves with those of the run.
    ///
    /// Throws `CheckpointProblem` when state or curves cannot be used; the fit is then unchanged. Throws `RecordError` when the new curves cannot
    /// be written.
    func restore(_ session: any FitSession, curves path: String) throws -> CurveWriter {
        let source = "\(directory)/\(RecordFile.curves)"
        let mark: CurveMark, bytes: [UInt8]
        do {
            guard let checkpoint = try state.read(for: owner) else {
                throw CheckpointProblem(state.path, "does not exist")
            }
            mark = checkpoint.header.curves
            guard checkpoint.header.iteration == iteration,
                let beginning = try CurveWriter.beginning(of: source, columns: session.columns, until: mark)
            else { throw CheckpointProblem(source, "is not the file that \(EndState.file) beside it belongs to") }
            bytes = beginning
            var reader = ByteReader(checkpoint.state)
            try session.restoreState(from: &reader)
        } catch let error as BinaryError {
            throw CheckpointProblem(state.path, "does not fit this run: it \(error)")
        } catch let error as RecordError {
            throw CheckpointProblem("\(error)")
        }
        return try CurveWriter(path: path, columns: session.columns, beginning: bytes, until: mark)
    }
}

/// All runs of a store whose end states were kept.
struct RunOrigins {
    private let kept: [RunOrigin]

    init(in store: RunStore) {
        kept = store.directories.filter { EndState(of: $0).exists }.compactMap { directory in
            guard let record = StoredRun(directory: directory).record, record.status == .complete else { return nil }
            return RunOrigin(
                directory: directory, name: store.name(of: directory), key: record.key, iteration: record.iterations)
        }
    }

    /// The runs that a longer one may go on from, the longest first.
    ///
    /// They are found by their keys: that which the longer run would have with their number of iterations, and nothing else changed.
    func of(_ spec: ExperimentSpec, input: RunInput, numerics: Numerics) -> [RunOrigin] {
        guard spec.fit.isPartOfLongerFits else { return [] }
        let shorter = kept.filter { $0.iteration < spec.fit.iterations }
        let keys = Set(shorter.map(\.iteration)).map { iterations in
            var spec = spec
            spec.fit.iterations = iterations
            return (iterations, RunKey.make(settings: spec.hashedText, input: input, numerics: numerics))
        }
        let keyed = Dictionary(uniqueKeysWithValues: keys)
        return shorter.filter { $0.key == keyed[$0.iteration] && !Self.hasOutdatedRules($0, spec) }
            .sorted { $0.iteration > $1.iteration }
    }

    /// Whether a stopping rule of the run is of an earlier version, which its key does not say.
    private static func hasOutdatedRules(_ origin: RunOrigin, _ spec: ExperimentSpec) -> Bool {
        let rules = spec.fit.monitors + [spec.fit.stop].compactMap(\.self)
        guard !rules.isEmpty else { return false }
        let rows = (try? StopTable.read("\(origin.directory)/\(StopTable.file)")) ?? []
        return !rules.allSatisfy { rule in
            rows.contains { $0.rule == rule.name.rawValue && $0.parameters == StoppingKeys.parameters(rule) }
        }
    }
}
