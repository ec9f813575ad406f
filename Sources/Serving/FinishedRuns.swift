import Foundation
import Records

/// Which runs of a store are complete; a record is read again only when it has changed.
struct FinishedRuns {
    private struct Known {
        let changed: Date
        let isComplete: Bool
    }

    private let store: RunStore
    private var known: [String: Known] = [:]

    init(_ store: RunStore) { self.store = store }

    /// When the record of a complete run was written; nil for a run that is not complete.
    mutating func date(_ name: String) -> Date? {
        let directory = store.directory(called: name)
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(directory)/\(RecordFile.record)")
        guard let changed = attributes?[.modificationDate] as? Date else {
            known[name] = nil
            return nil
        }
        let isComplete =
            known[name].flatMap { $0.changed == changed ? $0.isComplete : nil }
            ?? (StoredRun(directory: directory).record?.status == .complete)
        known[name] = Known(changed: changed, isComplete: isComplete)
        return isComplete ? changed : nil
    }
}
