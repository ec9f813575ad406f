import BinaryCoding
import Foundation
import Wording

/// The folder `checkpoint/` of a run: its last checkpoint, and the previous one in case the last cannot be read.
package struct CheckpointFolder: Sendable {
    package let path: String

    /// - Parameter run: the run's folder.
    package init(run: String) { self.init(path: run + "/checkpoint") }

    /// A folder of another name.
    package init(path: String) { self.path = path }

    private var latest: String { path + "/latest.state" }
    private var previous: String { path + "/previous.state" }

    /// Writes a checkpoint as the last one; the former last one becomes the previous one.
    ///
    /// The bytes are on the disk before the file gets its name, so a kill or a power failure always leaves a whole checkpoint.
    /// Throws `RecordError`, for example when the disk is full; the earlier checkpoints are then kept.
    package func write(_ checkpoint: Checkpoint) throws {
        // A link to a folder is one; a file, a pipe and so on are set aside.
        var status = stat()
        if !Folder.exists(path), lstat(path, &status) == 0 { try Obstacle.rename(path) }
        try Folder.create(path)
        let frame = CheckpointFile.frame(of: checkpoint.state, header: checkpoint.header)
        try AtomicFile.write(parts: [frame.head, checkpoint.state, frame.tail], to: latest, durably: true) {
            for path in [latest, previous] { try Obstacle.setAside(path) }
            if rename(latest, previous) != 0, errno != ENOENT {
                throw RecordError("\(previous): cannot be written: \(SystemReason.text())")
            }
        }
    }

    /// The header of the last whole checkpoint of a run, without reading its state; nil if there is no usable one.
    package func header(for owner: Checkpoint.Owner) -> Checkpoint.Header? {
        for file in [latest, previous] {
            if let header = try? CheckpointFile(path: file).header(for: owner) { return header }
        }
        return nil
    }

    /// The last whole checkpoint of a run that another process makes; nil if there is none. Nothing is set aside.
    package func readable(for owner: Checkpoint.Owner) -> Checkpoint? {
        for file in [latest, previous] {
            if let checkpoint = try? CheckpointFile(path: file).read(for: owner) { return checkpoint }
        }
        return nil
    }

    /// Applies `use` to the last checkpoint of a run that it accepts and returns the result; nil if there is none.
    ///
    /// One that cannot be read, or that `use` refuses by throwing a `CheckpointProblem` or a `BinaryError`, gets the ending `.corrupt`; other
    /// errors are passed on.
    package func newest<Result>(
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
                try setAside(CheckpointProblem(path, "does not fit this run: it \(error)"))
            }
            try Obstacle.rename(path)
        }
        return nil
    }

    /// Removes all checkpoints, including those set aside; does nothing if there are none.
    package func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
