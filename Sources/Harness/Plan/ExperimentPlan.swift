import Foundation
import Records

/// What is known of a run before it starts.
public enum RunState: Equatable, Sendable, CustomStringConvertible {
    /// A complete record is there; the run is skipped.
    case cached
    case missing(reason: String)
    case failed(reason: String)
    case interrupted(reason: String)
    /// Another process makes it now.
    case running(by: String)

    public var description: String {
        switch self {
        case .cached: "cached"
        case .missing(let reason): "missing: \(reason)"
        case .failed(let reason): "failed: \(reason)"
        case .interrupted(let reason): "interrupted: \(reason)"
        case .running(let holder): "running: \(holder)"
        }
    }
}

/// One run of a plan.
public struct PlannedRun: Equatable, Sendable {
    public let run: ExperimentRun
    public let input: RunInput
    /// 12 hexadecimal digits.
    public let key: String
    public let directory: String
    public let state: RunState
    /// How long the run should take when it is made.
    public let estimatedSeconds: Double
}

/// The runs of an experiment against the records that are there: what would run, and why.
public struct ExperimentPlan: Sendable {
    public let experiment: Experiment
    public let store: RunStore
    /// The threads of a run that times are estimated for.
    public let threads: Int
    public let runs: [PlannedRun]

    /// Reads every image and record; throws the first sentence about one that cannot be used.
    /// - Parameters:
    ///   - only: keys of runs, or how they begin; no others are planned, and all are when there is none.
    ///   - estimates: whether it matters how long the runs take, which many records are read for.
    public init(_ experiment: Experiment, store: RunStore, threads: Int = 1, only: [String] = [], estimates: Bool = true) throws {
        self.experiment = experiment
        self.store = store
        self.threads = threads
        let stored = estimates ? try store.all().compactMap(\.record) : []
        let reader = InputReader(specPath: experiment.path)
        let cost = estimates ? CostModel(store: store, threads: threads, cpu: HostMachine.cpu) : nil
        runs = try experiment.runs.compactMap { run in
            let input = try reader.resolve(run.spec)
            let key = RunKey.make(settings: run.spec.hashedText, input: input)
            guard only.isEmpty || only.contains(where: key.hasPrefix) else { return nil }
            let directory = store.directory(name: run.spec.name, key: key)
            let siblings = stored.filter {
                $0.name == run.spec.name && $0.label == run.label && $0.image == run.spec.source.image
            }
            return PlannedRun(run: run, input: input, key: key, directory: directory,
                              state: Self.state(of: run.spec, key: key, store: store, siblings: siblings),
                              estimatedSeconds: cost?.seconds(run.spec, input: input) ?? 0)
        }
        for begin in only {
            let found = runs.filter { $0.key.hasPrefix(begin) }
            guard found.count != 1 else { continue }
            throw SpecError(.file(experiment.path), found.isEmpty
                ? "no run has a key that begins with '\(begin)'; the spec or an image may have changed since"
                : "the keys of several runs begin with '\(begin)': " + found.map(\.key).joined(separator: ", "))
        }
    }

    /// The runs that are not cached.
    public var pending: [PlannedRun] { runs.filter { $0.state != .cached } }

    /// How long the pending runs should take, one after the other.
    public var estimatedSeconds: Double { pending.map(\.estimatedSeconds).reduce(0, +) }

    /// The state of a run by what its record says now.
    func presentState(of planned: PlannedRun) -> RunState {
        Self.state(of: planned.run.spec, key: planned.key, store: store, siblings: [])
    }

    private static func state(of spec: ExperimentSpec, key: String, store: RunStore, siblings: [RunRecord]) -> RunState {
        let name = spec.name
        let record: RunRecord?
        do {
            record = try store.record(name: name, key: key)
        } catch {
            return .interrupted(reason: "\(error)")
        }
        guard let record else {
            return .missing(reason: siblings.isEmpty ? "never run" : "the spec, its image or the numerics changed since "
                + siblings.map { "\($0.name)-\($0.key)" }.joined(separator: ", "))
        }
        switch record.status {
        case .complete:
            let directory = store.directory(name: name, key: key)
            let outputs = RunFolder.outputs + (spec.fit.ema == nil ? [] : [RunFolder.average])
            let lost = outputs.first { !FileManager.default.fileExists(atPath: "\(directory)/\($0)") }
            return lost.map { .interrupted(reason: "the record lacks \($0)") } ?? .cached
        case .failed: return .failed(reason: record.error ?? "no reason was recorded")
        case .interrupted: return .interrupted(reason: "stopped at \(record.ended ?? "an unknown time")")
        case .running:
            if let found = Claim.holder(of: store.directory(name: name, key: key)) {
                return .running(by: found.holder?.words ?? "another process")
            }
            return .interrupted(reason: "last sign of life at \(record.heartbeat ?? record.started ?? "an unknown time")")
        }
    }
}
