import BinaryCoding
import Foundation
import Records

/// The checkpoints of a running run: resumes from the last one, and writes the next when it is due.
final class RunCheckpoints {
    private let folder: CheckpointFolder
    private let owner: Checkpoint.Owner
    private var timer: CheckpointTimer

    /// - Parameters:
    ///   - interval: seconds from one checkpoint to the next; nil for what follows from what they cost.
    ///   - clock: gives seconds from any origin.
    init(
        run: String, key: String, interval: Double?,
        clock: @escaping () -> Double = { ProcessInfo.processInfo.systemUptime }
    ) {
        folder = CheckpointFolder(run: run)
        owner = Checkpoint.Owner(key: key, numericsVersion: Numerics.version)
        timer = CheckpointTimer(interval: interval, clock: clock)
    }

    /// Sets a fit and its curves back to the last usable checkpoint; returns nil and leaves the fit unchanged if there is none.
    ///
    /// An unusable checkpoint is set aside, and the log says why. Throws `RecordError`.
    func resume(_ session: any FitSession, curves path: String, log: LogFile) throws -> CurveWriter? {
        try folder.newest(for: owner) { problem in
            try log.append("checkpoint set aside: \(problem)")
        } use: { checkpoint in
            guard
                let curves = try CurveWriter(path: path, columns: session.columns, continuing: checkpoint.header.curves)
            else {
                throw CheckpointProblem(
                    path, "is not the file that the checkpoint at iteration \(checkpoint.header.iteration) belongs to")
            }
            var reader = ByteReader(checkpoint.state)
            try session.restoreState(from: &reader)
            return curves
        }
    }

    /// Whether it is time for the next one.
    var isDue: Bool { timer.isDue }

    /// Throws `RecordError`, for example when the disk is full; the previous checkpoint is then kept.
    func write(_ session: any FitSession, curves: CurveWriter) throws {
        try timer.measure {
            var writer = ByteWriter()
            try session.encodeState(to: &writer)
            try folder.write(
                Checkpoint(
                    owner: owner, iteration: session.iteration, curves: try curves.synchronized(), state: writer.bytes))
        }
    }
}
