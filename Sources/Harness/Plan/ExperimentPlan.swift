import Foundation
import Records

/// One run of a plan.
public struct PlannedRun: Equatable, Sendable {
    public let run: ExperimentRun
    public let input: RunInput
    /// 12 hexadecimal digits.
    public let key: String
    public let directory: String
    public let state: RunState
    /// The iteration at which the run would be continued; nil when it would start at the beginning.
    public let resumesAt: Int?
    /// How long all of the run should take.
    public let wholeSeconds: Double

    /// How long the iterations that are not done yet should take.
    public var estimatedSeconds: Double {
        wholeSeconds * (1 - Double(resumesAt ?? 0) / Double(run.spec.fit.iterations))
    }
}

/// The runs of an experiment against the records that are there: what would run, and why.
public struct ExperimentPlan: Sendable {
    public let experiment: Experiment
    public let store: RunStore
    public let runs: [PlannedRun]

    /// Reads every image and record; throws the first sentence about one that cannot be used.
    public init(_ experiment: Experiment, store: RunStore, threads: Int = 1) throws {
        self.experiment = experiment
        self.store = store
        let reader = InputReader(specPath: experiment.path)
        let keyed = try experiment.runs.map { run in
            let input = try reader.resolve(run.spec)
            return (run: run, input: input, key: RunKey.make(settings: run.spec.hashedText, input: input))
        }
        let keys = Set(keyed.map(\.key))
        let others = try store.all().filter { $0.record.map { !keys.contains($0.key) } ?? false }
        let cost = CostModel(store: store, threads: threads, cpu: HostMachine.cpu)
        runs = keyed.map { run, input, key in
            let directory = store.directory(name: run.spec.name, key: key)
            let resumesAt = CheckpointFolder(run: directory).header(for: .init(key: key, numericsVersion: Numerics.version))?.iteration
            let state = RunState(of: run.spec, directory: directory, resumesAt: resumesAt) {
                StaleRecord.nearest(to: run, input: input, scale: experiment.scale, others: others)?.reason
            }
            return PlannedRun(run: run, input: input, key: key, directory: directory, state: state,
                              resumesAt: state == .cached ? nil : resumesAt, wholeSeconds: cost.seconds(run.spec, input: input))
        }
    }

    /// The runs that are not cached.
    public var pending: [PlannedRun] { runs.filter { $0.state != .cached } }

    /// How long the pending runs should take, one after the other.
    public var estimatedSeconds: Double { pending.map(\.estimatedSeconds).reduce(0, +) }

    /// Removes what a process that was killed at the very end left beside complete records.
    public func removeLeftovers() {
        for planned in runs where planned.state == .cached {
            CheckpointFolder(run: planned.directory).remove()
            AtomicFile.removeTemporaries(in: planned.directory)
        }
    }
}
