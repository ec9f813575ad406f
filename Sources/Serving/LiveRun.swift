import Foundation
import Records
import Reporting
import Runs

/// A run that is under way, that failed or that was stopped, as the page shows it.
struct LiveRun: Equatable, Sendable {
    let name: String
    let stage: RunStatus.Stage
    let rate: Double?
    /// Seconds that are left at its present speed.
    let secondsLeft: Double?
    /// What the page's script reads.
    let json: String

    private static let logLines = 40

    /// - Parameters:
    ///   - directory: the folder of the run, whose record is read with its curves and checkpoint.
    ///   - name: what the run is called, the path of its folder below that of all runs.
    init(_ directory: String, name: String) {
        let stored = StoredRun(directory: directory), record = stored.record
        let status = RunStatus(label: record?.label ?? "", directory: directory, iterations: record?.iterations ?? 0)
        let isUnderWay = status.stage == .running
        self.name = name
        stage = status.stage
        rate = isUnderWay ? status.rate : nil
        secondsLeft = isUnderWay ? status.secondsLeft(estimate: nil) : nil
        let curve = (try? CurveTable(contentsOf: "\(directory)/\(RecordFile.curves)")).flatMap { ReportCurve($0) }
        let pictures = LivePictures(directory: directory, name: name, record: record, isDone: status.stage == .done)
        // In steps of ten seconds: what changes with every look would be sent with every look.
        let silence = status.silence.map { Int($0 / 10) * 10 } ?? 0
        let label = record.map { $0.label.contains("image=") ? $0.label : "\($0.image) \($0.label)" } ?? name
        var entries = [
            ("name", JSONScript.text(name)), ("title", JSONScript.text(record?.title ?? name)),
            ("label", JSONScript.text(label)), ("stage", JSONScript.text(status.stage.rawValue)),
            ("done", JSONScript.number(Double(status.done))),
            ("iterations", JSONScript.number(Double(status.iterations))),
            ("psnr", JSONScript.number(status.psnr)), ("rate", JSONScript.number(rate)),
            (
                "holder",
                JSONScript.text(
                    isUnderWay
                        ? (status.holder ?? "another process") + (silence > 0 ? ", silent for \(silence) s" : "") : "")
            ),
            ("reason", JSONScript.text(status.reason ?? "")), ("why", JSONScript.text(pictures.why)),
            (
                "pictures",
                JSONScript.list(
                    pictures.shown.map {
                        JSONScript.object([("label", JSONScript.text($0.label)), ("src", JSONScript.text($0.address))])
                    })
            ),
        ]
        if let curve { entries.append(("curve", curve.json)) }
        if status.stage == .failed, let log = Self.log(directory) { entries.append(("log", JSONScript.text(log))) }
        json = JSONScript.object(entries)
    }

    /// The last lines of a log.
    private static func log(_ directory: String) -> String? {
        guard let data = try? TextFile.data("\(directory)/\(RecordFile.log)") else { return nil }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").suffix(logLines).joined(separator: "\n")
    }
}
