import Foundation
import Records
import Wording

/// Runs as rows of a table, and their provenance.
struct ReportRuns {
    /// All distinct provenances of the page, which runs refer to by number.
    let provenances: [Provenance]

    /// The distinct provenances, in the order of their first run.
    init(_ runs: [RunRecord]) {
        provenances = runs.reduce(into: []) { if !$0.contains($1.provenance) { $0.append($1.provenance) } }
    }

    func table(_ runs: [RunRecord], label: String) -> String {
        let names = [
            "run", "settings", "image", "size", "seed", "iterations", "PSNR", "best", "at", "time", "s/iteration",
            "memory", "ended", "provenance",
        ]
        let head = HTML.element(
            "thead", [], HTML.element("tr", [], names.map { HTML.text("th", [("scope", "col")], $0) }.joined()))
        let rows = runs.map { run in
            HTML.element(
                "tr", [],
                HTML.element("th", [("scope", "row")], HTML.text("code", [], "\(run.name)-\(run.key)")) + cells(run))
        }
        return HTMLTable.scroll(
            HTML.element(
                "table", [("class", "runs")],
                head + HTML.element("tbody", [], "\n" + rows.joined(separator: "\n") + "\n")), label: label)
    }

    private func cells(_ run: RunRecord) -> String {
        let axes = run.axes.filter { $0.key != "seed" }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            .joined(separator: " ")
        let size = [run.summary["width"], run.summary["height"]].compactMap { $0.map { "\(Int($0))" } }.joined(
            separator: " × ")
        let place = provenances.firstIndex(of: run.provenance).map { $0 + 1 } ?? 0
        func number(_ value: Double?, _ digits: Int, _ unit: String = "") -> String {
            value.map { TableNumber.shown($0, digits: digits) + unit } ?? "–"
        }
        func decibels(_ value: Double?) -> String { value.map { Amount.decibels($0) } ?? "–" }
        let texts = [
            axes, run.image, size, "\(run.seed)", "\(run.iterations)", decibels(run.summary["psnr"]),
            decibels(run.summary["psnr_best"]),
            number(run.summary["iteration_best"], 0), DurationWords.measured(Self.seconds(run)),
            number(run.secondsPerIteration, 3), number(run.peakMemoryMB, 0, " MB"),
            run.ended.map { String($0.prefix(10)) } ?? "–",
        ]
        let notes = run.notes.map { " " + HTML.text("small", [], $0) }.joined()
        return texts.enumerated().map {
            HTML.element("td", $0 < 2 ? [("class", "text")] : [], HTML.escaped($1) + ($0 == 1 ? notes : ""))
        }.joined()
            + HTML.element("td", [], HTML.text("a", [("href", "#provenance-\(place)")], "\(place)"))
    }

    /// Program, libraries and machine of every distinct provenance.
    var provenanceSections: String {
        zip(1..., provenances).map { number, provenance in
            let libraries = provenance.libraries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            let commit =
                provenance.commit.map { $0 + (provenance.dirty == true ? ", with changes" : "") }
                ?? "built outside a repository"
            let kinds = (provenance.arithmetic ?? [:]).sorted { $0.key < $1.key }.map { ", \($0.key) \($0.value)" }
                .joined()
            let device = provenance.device.map {
                [("device", "\($0.name), \($0.driverVersion), kernels by \($0.compiler)")]
            }
            let items =
                [
                    ("commit", commit),
                    ("dip", "\(provenance.dipVersion), numerics version \(provenance.numericsVersion)\(kinds)"),
                    ("compiler", provenance.compiler),
                    ("libraries", libraries.joined(separator: "; ")), ("processor", provenance.cpu),
                ] + (device ?? []) + [
                    ("threads", "\(provenance.threads)"),
                    ("system", provenance.hostOS),
                ]
            return HTML.element(
                "div", [("class", "provenance"), ("id", "provenance-\(number)")],
                HTML.text("h3", [], "Machine and program \(number)")
                    + HTML.element(
                        "dl", [], items.map { HTML.text("dt", [], $0.0) + HTML.text("dd", [], $0.1) }.joined())) + "\n"
        }.joined()
    }

    static func seconds(_ run: RunRecord) -> Double { (run.secondsPerIteration ?? 0) * Double(run.iterations) }
}
