import Foundation
import Records
import Specs

/// The state of a run before it starts, according to its record.
package enum RunState: Equatable, Sendable, CustomStringConvertible {
    /// A complete record exists; the run is skipped.
    case cached
    case missing(reason: String)
    case failed(reason: String)
    case interrupted(reason: String)
    /// Another process is executing it.
    case running(by: String)

    package var description: String {
        switch self {
        case .cached: "cached"
        case .missing(let reason): "missing: \(reason)"
        case .failed(let reason): "failed: \(reason)"
        case .interrupted(let reason): "interrupted: \(reason)"
        case .running(let holder): "running: \(holder)"
        }
    }
}

extension RunState {
    /// Reads the record in the folder of a run.
    /// - Parameters:
    ///   - continuation: where the run would go on.
    ///   - stale: says why an earlier record does not count, if there is one.
    init(
        of spec: ExperimentSpec, directory: String, continuation: Continuation = Continuation(), stale: () -> String?
    ) {
        let stored = StoredRun(directory: directory)
        let way = continuation.words(of: spec.fit.iterations)
        func words(_ parts: String?...) -> String {
            (parts.compactMap(\.self) + continuation.remarks).joined(separator: "; ")
        }
        func interrupted(_ reason: String) -> RunState { .interrupted(reason: words(way, reason)) }

        guard let record = stored.record else {
            let isThere = FileManager.default.fileExists(atPath: "\(directory)/\(RecordFile.record)")
            self =
                isThere
                ? interrupted(stored.problem ?? "the record cannot be read")
                : .missing(reason: words(way ?? stale() ?? "never run"))
            return
        }
        switch record.status {
        case .complete:
            // A run that a rule ended may have no sample for the mean yet.
            let outputs =
                RunFolder.outputs + (spec.fit.ema == nil ? [] : [RecordFile.averaged])
                + (spec.fit.langevin == nil || spec.fit.stop != nil ? [] : [RecordFile.posteriorMean])
            let lost = outputs.first { !FileManager.default.fileExists(atPath: "\(directory)/\($0)") }
            self = lost.map { interrupted("the record lacks \($0)") } ?? .cached
        case .failed:
            self = .failed(reason: words(record.error ?? "no reason was recorded", way))
        case .interrupted: self = interrupted("stopped at \(record.ended ?? "an unknown time")")
        case .running:
            if let found = RunLock.holder(of: directory) {
                self = .running(by: found.holder?.words ?? "another process")
                return
            }
            self = interrupted("last sign of life at \(record.heartbeat ?? record.started ?? "an unknown time")")
        }
    }
}
