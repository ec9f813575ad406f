import Foundation
import Records
import Wording

/// Runs as rows of a table, and their provenance.
struct ReportRuns {
    private let machines: [ReportMachine]

    /// The machines of the runs, in the order of their first run.
    init(_ runs: [ReportRun]) {
        machines = ReportMachine.all(runs.map(\.record))
    }

    var provenanceSections: String {
        zip(1..., machines).map { number, machine in machine.html(number: number) }.joined()
    }

    var isEmpty: Bool { machines.isEmpty }

    func table(_ runs: [ReportRun], label: String) -> String {
        let names = [
            "run", "settings", "image", "size", "seed", "iterations", "PSNR", "best", "at", "time", "s/iteration",
            "memory", "threads", "commit", "ended", "machine",
        ]
        let head = HTML.element(
            "thead", [], HTML.element("tr", [], names.map { HTML.text("th", [("scope", "col")], $0) }.joined()))
        let rows = runs.map { run in
            HTML.element(
                "tr", [("data-run", run.identifier), ("data-image", run.record.image)],
                HTML.element("th", [("scope", "row")], Self.name(run)) + cells(run))
        }
        return HTMLTable.scroll(
            HTML.element(
                "table", [("class", "runs"), ("aria-label", label)],
                head + HTML.element("tbody", [], "\n" + rows.joined(separator: "\n") + "\n")), label: label)
    }

    private static func name(_ run: ReportRun) -> String {
        let name = HTML.text("code", [], run.identifier)
        guard let folder = run.folder else { return name }
        let files = [(RecordFile.curves, "CSV"), (RecordFile.spec, "spec")].map { file, words in
            HTML.text("a", [("href", "\(folder)/\(file)")], words)
        }
        return HTML.element("a", [("href", "\(folder)/\(RecordFile.record)")], name) + " "
            + HTML.element("small", [], files.joined(separator: " "))
    }

    private func cells(_ run: ReportRun) -> String {
        let record = run.record, summary = record.summary
        let size = record.size.map { "\($0.width) × \($0.height)" } ?? ""
        let place = (machines.firstIndex { $0.holds(record.provenance) } ?? 0) + 1
        func number(_ value: Double?, _ digits: Int, _ unit: String = "") -> String {
            value.map { TableNumber.shown($0, digits: digits) + unit } ?? "–"
        }
        func decibels(_ value: Double?) -> String { value.map { Amount.decibels($0) } ?? "–" }
        let texts = [
            run.settingsText, record.image, size, "\(record.seed)", "\(run.iterations)", decibels(summary["psnr"]),
            decibels(summary["psnr_best"]), number(summary["iteration_best"], 0), DurationWords.measured(run.seconds),
            number(record.secondsPerIteration, 3), number(record.peakMemoryMB, 0, " MB"),
            "\(record.provenance.threads)", ReportMachine.commit(record.provenance),
            record.ended.map { String($0.prefix(10)) } ?? "–",
        ]
        let notes = record.notes.map { " " + HTML.text("small", [], $0) }.joined()
        return texts.enumerated().map {
            // Sorting is by the number, which words of time hide.
            let value = $0 == 8 ? [("data-value", String(format: "%.3f", run.seconds))] : []
            return HTML.element(
                "td", ($0 < 2 ? [("class", "text")] : []) + value, HTML.escaped($1) + ($0 == 1 ? notes : ""))
        }.joined()
            + HTML.element("td", [], HTML.text("a", [("href", "#machine-\(place)")], "\(place)"))
    }
}

/// A machine with its libraries and its compiler; programs of several commits and any number of threads may have run on it.
struct ReportMachine {
    private let provenance: Provenance
    private(set) var commits: [String] = []
    private(set) var threads: [Int] = []
    private(set) var versions: [String] = []
    private(set) var count = 0

    private init(_ provenance: Provenance) { self.provenance = provenance }

    /// All distinct machines, in the order of their first run.
    static func all(_ records: [RunRecord]) -> [ReportMachine] {
        var machines: [ReportMachine] = []
        for provenance in records.map(\.provenance) {
            let index: Int
            if let found = machines.firstIndex(where: { $0.holds(provenance) }) {
                index = found
            } else {
                index = machines.count
                machines.append(ReportMachine(provenance))
            }
            machines[index].add(provenance)
        }
        return machines
    }

    /// Whether a record comes from this machine with these libraries.
    func holds(_ other: Provenance) -> Bool {
        (provenance.cpu, provenance.hostOS, provenance.compiler) == (other.cpu, other.hostOS, other.compiler)
            && provenance.libraries == other.libraries && provenance.device == other.device
    }

    private mutating func add(_ other: Provenance) {
        count += 1
        func note<Value: Equatable>(_ value: Value, in list: inout [Value]) {
            if !list.contains(value) { list.append(value) }
        }
        note(Self.commit(other), in: &commits)
        note(other.threads, in: &threads)
        let kinds = (other.arithmetic ?? [:]).sorted { $0.key < $1.key }.map { ", \($0.key) \($0.value)" }.joined()
        note("\(other.dipVersion), numerics version \(other.numericsVersion)\(kinds)", in: &versions)
    }

    /// The first digits of the commit, and whether the source had changes.
    static func commit(_ provenance: Provenance) -> String {
        provenance.commit.map { $0.prefix(10) + (provenance.dirty == true ? " with changes" : "") }
            ?? "outside a repository"
    }

    func html(number: Int) -> String {
        let libraries = provenance.libraries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        let device = provenance.device.map {
            [("device", "\($0.name), \($0.driverVersion), kernels by \($0.compiler)")]
        }
        let items =
            [("processor", provenance.cpu)] + (device ?? []) + [
                ("threads", threads.sorted().map(String.init).joined(separator: ", ")),
                ("system", provenance.hostOS), ("compiler", provenance.compiler),
                ("libraries", libraries.joined(separator: "; ")), ("dip", versions.joined(separator: "; ")),
                ("commits", commits.joined(separator: ", ")), ("runs", "\(count)"),
            ]
        return HTML.element(
            "div", [("class", "provenance"), ("id", "machine-\(number)")],
            HTML.text("h3", [], "Machine \(number)")
                + HTML.element(
                    "dl", [], items.map { HTML.text("dt", [], $0.0) + HTML.text("dd", [], $0.1) }.joined())) + "\n"
    }
}
