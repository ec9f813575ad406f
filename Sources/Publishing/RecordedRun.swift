import Quoting
import Records
import Reporting
import Runs
import Specs
import Wording

/// A run of an experiment with its complete record.
struct RecordedRun {
    let run: ExperimentRun
    let record: RunRecord
    let numbers: RunMetricValues
    /// How the arithmetic has changed since the record was written.
    let arithmeticChanges: [ArithmeticChange]
    /// The files that have another content now than when the record was made of them.
    let changedFiles: [String]

    var directory: String { numbers.directory }
    var key: String { record.key }
    var summary: [String: Double] { record.summary }

    /// The choices of earlier versions of stopping rules. None of a file that cannot be read: what needs the file refuses it.
    var outdatedStops: [StopRow] { run.spec.outdatedStops(in: (try? numbers.stops()) ?? []) }

    /// E.g. `128 x 128`; empty if the record does not say.
    var size: String { record.size.map { "\($0.width) x \($0.height)" } ?? "" }

    private init(_ run: ExperimentRun, _ found: FoundRecord, _ record: RunRecord) {
        self.run = run
        self.record = record
        numbers = RunMetricValues(directory: found.stored.directory, record: record)
        arithmeticChanges = run.spec.arithmeticChanges(since: record)
        changedFiles = found.changedFiles
    }

    /// All runs in their order, nil where there is no complete record; throws `RecordError`.
    /// - Parameter orShorter: whether the first iterations of a run count as its record.
    static func all(of experiment: Experiment, in store: RunStore, orShorter: Bool = false) throws -> [RecordedRun?] {
        zip(experiment.runs, try experiment.foundRecords(in: store, orShorter: orShorter)).map { run, found in
            found.flatMap { found in found.stored.record.map { RecordedRun(run, found, $0) } }
        }
    }

    /// All runs; throws a `Refusal` that names those without a record and the command that runs them.
    static func complete(_ experiment: Experiment, _ request: PublishingRequest) throws -> [RecordedRun] {
        let found = try all(of: experiment, in: request.store)
        if let sentence = missing(found, of: experiment, request) { throw Refusal(sentence) }
        return found.compactMap(\.self)
    }

    /// The runs without a record, and the command that runs them, as a sentence; nil if there are none.
    static func missing(_ found: [RecordedRun?], of experiment: Experiment, _ request: PublishingRequest) -> String? {
        let missing = zip(experiment.runs, found).filter { $1 == nil }.map(\.0.label)
        guard !missing.isEmpty else { return nil }
        let names =
            missing.prefix(5).joined(separator: ", ") + (missing.count > 5 ? " and \(missing.count - 5) more" : "")
        return "\(request.spec): \(missing.count) of \(found.count) runs have no complete record in "
            + "'\(request.results)': \(names); run them with: \(ShellText.command(request.command("run")))"
    }

    /// Remarks about these records: that some were made of other files, were computed with an older arithmetic, or hold choices of an
    /// earlier version of a stopping rule.
    ///
    /// Such records are shown nevertheless, with the command that runs them again; figures leave out such choices.
    /// - Parameter showsRule: whether the choice of a rule is shown, or would be if it were not left out.
    static func remarks(
        _ found: [RecordedRun?], _ request: PublishingRequest, showsRule: (String) -> Bool
    ) throws -> [String] {
        let recorded = found.compactMap(\.self)
        let rules = try recorded.map { try $0.run.spec.outdatedRules(in: $0.numbers.stops()).filter(showsRule) }.filter
        { !$0.isEmpty }
        let names = rules.joined().distinct
        return [otherFiles(found, request), outdated(found, request), places(found, request)].compactMap(\.self)
            + (rules.isEmpty
                ? []
                : [
                    "\(request.spec): \(rules.count) of \(recorded.count) records hold the choice of an earlier version of \(names.joined(separator: ", "))"
                        + " (tables show it, figures leave it out); run them again with: \(ShellText.command(request.command("run") + ["--force"]))"
                ])
    }

    /// The devices of the records, if they differ, as a sentence: rounding differs between them; nil if all are the same.
    private static func places(_ found: [RecordedRun?], _ request: PublishingRequest) -> String? {
        var counts: [(place: String, count: Int)] = []
        for place in found.compactMap(\.self).map({ $0.record.provenance.device.map(\.name) ?? "the processor" }) {
            if let index = counts.firstIndex(where: { $0.place == place }) {
                counts[index].count += 1
            } else {
                counts.append((place, 1))
            }
        }
        guard counts.count > 1 else { return nil }
        let words = counts.map { "\($0.count) on \($0.place)" }.joined(separator: ", ")
        return "\(request.spec): the records come from different devices and differ by rounding: \(words)"
    }

    /// How many records were made of files that have changed since, and which files; nil if none.
    static func otherFiles(_ found: [RecordedRun?], _ request: PublishingRequest) -> String? {
        let recorded = found.compactMap(\.self), old = recorded.filter { !$0.changedFiles.isEmpty }
        guard !old.isEmpty else { return nil }
        let files = old.flatMap(\.changedFiles).distinct, more = files.count - shownFiles
        let names = files.prefix(shownFiles).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        return
            "\(request.spec): \(old.count) of \(recorded.count) records were made of other files of these names "
            + "(\(names) \(files.count == 1 ? "has" : "have") changed); "
            + "run them again with: \(ShellText.command(request.command("run")))"
    }

    private static let shownFiles = 5

    /// How many records were computed with an older arithmetic, and of which operations; nil if none.
    private static func outdated(_ found: [RecordedRun?], _ request: PublishingRequest) -> String? {
        let recorded = found.compactMap(\.self), old = recorded.filter { !$0.arithmeticChanges.isEmpty }
        guard !old.isEmpty else { return nil }
        let subjects = old.flatMap(\.arithmeticChanges).map(\.subject).distinct
        return
            "\(request.spec): \(old.count) of \(recorded.count) records were computed with an older arithmetic of \(subjects.joined(separator: ", ")); "
            + "run them again with: \(ShellText.command(request.command("run")))"
    }
}

extension Experiment {
    /// Whether every run has an image of a data set, whole.
    var isOfPublishedSize: Bool { runs.allSatisfy(\.isOfPublishedSize) }
}

extension ExperimentRun {
    /// Whether it has a photograph of a data set as the paper has it, neither cropped nor scaled.
    var isOfPublishedSize: Bool {
        if case .dataset = spec.source { spec.crop == .published } else { false }
    }

    /// The value of `image`, `seed` or a swept key in this run; nil where it is not swept.
    func value(of key: String) -> String? {
        switch key {
        case TableKey.image: spec.source.image
        case "seed": "\(spec.fit.seed)"
        default: axes.first { $0.key == key }?.value
        }
    }

    /// Whether swept keys have these values; numbers are compared by value, not by text.
    func fits(_ conditions: [(key: String, value: String)]) -> Bool {
        conditions.allSatisfy { condition in
            guard let value = value(of: condition.key) else { return false }
            return value == condition.value || Double(value).map { $0 == Double(condition.value) } ?? false
        }
    }
}
