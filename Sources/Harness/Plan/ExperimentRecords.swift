import Foundation
import Records

extension Experiment {
    /// The record of each run, found by what it says of itself, so that neither images nor an engine are needed.
    ///
    /// A run without a record gives nil; one of another experiment with the same settings counts, too. Of several complete records of the same
    /// settings this experiment's come first, and of these the one that ended last; throws `RecordError`.
    public func records(in store: RunStore) throws -> [StoredRun?] {
        let stored = try store.all().filter { $0.record?.status == .complete }
            .map { (run: $0, settings: Self.settings((try? TextFile.read($0.directory + "/spec.yaml")) ?? "")) }
        return runs.map { run in
            let settings = Self.settings(run.spec.resolved)
            return stored.filter { $0.settings == settings }.map(\.run).max { rank($0) < rank($1) }
        }
    }

    private func rank(_ stored: StoredRun) -> (Int, String) { (stored.record?.name == name ? 1 : 0, stored.record?.ended ?? "") }

    /// A resolved spec without what an experiment and its runs are called.
    private static func settings(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.hasPrefix("title:") && !$0.hasPrefix("name:") }
    }
}
