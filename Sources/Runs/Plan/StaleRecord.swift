import Devices
import Foundation
import Records
import Specs

/// The earlier record that is nearest to a run without one of its own: other settings, or outdated by a change of what
/// determines its numbers.
struct StaleRecord {
    let record: RunRecord
    /// What its run is called.
    let name: String
    /// What changed: settings, the content of files, the arithmetic.
    let changes: [String]
    /// Whether only settings differ, so that the record still counts for its own.
    let isVariation: Bool
    /// The devices of the run and of the record, if they differ.
    let places: (now: String, record: String)?

    private static let shownChanges = 4
    /// The keys that decide the network and the size of its maps.
    private static let networkKeys: Set<Substring> = ["network", "size", "crop"]

    /// The record of the run's earlier settings that differs least; the newest of equals; nil when there are none.
    /// - Parameter others: records of the same spec that no run of the plan has.
    static func nearest(to run: ExperimentRun, input: RunInput, numerics: Numerics, scale: Scale?, others: [StoredRun])
        -> StaleRecord?
    {
        guard let now = try? SpecDocument.parse(recorded: run.spec.resolved) else { return nil }
        return others.filter { stored in
            guard let record = stored.record else { return false }
            return record.name == run.spec.name && record.label == run.label && record.image == run.spec.source.image
                && Scale.isMeant(by: record.scale, scale)
        }
        .compactMap { stored in
            stored.record.map { StaleRecord($0, of: stored, run: now, input: input, numerics: numerics) }
        }
        .min {
            ($0.places == nil ? 0 : 1, $0.changes.count, $1.record.started ?? "")
                < ($1.places == nil ? 0 : 1, $1.changes.count, $0.record.started ?? "")
        }
    }

    private init(_ record: RunRecord, of stored: StoredRun, run now: SpecNode, input: RunInput, numerics: Numerics) {
        self.record = record
        name = stored.name
        var settings: [SettingsDifference.Change] = []
        if let before = try? SpecDocument.read("\(stored.directory)/\(RecordFile.spec)") {
            settings = SettingsDifference(from: before, to: now).changes
        }
        var changes = settings.map(\.description)
        for file in input.files
        where record.inputs.contains(where: { $0.file == file.file && $0.sha256 != file.sha256 }) {
            changes.append("the content of \(file.file)")
        }
        // Another network has other kinds of operation: what changed in those that it shares with the record's is not known.
        let isOtherNetwork = settings.contains { Self.networkKeys.contains($0.key.prefix { $0 != "." }) }
        changes += numerics.changes(since: record.provenance).filter { $0.kind == nil || !isOtherNetwork }.map(
            \.description)
        self.changes = changes
        isVariation = !settings.isEmpty && changes.count == settings.count
        let now = numerics.driver?.title ?? Self.processor, before = Self.place(of: record)
        places = now == before ? nil : (now, before)
    }

    /// `differs from tiny/leaves-seed0-0123456789ab: iterations 3 -> 4`, where both count; `stale: the content of photo.png since ...`,
    /// or `never run on CUDA; tiny/leaves-seed0-0123456789ab was run on the processor`.
    var reason: String {
        if let places {
            return "never run on \(places.now); \(name) was run on \(places.record)"
                + (changes.isEmpty ? "" : " with different settings")
        }
        let shown = changes.prefix(Self.shownChanges).joined(separator: ", "), rest = changes.count - Self.shownChanges
        let what =
            changes.isEmpty
            ? "the spec, its image or the numerics changed" : shown + (rest > 0 ? " and \(rest) more" : "")
        if isVariation { return "differs from \(name): \(what)" }
        return "stale: \(what) since \(name)"
    }

    private static let processor = "the processor"

    private static func place(of record: RunRecord) -> String {
        record.provenance.device.map { DriverKind(rawValue: $0.driver)?.title ?? $0.driver } ?? processor
    }
}
