import Foundation

/// One folder of the store with its record, or with the reason why it cannot be read.
package struct StoredRun: Equatable, Sendable {
    package let directory: String
    package let contents: Result<RunRecord, RecordError>

    /// The record; nil if it cannot be read.
    package var record: RunRecord? { try? contents.get() }

    /// Why the record cannot be read, as one sentence; nil if it can.
    package var problem: String? {
        if case .failure(let error) = contents { error.description } else { nil }
    }

    /// Reads the record in a folder.
    package init(directory: String) {
        self.directory = directory
        contents = Result { try RunRecord(contentsOf: directory + "/run.json") }
            .mapError { $0 as? RecordError ?? RecordError("\(directory)/run.json: \($0)") }
    }
}

/// The folder of all results, with one folder `root/runs/<name>-<key>/` for each run.
package struct RunStore: Equatable, Sendable {
    /// The folder, usually `Results`.
    package let root: String
    /// What a frozen store has read.
    private var snapshot: Snapshot?

    private struct Snapshot: Equatable {
        var runs: [StoredRun]
        /// The text of each run's `spec.yaml`, by folder.
        var specs: [String: String]
    }

    package init(root: String) {
        self.root = root
    }

    /// The same store as it is now: all records are read once, for a page that needs them many times; throws `RecordError`.
    package func frozen() throws -> RunStore {
        guard snapshot == nil else { return self }
        let runs = try all()
        var frozen = self
        frozen.snapshot = Snapshot(
            runs: runs,
            specs: Dictionary(
                runs.filter { $0.record != nil }.map { ($0.directory, specText(of: $0.directory)) },
                uniquingKeysWith: { first, _ in first }))
        return frozen
    }

    /// The canonical spec in a run's folder; empty if there is none.
    package func specText(of directory: String) -> String {
        snapshot?.specs[directory] ?? (try? TextFile.read(directory + "/spec.yaml")) ?? ""
    }

    private var runs: String { root + "/runs" }

    /// The folder of a run, whether it exists or not.
    package func directory(name: String, key: String) -> String {
        "\(runs)/\(name)-\(key)"
    }

    /// The folders of runs with a key, whatever their experiment is called, in the order of their names.
    ///
    /// A store that does not exist yet has none.
    package func directories(withKey key: String) -> [String] { directories.filter { $0.hasSuffix("-" + key) } }

    /// The folders of all runs, in the order of their names.
    package var directories: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []).sorted().map { "\(runs)/\($0)" }
    }

    /// The record of a run; nil if it was never started; throws `RecordError` if it exists but cannot be read.
    package func record(name: String, key: String) throws -> RunRecord? {
        let path = directory(name: name, key: key) + "/run.json"
        return FileManager.default.fileExists(atPath: path) ? try RunRecord(contentsOf: path) : nil
    }

    /// All runs by name, then label, then folder; broken ones come with the reason, under the name of their folder.
    ///
    /// A store that does not exist yet is empty; throws `RecordError` when the folder cannot be listed.
    package func all() throws -> [StoredRun] {
        if let snapshot { return snapshot.runs }
        guard FileManager.default.fileExists(atPath: runs) else { return [] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: runs)
        } catch {
            throw RecordError("\(runs): cannot be listed; it must be a folder that you may read")
        }
        return names.map { "\(runs)/\($0)" }.filter(Folder.exists).map(StoredRun.init(directory:))
            .sorted { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
    }

    /// Creates the folder of a run and its parents and returns its path; throws `RecordError` when it cannot be created or written to.
    package func createDirectory(name: String, key: String) throws -> String {
        for part in [name, key] where part.isEmpty || part.hasPrefix(".") || part.contains("/") {
            throw RecordError(
                "'\(part)' cannot be part of a run's folder: it must not be empty, start with a dot or contain '/'")
        }
        let path = directory(name: name, key: key)
        try Folder.create(path)
        return path
    }

    private static func order(_ run: StoredRun) -> [String] {
        let folder = URL(fileURLWithPath: run.directory).lastPathComponent
        return [run.record?.name ?? folder, run.record?.label ?? "", folder]
    }
}
