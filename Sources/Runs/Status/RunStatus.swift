import Foundation
import Records

/// The progress of a run according to its folder.
package struct RunStatus: Equatable, Sendable {
    package enum Stage: String, CaseIterable, Sendable {
        case done, running, failed, interrupted, missing
    }

    package let label: String
    package let directory: String
    package var stage: Stage
    /// Iterations done, of how many. Of a run that does not run they are those that a next one would not repeat.
    package var done = 0
    package var iterations: Int
    /// PSNR of the last recorded output, in dB.
    package var psnr: Double?
    /// Iterations per second of training.
    package var rate: Double?
    /// The process that executes the run, and seconds since its last sign of life.
    package var holder: String?
    package var silence: Double?
    /// Why the run failed or stopped.
    package var reason: String?
    /// When a complete run ended.
    package var ended: String?

    /// Reads record, lock and curves of a run.
    package init(label: String, directory: String, iterations: Int) {
        self.label = label
        self.directory = directory
        self.iterations = iterations
        let stored = StoredRun(directory: directory)
        let lock = RunLock.holder(of: directory)
        guard let record = stored.record else {
            stage = lock == nil ? .missing : .running
            reason = Folder.exists(directory) ? stored.problem : nil
            holder = lock?.holder?.words
            silence = lock?.age
            return
        }
        self.iterations = record.iterations
        switch record.status {
        case .complete:
            stage = .done
            done = record.iterations
            rate = record.secondsPerIteration.flatMap { $0 > 0 ? 1 / $0 : nil }
            psnr = record.summary["psnr"]
            ended = record.ended
            return
        case .failed, .interrupted, .running:
            if let lock {
                stage = .running
                holder = lock.holder?.words
                silence = lock.age
            } else if record.status == .failed {
                stage = .failed
                reason = record.error
            } else {
                stage = .interrupted
                reason = record.error ?? "stopped at \(record.ended ?? record.heartbeat ?? "an unknown time")"
            }
        }
        let owner = Checkpoint.Owner(key: record.key, numericsVersion: Numerics.version)
        done = CheckpointFolder(run: directory).header(for: owner)?.iteration ?? 0
        guard let last = CurveTail(contentsOf: "\(directory)/\(RecordFile.curves)")?.values,
            let iteration = last["iteration"].flatMap({ Int(exactly: $0) }), iteration >= 0, iteration < self.iterations
        else { return }
        let recorded = iteration + 1
        // What was recorded behind the checkpoint is lost when a run ends.
        if stage == .running { done = max(done, recorded) }
        psnr = last["psnr"]
        if let seconds = last["seconds"], seconds > 0 { rate = Double(recorded) / seconds }
    }

    /// Estimated remaining time of the run alone, in seconds; nil if unknown.
    /// - Parameter estimate: estimated time of the whole run, in seconds.
    package func secondsLeft(estimate: Double?) -> Double? {
        guard stage != .done else { return 0 }
        let left = Double(max(0, iterations - done))
        if stage != .missing, let rate { return left / rate }
        return estimate.map { iterations > 0 ? $0 * left / Double(iterations) : $0 }
    }
}

extension RunStatus {
    /// The progress of a run of a plan; one that has not begun may have a part behind it, that of a shorter run.
    init(_ planned: PlannedRun) {
        self.init(
            label: planned.run.label, directory: planned.directory, iterations: planned.run.spec.fit.iterations)
        guard [.missing, .failed, .interrupted].contains(stage), let start = planned.resumesAt else { return }
        done = start
        if stage == .missing, case .missing(let words) = planned.state { reason = words }
    }
}
