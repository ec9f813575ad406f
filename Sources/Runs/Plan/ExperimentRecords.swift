import Devices
import Foundation
import Records
import Specs

extension Experiment {
    /// The record of each run, as `foundRecords` finds them; throws `RecordError`.
    package func records(in store: RunStore, madeOn driver: DriverKind?? = nil, orShorter: Bool = false) throws
        -> [StoredRun?]
    {
        try foundRecords(in: store, madeOn: driver, orShorter: orShorter).map { $0?.stored }
    }

    /// The record of each run, found by its recorded settings, so that neither an engine nor the images are needed.
    ///
    /// A run without a record gives nil; one of another experiment with the same settings counts, too, and so does one of an older arithmetic. Of
    /// several complete records of the same settings those count that were made of the files as they are now, where these are at hand; of
    /// these those of one place come first, of these those of the present arithmetic, of these this experiment's, and of these the one that
    /// ended last; throws `RecordError`.
    /// - Parameters:
    ///   - driver: the place, nil for the processor; without it the place that has most runs is taken, of equals the processor.
    ///   - orShorter: whether a record of fewer iterations counts, too, where these are the first of the run's; of several the longest.
    package func foundRecords(in store: RunStore, madeOn driver: DriverKind?? = nil, orShorter: Bool = false) throws
        -> [FoundRecord?]
    {
        let complete = try store.all().filter { $0.record?.status == .complete }
        let lengths = orShorter ? Set(complete.compactMap { $0.record?.iterations }) : []
        let stored = Dictionary(grouping: complete) { Self.settings(store.specText(of: $0.directory)) }
        let candidates = runs.map { run in
            Self.ofPresentFiles(
                Self.recordedSettings(run.spec, lengths: lengths).flatMap { stored[$0] ?? [] }, run.spec, in: store)
        }
        let place = driver.map { $0?.rawValue } ?? Self.commonPlace(candidates.map { $0.map(\.stored) })
        return zip(runs, candidates).map { run, found in
            found.max { rank($0.stored, run.spec, place) < rank($1.stored, run.spec, place) }
        }
    }

    /// Those of the records that were made of the files as they are now; without one those that were made of other files in the same
    /// places.
    private static func ofPresentFiles(_ found: [StoredRun], _ spec: ExperimentSpec, in store: RunStore)
        -> [FoundRecord]
    {
        guard !found.isEmpty else { return [] }
        let inputs = PresentInputs(spec)
        let compared = found.map { stored in
            FoundRecord(stored: stored, changedFiles: stored.record.map(inputs.changes) ?? [])
        }
        let present = compared.filter(\.changedFiles.isEmpty)
        guard present.isEmpty else { return present }
        // Another picture in another folder is no earlier version of this one.
        let files = fileLines(spec.resolved)
        return compared.filter { fileLines(store.specText(of: $0.stored.directory)) == files }
    }

    /// The driver of the place that has records of most runs; nil for the processor.
    private static func commonPlace(_ candidates: [[StoredRun]]) -> String? {
        let places = candidates.flatMap { Set($0.map { $0.record?.provenance.device?.driver }) }
        let drivers = Set(places.compactMap(\.self)).sorted()
        return ([nil] + drivers).max { one, other in
            places.count { $0 == one } < places.count { $0 == other }
        } ?? nil
    }

    /// What the settings in a run's record may be, with its own iterations or with those of `lengths` that are fewer.
    private static func recordedSettings(_ spec: ExperimentSpec, lengths: Set<Int>) -> Set<String> {
        let shorter = spec.fit.isPartOfLongerFits ? lengths.filter { $0 < spec.fit.iterations } : []
        return Set(
            ([spec.fit.iterations] + shorter).flatMap { iterations in
                var spec = spec
                spec.fit.iterations = iterations
                // Records of version 0.1 hold numbers such as 5e-08 without a dot.
                return [settings(spec.published), settings(spec.resolved)]
            })
    }

    private func rank(_ stored: StoredRun, _ spec: ExperimentSpec, _ place: String?) -> (Int, Int, Int, Int, String) {
        guard let record = stored.record else { return (0, 0, 0, 0, "") }
        return (
            record.iterations, record.provenance.device?.driver == place ? 1 : 0,
            spec.arithmeticChanges(since: record).isEmpty ? 1 : 0,
            record.name == name ? 1 : 0, record.ended ?? ""
        )
    }

    /// A resolved spec without the names of the experiment and its runs, and without the folders of files, which may have moved.
    private static func settings(_ text: String) -> String {
        // The names stand in front, and never fill more than their line.
        lines(text).drop { begins($0, with: ["title:", "name:"]) }.map { line -> Substring in
            guard begins(line, with: fileKeys), let slash = line.utf8.lastIndex(of: UInt8(ascii: "/")) else {
                return line
            }
            return line[line.utf8.index(after: slash)...]
        }.joined(separator: "\n")
    }

    /// The lines of a resolved spec that hold the path of a file.
    private static func fileLines(_ text: String) -> [Substring] {
        lines(text).filter { begins($0, with: fileKeys) }
    }

    /// What such a line begins with.
    private static let fileKeys = ["dataset: {files: [", "task: {inpaint: {mask: "]

    private static func lines(_ text: String) -> [Substring] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Substring($0) }
    }

    private static func begins(_ line: Substring, with keys: [String]) -> Bool {
        keys.contains { line.utf8.starts(with: $0.utf8) }
    }
}
