import Foundation

/// One folder of the store with its record, or with the reason why it cannot be read.
package struct StoredRun: Equatable, Sendable {
    package let directory: String
    /// What the run is called: the path of its folder below that of all runs.
    package let name: String
    package let contents: Result<RunRecord, RecordError>

    /// The record; nil if it cannot be read.
    package var record: RunRecord? { try? contents.get() }

    /// Why the record cannot be read, as one sentence; nil if it can.
    package var problem: String? {
        if case .failure(let error) = contents { error.description } else { nil }
    }

    /// Reads the record in a folder.
    /// - Parameter name: what the run is called; by default as its folder is.
    package init(directory: String, name: String? = nil) {
        self.directory = directory
        self.name = name ?? URL(fileURLWithPath: directory).lastPathComponent
        contents = Result { try RunRecord(contentsOf: "\(directory)/\(RecordFile.record)") }
            .mapError { $0 as? RecordError ?? RecordError("\(directory)/\(RecordFile.record): \($0)") }
    }
}

/// The folder of all results, with one folder `root/runs/<experiment>/<image>-<case>-seed<N>-<key>/` for each run.
///
/// The folders of earlier versions, `root/runs/<experiment>-<key>/`, are read as well.
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
        snapshot?.specs[directory] ?? (try? TextFile.read("\(directory)/\(RecordFile.spec)")) ?? ""
    }

    private var runs: String { root + "/runs" }

    /// The folder of a run that is new.
    package func directory(_ name: RunName) -> String { directory(called: name.path) }

    /// The folder of a run that is called so.
    package func directory(called name: String) -> String { "\(runs)/\(name)" }

    /// What the run in a folder of the store is called: the path below the folder of all runs.
    package func name(of directory: String) -> String {
        directory.hasPrefix(runs + "/") ? String(directory.dropFirst(runs.count + 1)) : directory
    }

    /// What all runs are called, in the order of their names; a store that does not exist yet has none.
    package var names: [String] { (try? listed()) ?? [] }

    /// The folders of all runs, in the order of their names.
    package var directories: [String] { names.map(directory(called:)) }

    /// The names of all runs. Those of an experiment are in a folder of its name; those of earlier versions are beside such folders.
    private func listed() throws -> [String] {
        func folders(in path: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: path).filter {
                !$0.hasPrefix(".") && Folder.exists("\(path)/\($0)")
            }.sorted()
        }
        return try folders(in: runs).flatMap { name -> [String] in
            let path = "\(runs)/\(name)"
            guard !FileManager.default.fileExists(atPath: "\(path)/\(RecordFile.record)") else { return [name] }
            let below = (try? folders(in: path)) ?? []
            // A run of an earlier version that has lost its record, or an experiment that is called like one.
            if RunName.hasKey(name), !below.contains(where: RunName.hasKey) { return [name] }
            return below.map { "\(name)/\($0)" }
        }
    }

    /// All runs by name, then label, then folder; broken ones come with the reason, under the name of their folder.
    ///
    /// A store that does not exist yet is empty; throws `RecordError` when the folder cannot be listed.
    package func all() throws -> [StoredRun] {
        if let snapshot { return snapshot.runs }
        guard FileManager.default.fileExists(atPath: runs) else { return [] }
        let names: [String]
        do {
            names = try listed()
        } catch {
            throw RecordError("\(runs): cannot be listed; it must be a folder that you may read")
        }
        return names.map { StoredRun(directory: "\(runs)/\($0)", name: $0) }
            .sorted { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
    }

    /// Creates the folder of a new run and its parents and returns its path; throws `RecordError` when it cannot be created or written to.
    package func createDirectory(_ name: RunName) throws -> String {
        for part in [name.experiment, name.key] where part.isEmpty || part.hasPrefix(".") || part.contains("/") {
            throw RecordError(
                "'\(part)' cannot be part of a run's folder: it must not be empty, start with a dot or contain '/'")
        }
        let path = directory(name)
        try Folder.create(path)
        return path
    }

    /// Removes the folder of a run with all that is in it, and that of its experiment if nothing else is there.
    package func remove(_ directory: String) {
        try? FileManager.default.removeItem(atPath: directory)
        guard let slash = name(of: directory).firstIndex(of: "/") else { return }
        rmdir("\(runs)/\(name(of: directory)[..<slash])")
    }

    private static func order(_ run: StoredRun) -> [String] {
        [run.record?.name ?? run.name, run.record?.label ?? "", run.name]
    }
}
