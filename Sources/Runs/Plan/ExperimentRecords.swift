import Foundation
import Records
import Specs

extension Experiment {
    /// The record of each run, found by its recorded settings, so that neither images nor an engine are needed.
    ///
    /// A run without a record gives nil; one of another experiment with the same settings counts, too, and so does one of an older arithmetic. Of
    /// several complete records of the same settings those of the present arithmetic come first, of these this experiment's, and of these the one
    /// that ended last; throws `RecordError`.
    public func records(in store: RunStore) throws -> [StoredRun?] {
        let stored = try store.all().filter { $0.record?.status == .complete }
            .map { (run: $0, settings: Self.settings((try? TextFile.read($0.directory + "/spec.yaml")) ?? "")) }
        return runs.map { run in
            let settings = Self.settings(run.spec.resolved)
            return stored.filter { $0.settings == settings }.map(\.run).max { rank($0, run.spec) < rank($1, run.spec) }
        }
    }

    private func rank(_ stored: StoredRun, _ spec: ExperimentSpec) -> (Int, Int, String) {
        guard let record = stored.record else { return (0, 0, "") }
        return (spec.arithmeticChanges(since: record).isEmpty ? 1 : 0, record.name == name ? 1 : 0, record.ended ?? "")
    }

    /// A resolved spec without the names of the experiment and its runs.
    private static func settings(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.hasPrefix("title:") && !$0.hasPrefix("name:") }
    }
}
