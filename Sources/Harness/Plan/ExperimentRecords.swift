import Foundation
import Records

extension Experiment {
    /// The record of each run, found by what it says of itself, so that neither images nor an engine are needed.
    ///
    /// A run without a record gives nil.
    /// Of several complete records of the same settings the one that ended last counts; throws `RecordError`.
    public func records(in store: RunStore) throws -> [StoredRun?] {
        let stored = try store.all().filter { $0.record?.status == .complete && $0.record?.name == name }
        return runs.map { run in
            stored.filter { $0.record?.label == run.label && Self.describes($0, run) }
                .max { ($0.record?.ended ?? "") < ($1.record?.ended ?? "") }
        }
    }

    /// Whether the resolved spec beside a record is that of a run, its title aside.
    private static func describes(_ stored: StoredRun, _ run: ExperimentRun) -> Bool {
        func settings(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { !$0.hasPrefix("title:") }
        }
        guard let text = try? String(contentsOfFile: stored.directory + "/spec.yaml", encoding: .utf8) else { return false }
        return settings(text) == settings(run.spec.resolved)
    }
}
