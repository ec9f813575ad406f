import Foundation
import Networks
import Records
import Specs

/// One run of a plan.
package struct PlannedRun: Equatable, Sendable {
    package let run: ExperimentRun
    package let input: RunInput
    /// The arithmetic of the run's network.
    let numerics: Numerics
    /// 12 hexadecimal digits.
    package let key: String
    /// Where its record is or will be.
    package let directory: String
    /// What a folder of its own is called.
    let name: RunName
    package let state: RunState
    /// The stopping rules whose recorded choice comes from an earlier version of the rule; only a new run updates it.
    package let outdatedRules: [String]
    /// The iteration at which the run would resume; nil when it would start from the beginning.
    package let resumesAt: Int?
    /// Shorter runs that end further on than its own last checkpoint, and from one of which it would go on; the longest first.
    let origins: [RunOrigin]
    /// Estimated time of the whole run, in seconds.
    package let wholeSeconds: Double

    /// The network that the run trains, nil for a method without one. Throws `NetworkError`, which a plan has thrown before.
    package var network: Network? {
        get throws {
            try run.spec.fit.network(channels: input.channels, height: input.height, width: input.width)
        }
    }

    /// Estimated time of the remaining iterations, in seconds.
    package var estimatedSeconds: Double {
        wholeSeconds * (1 - Double(resumesAt ?? 0) / Double(run.spec.fit.iterations))
    }
}

/// The runs of an experiment compared with the existing records: what would run, and why.
package struct ExperimentPlan: Sendable {
    package let experiment: Experiment
    package let store: RunStore
    /// The number of threads per run that the time estimates assume.
    package let threads: Int
    /// Where the runs are trained, which their keys depend on.
    package let place: TrainingPlace
    package let runs: [PlannedRun]

    /// Reads every image and record; throws an error for the first that cannot be used.
    /// - Parameters:
    ///   - only: keys of runs or beginnings of keys; only these runs are planned, or all runs if the list is empty.
    ///   - estimates: whether to estimate times and to say what changed since earlier records, which requires reading many records.
    package init(
        _ experiment: Experiment, store: RunStore, threads: Int = 1, only: [String] = [], estimates: Bool = true,
        place: TrainingPlace = .processor
    ) throws {
        self.experiment = experiment
        self.store = store
        self.threads = threads
        self.place = place
        let reader = InputReader(specPath: experiment.path)
        let all = try experiment.runs.map { run in
            let input = try reader.resolve(run.spec)
            let network = try run.spec.fit.network(channels: input.channels, height: input.height, width: input.width)
            let numerics = Numerics(network, driver: place.driver)
            return (
                run: run, input: input, numerics: numerics,
                key: RunKey.make(settings: run.spec.hashedText, input: input, numerics: numerics)
            )
        }
        try Self.check(only, keys: all.map(\.key), path: experiment.path)
        let keyed = all.filter { planned in only.isEmpty || only.contains(where: planned.key.hasPrefix) }
        let keys = Set(all.map(\.key))
        let others = try (estimates ? store.all() : []).filter { $0.record.map { !keys.contains($0.key) } ?? false }
        let cost = estimates ? CostModel(store: store, threads: threads, cpu: HostMachine.cpu, place: place) : nil
        let kept = RunOrigins(in: store), folders = RunFolders(in: store)
        runs = keyed.map { run, input, numerics, key in
            let name = run.name(key: key)
            let directory = folders.found(name, of: run.spec)
            let checkpoint = CheckpointFolder(run: directory).header(
                for: .init(key: key, numericsVersion: Numerics.version))?.iteration
            let origins = kept.of(run.spec, input: input, numerics: numerics).filter { $0.iteration > checkpoint ?? 0 }
            let continuation = Continuation(from: origins, checkpoint: checkpoint)
            let resumesAt = continuation.iteration
            let state = RunState(of: run.spec, directory: directory, continuation: continuation) {
                StaleRecord.nearest(to: run, input: input, numerics: numerics, scale: experiment.scale, others: others)?
                    .reason
            }
            let stops =
                state == .cached && !run.spec.fit.monitors.isEmpty
                ? try? StopTable.read("\(directory)/\(StopTable.file)") : nil
            return PlannedRun(
                run: run, input: input, numerics: numerics, key: key, directory: directory, name: name,
                state: state,
                outdatedRules: run.spec.outdatedRules(in: stops ?? []), resumesAt: state == .cached ? nil : resumesAt,
                origins: state == .cached ? [] : origins,
                wholeSeconds: cost?.seconds(run.spec, input: input) ?? 0)
        }
    }

    /// The runs that are not cached.
    package var pending: [PlannedRun] { runs.filter { $0.state != .cached } }

    /// Estimated time of the pending runs one after the other, in seconds.
    package var estimatedSeconds: Double { pending.map(\.estimatedSeconds).reduce(0, +) }

    /// The state of a run by what its record says now.
    func presentState(of planned: PlannedRun) -> RunState {
        RunState(of: planned.run.spec, directory: presentDirectory(of: planned)) { nil }
    }

    /// The folder of a run now: another process may have begun it since, under other words.
    func presentDirectory(of planned: PlannedRun) -> String {
        RunFolders(in: store).found(planned.name, of: planned.run.spec)
    }

    /// Each beginning of a key must match exactly one run.
    private static func check(_ only: [String], keys: [String], path: String) throws {
        for begin in only {
            let found = keys.filter { $0.hasPrefix(begin) }
            guard found.count != 1 else { continue }
            throw SpecError(
                .file(path),
                found.isEmpty
                    ? "no run has a key that starts with '\(begin)'; the spec or an image may have changed since"
                    : "several runs have keys that start with '\(begin)': " + found.joined(separator: ", "))
        }
    }

    /// Removes temporary files, checkpoints and locks that a killed process left beside complete records.
    package func removeLeftovers() {
        for planned in runs where planned.state == .cached && RunLock.holder(of: planned.directory) == nil {
            CheckpointFolder(run: planned.directory).remove()
            AtomicFile.removeTemporaries(in: planned.directory)
            RunLock.removeAbandoned(in: planned.directory)
        }
    }
}
