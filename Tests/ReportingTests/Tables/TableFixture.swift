import Foundation
import Records
import Testing
@testable import Reporting

/// A record of a run with these numbers.
func record(
    name: String = "fake", key: String = "key", image: String = "leaves", label: String = "",
    axes: [String: String] = [:], seed: Int = 0,
    iterations: Int = 100, summary: [String: Double] = [:], status: RunRecord.Status = .complete, error: String? = nil,
    secondsPerIteration: Double? = 0.25, processorSeconds: Double? = nil, title: String = "A fake",
    scale: String? = "small"
) -> RunRecord {
    let provenance = Provenance(
        commit: "0123456789abcdef", dirty: false, compiler: "Swift 6", dipVersion: "0", numericsVersion: 3,
        libraries: ["fftw": "3.3"], cpu: "a <fast> processor", threads: 2, hostOS: "Linux")
    return RunRecord(
        name: name, key: key, label: label, title: title, scale: scale, status: status, error: error,
        dataset: "synthetic", image: image,
        axes: axes, seed: seed, iterations: iterations, recordEvery: 10, parameters: 1234, summary: summary,
        provenance: provenance,
        started: "2026-01-02T03:04:05Z", ended: "2026-01-02T03:05:00Z", secondsPerIteration: secondsPerIteration,
        processorSecondsPerIteration: processorSeconds,
        peakMemoryMB: 98)
}

/// Two images by a degraded column, a result with its deviation, and a verdict; a mean below.
func sampleTable() -> ResultTable {
    func number(_ value: Double, _ deviation: Double? = nil) -> ResultTable.Cell {
        ResultTable.Cell(.number(value, deviation: deviation))
    }
    var table = ResultTable(
        title: "Odd | title", caption: "Scale small", notes: ["A_note"], command: "dip table odd.yaml --scale small",
        rowHeadings: ["image"],
        columns: [
            ResultTable.Column(heading: "degraded", name: "degraded"),
            ResultTable.Column(heading: "final", group: "λ = 1", name: "lambda_1_final", largerIsBetter: true),
            ResultTable.Column(
                heading: "other", group: "λ = 1", name: "lambda_1_other", digits: 1, largerIsBetter: true),
            ResultTable.Column(heading: "difference", name: "difference", isSigned: true),
            ResultTable.Column(heading: "verdict", name: "verdict"),
        ],
        rows: [
            .init(
                headings: ["leaves"],
                cells: [number(20.5), number(28.256, 0.125), number(27), number(0.5), .init(.text("higher, by far"))]),
            .init(
                headings: ["fabric_2"],
                cells: [number(20.125), number(24), number(26.5, 0.25), number(-0.5), .init(.empty)]),
            .init(
                headings: ["mean"], cells: [number(20.3125), number(26.128), number(26.75), number(0), .init(.empty)],
                isMean: true),
        ])
    table.markBest(.row)
    return table
}

/// How often a text stands escaped in a table that has it wherever a text may be, and whose command tries to leave its
/// line.
func escapes(of text: String, as escaped: String, _ format: TableFormat) -> Int {
    var table = sampleTable()
    (table.title, table.notes, table.rows[0].headings, table.columns[0].heading) = (text, [text], [text], text)
    table.rows[0].cells[4] = .init(.text(text), mark: text)
    (table.caption, table.command) = ("a\n%--->", "a\n%--->")
    let lines = table.text(format).split(separator: "\n")
    #expect(!lines.contains { $0.hasPrefix("%-") })
    return lines.joined().components(separatedBy: escaped).count - 1
}
