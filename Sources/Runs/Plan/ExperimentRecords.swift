import Devices
import Foundation
import Records
import Specs

extension Experiment {
    /// The record of each run, found by its recorded settings, so that neither images nor an engine are needed.
    ///
    /// A run without a record gives nil; one of another experiment with the same settings counts, too, and so does one of an older arithmetic. Of
    /// several complete records of the same settings those of one place come first, of these those of the present arithmetic, of these this
    /// experiment's, and of these the one that ended last; throws `RecordError`.
    /// - Parameters:
    ///   - driver: the place, nil for the processor; without it the place that has most runs is taken, of equals the processor.
    ///   - orShorter: whether a record of fewer iterations counts, too, where these are the first of the run's; of several the longest.
    package func records(in store: RunStore, madeOn driver: DriverKind?? = nil, orShorter: Bool = false) throws
        -> [StoredRun?]
    {
        let complete = try store.all().filter { $0.record?.status == .complete }
        let lengths = orShorter ? Set(complete.compactMap { $0.record?.iterations }) : []
        let stored = Dictionary(grouping: complete) { Self.settings(store.specText(of: $0.directory)) }
        let candidates = runs.map { run in
            Self.recordedSettings(run.spec, lengths: lengths).flatMap { stored[$0] ?? [] }
        }
        let place = driver.map { $0?.rawValue } ?? Self.commonPlace(candidates)
        return zip(runs, candidates).map { run, found in
            found.max { rank($0, run.spec, place) < rank($1, run.spec, place) }
        }
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
    private static func recordedSettings(_ spec: ExperimentSpec, lengths: Set<Int>) -> Set<Substring> {
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

    /// A resolved spec without the names of the experiment and its runs.
    private static func settings(_ text: String) -> Substring {
        var rest = text[...]
        // They stand in front, and never fill more than their line.
        while rest.utf8.starts(with: "title:".utf8) || rest.utf8.starts(with: "name:".utf8) {
            rest = rest.utf8.firstIndex(of: UInt8(ascii: "\n")).map { rest[rest.utf8.index(after: $0)...] } ?? ""
        }
        return rest
    }
}
