import Foundation
import Imaging
import Records
import Restoration
import Specs
import Wording

/// The folder of one run while it is running; the record in it is always up to date.
final class RunFolder {
    /// The files that a complete run has beside its record.
    static let outputs = [
        RecordFile.spec, RecordFile.curves, RecordFile.clean, RecordFile.degraded, RecordFile.output, RecordFile.best,
    ]
    /// The files that only some runs have.
    private static let others = [
        RecordFile.averaged, RecordFile.posteriorMean, RecordFile.mask, RecordFile.bicubic, RecordFile.nearest,
        RecordFile.enhanced, RecordFile.lowestLoss, RecordFile.stopped, StopTable.file, EndState.file,
    ]

    let directory: String
    let log: LogFile
    private let lock: RunLock
    private(set) var record: RunRecord
    /// The run's size and length, for the log.
    private let words: String
    private var lastBeat = Date()
    /// Often enough to see that a run is alive, seldom enough to cost nothing.
    private static let secondsBetweenBeats = 10.0

    /// Marks the run as running and removes the images of an earlier attempt; its curves, its log and its checkpoints only when the run
    /// starts `anew`.
    ///
    /// Throws `RecordError`; a folder without an earlier run is then removed.
    /// - Parameters:
    ///   - directory: the folder, which exists.
    ///   - lock: this process's lock on the folder, which is checked before anything in it is replaced.
    init(
        _ planned: PlannedRun, in directory: String, experiment: Experiment, store: RunStore, provenance: Provenance,
        lock: RunLock, anew: Bool = false
    ) throws {
        self.directory = directory
        let spec = planned.run.spec
        self.lock = lock
        let earlier = anew ? nil : StoredRun(directory: directory).record
        words =
            "\(planned.run.label), \(planned.input.width) x \(planned.input.height), \(spec.fit.iterations) iterations, "
            + (provenance.device.map { "on \($0.name), \($0.driverVersion)" }
                ?? "\(provenance.threads) thread\(provenance.threads == 1 ? "" : "s")")
        let isNew = !FileManager.default.fileExists(atPath: "\(directory)/\(RecordFile.record)")
        let now = RunRecord.timestamp()
        var provenance = provenance
        provenance.arithmetic = planned.numerics.raised.isEmpty ? nil : planned.numerics.raised
        let settings = experiment.settings(of: planned.run)
        record = RunRecord(
            name: spec.name, key: planned.key, label: planned.run.label, title: spec.title,
            scale: experiment.scale?.rawValue, spec: experiment.path,
            status: .running, dataset: spec.source.dataset, image: spec.source.image,
            axes: Dictionary(uniqueKeysWithValues: planned.run.axes.map { ($0.key, $0.value) }),
            settings: settings.values.isEmpty ? nil : settings.values.mapValues(SettingValue.init(yaml:)),
            overridden: settings.overridden.isEmpty ? nil : settings.overridden,
            seed: Int(spec.fit.seed), iterations: spec.fit.iterations, recordEvery: spec.fit.recordEvery,
            provenance: provenance, started: earlier?.started ?? now, heartbeat: now, resumed: earlier?.resumed,
            origin: earlier?.origin,
            inputs: planned.input.files,
            notes: planned.input.notes + Self.otherDevices(provenance.device, earlier: earlier))
        do {
            try Folder.create(directory)
            try record.write(to: "\(directory)/\(RecordFile.record)")
            for name in Self.outputs + Self.others where anew || name != RecordFile.curves {
                try? FileManager.default.removeItem(atPath: "\(directory)/\(name)")
            }
            AtomicFile.removeTemporaries(in: directory)
            let checkpoints = CheckpointFolder(run: directory)
            if anew { checkpoints.remove() } else { AtomicFile.removeTemporaries(in: checkpoints.path) }
            try AtomicFile.write(spec.published, to: "\(directory)/\(RecordFile.spec)", setsAside: true)
            log = try LogFile(path: "\(directory)/\(RecordFile.log)", anew: anew)
        } catch {
            if isNew { store.remove(directory) }
            throw error
        }
    }

    /// Records that the run starts at its first iteration; earlier attempts no longer count.
    func started() throws {
        record.started = RunRecord.timestamp()
        (record.resumed, record.origin) = (nil, nil)
        record.notes.removeAll { $0.hasPrefix(Self.earlierDevice) }
        try writeRecord()
        try log.append("started: \(words)")
    }

    /// What a reader should know of a run that began on another device, whose rounding may differ.
    private static func otherDevices(_ device: Provenance.Device?, earlier: RunRecord?) -> [String] {
        guard let earlier, let before = earlier.provenance.device, let device else { return [] }
        let kept = earlier.notes.filter { $0.hasPrefix(Self.earlierDevice) }
        let note = "\(Self.earlierDevice) \(before.name), \(before.driverVersion)"
        return before == device || kept.contains(note) ? kept : kept + [note]
    }

    private static let earlierDevice = "the first iterations were run on"

    /// Records that the run resumes from a checkpoint.
    func resumed(at iteration: Int) throws {
        record.resumed = (record.resumed ?? 0) + 1
        try writeRecord()
        try log.append("continued: \(words), from iteration \(iteration) on")
    }

    /// Records that the run begins at the end of a shorter one.
    func wentOn(from origin: RunOrigin) throws {
        record.started = RunRecord.timestamp()
        record.resumed = nil
        record.origin = RunRecord.Origin(run: origin.name, iteration: origin.iteration)
        record.notes.removeAll { $0.hasPrefix(Self.earlierDevice) }
        record.notes += Self.otherDevices(
            record.provenance.device, earlier: StoredRun(directory: origin.directory).record)
        try writeRecord()
        try log.append("went on from \(origin.name): \(words), from iteration \(origin.iteration) on")
    }

    /// Keeps the end state. If the disk has no room for it, the run still succeeds.
    func keep(_ state: PackedCheckpoint) throws {
        try lock.check()
        do {
            try EndState(of: directory).write(state)
        } catch {
            try? log.append("the end state is not kept: \(error)")
        }
    }

    /// Throws `RecordError` when another process has taken the run over.
    func checkLock() throws { try lock.check() }

    /// Renews the heartbeat in the record.
    func beat() throws {
        guard Date().timeIntervalSince(lastBeat) >= Self.secondsBetweenBeats else { return }
        lastBeat = Date()
        try lock.check()
        record.heartbeat = RunRecord.timestamp(lastBeat)
        try writeRecord()
    }

    private func writeRecord() throws { try record.write(to: "\(directory)/\(RecordFile.record)") }

    func write(_ image: Image, as name: String) throws {
        try lock.check()
        try PNGFile.write(image, to: "\(directory)/\(name)")
    }

    /// Writes the images and the final record.
    func complete(_ result: FitResult, measures: [String: Double]) throws {
        try write(result.output, as: RecordFile.output)
        if let best = result.best { try write(best.image, as: RecordFile.best) }
        if let averaged = result.averaged { try write(averaged, as: RecordFile.averaged) }
        if let mean = result.posteriorMean { try write(mean, as: RecordFile.posteriorMean) }
        if let lowest = result.lowestLoss { try write(lowest.image, as: RecordFile.lowestLoss) }
        record.summary = measures
        record.notes += result.notes
        try write(result.stops)
        record.summary["psnr"] = result.finalPSNR
        record.summary["psnr_best"] = result.best?.psnr
        record.summary["iteration_best"] = result.best.map { Double($0.iteration) }
        if let lowest = result.lowestLoss {
            record.summary["psnr_lowest_loss"] = lowest.psnr
            record.summary["iteration_lowest_loss"] = Double(lowest.iteration)
        }
        record.parameters = result.parameterCount
        record.secondsPerIteration = result.secondsPerIteration
        record.processorSecondsPerIteration = result.processorSecondsPerIteration
        try log.append(
            "complete" + (result.best.map { ": best \(Amount.decibels($0.psnr)) at iteration \($0.iteration)" } ?? ""))
        try end(.complete)
        CheckpointFolder(run: directory).remove()
    }

    /// Writes what the stopping rules chose; call it after the summary was begun.
    private func write(_ stops: [StopOutcome]) throws {
        guard !stops.isEmpty else { return }
        try StopTable.write(stops.map(StopRow.init), to: "\(directory)/\(StopTable.file)")
        for stop in stops where stop.chosen == nil {
            try log.append("the rule \(StoppingKeys.text(stop.rule)) never fired")
        }
        guard let stop = stops.first(where: \.endsFit), let chosen = stop.chosen, let decidedAt = stop.decidedAt else {
            return
        }
        try write(chosen.image, as: RecordFile.stopped)
        record.summary["psnr_stopped"] = chosen.psnr
        record.summary["iteration_stopped"] = Double(chosen.iteration)
        try log.append(
            "stopped by \(StoppingKeys.text(stop.rule)) at iteration \(decidedAt), which chose the output of iteration \(chosen.iteration)"
        )
    }

    /// The record matters more than the log, which a full disk may refuse.
    /// - Parameter details: more lines for the log.
    func fail(_ reason: String, details: String? = nil) throws {
        record.error = reason
        for line in (details ?? "").split(whereSeparator: \.isNewline) { try? log.append("  \(line)") }
        try? log.append("failed: \(reason)")
        try end(.failed)
    }

    func interrupt() throws {
        try? log.append("interrupted")
        try end(.interrupted)
    }

    private func end(_ status: RunRecord.Status) throws {
        try lock.check()
        record.status = status
        // Of a program from outside, too.
        record.peakMemoryMB = max(HostMachine.peakMemoryMB, HostMachine.peakMemoryOfProgramsMB)
        record.ended = RunRecord.timestamp()
        record.heartbeat = record.ended
        try writeRecord()
    }
}
