import BinaryCoding
import Foundation

/// The state at the end of a complete run, kept in its folder, so that a run of more iterations goes on from there.
package struct EndState: Equatable, Sendable {
    package static let file = "end.state"
    /// The largest file that is kept, in bytes.
    package static let largest = 25 << 20

    /// The run's folder.
    package let directory: String

    package init(of directory: String) {
        self.directory = directory
    }

    package var path: String { "\(directory)/\(Self.file)" }

    package var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// What is known without reading the state; nil when there is none.
    ///
    /// Throws `CheckpointProblem` when it cannot be used by `owner`, and `RecordError` when it cannot be read.
    package func header(for owner: Checkpoint.Owner) throws -> Checkpoint.Header? {
        try CheckpointFile(path: path).header(for: owner)
    }

    /// The whole state; as `header(for:)` otherwise.
    package func read(for owner: Checkpoint.Owner) throws -> Checkpoint? {
        try CheckpointFile(path: path).read(for: owner)
    }

    /// What all states of a store take, in bytes.
    package static func bytes(in store: RunStore) -> Int {
        store.directories.reduce(0) { sum, directory in
            var status = stat()
            return lstat(EndState(of: directory).path, &status) == 0 ? sum + Int(status.st_size) : sum
        }
    }

    /// Writes the file, in which a power failure leaves a part at worst that its checksums reveal; throws `RecordError`.
    package func write(_ packed: PackedCheckpoint) throws {
        let frame = CheckpointFile.frame(
            of: packed.state, header: packed.header, version: CheckpointFile.packedVersion)
        try AtomicFile.write(parts: [frame.head, packed.state, frame.tail], to: path, setsAside: true)
    }
}

/// A checkpoint as it is kept for long: its state takes an eighth less.
package struct PackedCheckpoint: Equatable, Sendable {
    package let header: Checkpoint.Header
    package let state: [UInt8]

    package init(_ checkpoint: Checkpoint) {
        header = checkpoint.header
        state = PackedFloats.pack(checkpoint.state)
    }
}
