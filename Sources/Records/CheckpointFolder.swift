import BinaryCoding
import Foundation
import Wording

/// The `checkpoint/` of a run: its last checkpoint and the one before, in case the last cannot be read.
public struct CheckpointFolder: Sendable {
    public let path: String

    /// - Parameter run: the run's folder.
    public init(run: String) {
        path = run + "/checkpoint"
    }

    private var latest: String { path + "/latest.state" }
    private var previous: String { path + "/previous.state" }

    /// Keeps a checkpoint in place of the last one, which becomes the one before.
    ///
    /// The bytes are on the disk before the file gets its name, so that a kill or a loss of power leaves a whole checkpoint at any moment.
    /// Throws `RecordError`, for one when the disk is full; the checkpoints that were there are then still there.
    public func write(_ checkpoint: Checkpoint) throws {
        // A link to a folder is one; a file, a pipe and so on are set aside.
        var status = stat()
        if !Folder.exists(path), lstat(path, &status) == 0 { try Obstacle.rename(path) }
        try Folder.create(path)
        let frame = CheckpointFile.frame(of: checkpoint)
        try AtomicFile.write(parts: [frame.head, checkpoint.state, frame.tail], to: latest, durably: true) {
            for path in [latest, previous] { try Obstacle.setAside(path) }
            if rename(latest, previous) != 0, errno != ENOENT {
                throw RecordError("\(previous): cannot be written: \(SystemReason.text())")
            }
        }
    }

    /// The header of the last whole checkpoint of a run, without reading its state; nil when there is none that could be used.
    public func header(for owner: Checkpoint.Owner) -> Checkpoint.Header? {
        for file in [latest, previous] {
            if let header = try? CheckpointFile(path: file).header(for: owner) { return header }
        }
        return nil
    }

    /// What `use` makes of the last checkpoint of a run that it accepts; nil when there is none.
    ///
    /// One that cannot be read, or that `use` refuses by throwing a `CheckpointProblem` or a `BinaryError`, gets the ending `.corrupt`; other
    /// errors are passed on.
    public func newest<Result>(
        for owner: Checkpoint.Owner, setAside: (CheckpointProblem) throws -> Void,
        use: (Checkpoint) throws -> Result
    ) throws -> Result? {
        for path in [latest, previous] {
            do {
                if let checkpoint = try CheckpointFile(path: path).read(for: owner) { return try use(checkpoint) }
                continue
            } catch let problem as CheckpointProblem {
                try setAside(problem)
            } catch let error as BinaryError {
                try setAside(CheckpointProblem(path, "does not suit this run: it \(error)"))
            }
            try Obstacle.rename(path)
        }
        return nil
    }

    /// Removes all checkpoints, also those set aside; does nothing when there are none.
    public func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    public var exists: Bool { Folder.exists(path) }
}
