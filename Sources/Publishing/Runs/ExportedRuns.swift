import Records
import Specs
import Wording

/// The complete records that an export is made of, with their folders.
package struct ExportedRuns {
    let runs: [(directory: String, name: String, record: RunRecord)]
    /// Remarks about the records for the reader, as sentences.
    package let remarks: [String]

    /// The runs of a spec in their order; throws a `Refusal` when none has a complete record, or, unless the export may be
    /// partial, one has none, and what reading specs and records throws.
    package init(of request: PublishingRequest, isPartial: Bool = false) throws {
        let experiment = try request.experiment()
        let found = try RecordedRun.all(of: experiment, in: request.store)
        if let gap = RecordedRun.missing(found, of: experiment, request), !isPartial || found.allSatisfy({ $0 == nil })
        {
            throw Refusal(gap)
        }
        remarks = [RecordedRun.otherFiles(found, request)].compactMap(\.self)
        runs = found.compactMap(\.self).map {
            ($0.directory, request.store.name(of: $0.directory), $0.record)
        }
    }

    /// All complete records of a store; throws a `Refusal` when there are none, and what reading them throws.
    package init(all store: RunStore) throws {
        remarks = []
        runs = try store.all().compactMap { stored in
            stored.record.flatMap { $0.status == .complete ? (stored.directory, stored.name, $0) : nil }
        }
        guard !runs.isEmpty else { throw Refusal("\(store.root): there are no complete records") }
    }
}
