import Foundation
import Harness

/// The state of a sweep in words.
struct StatusText {
    let status: SweepStatus
    /// How many tasks Slurm has in which state; empty where it has none.
    var tasks: [(state: String, count: Int)] = []

    /// Runs of a kind that are listed one by one.
    private static let listed = 20

    /// Counts, time left, tasks, and the runs that are made, that failed and that were stopped.
    var lines: [String] {
        let counts = RunStatus.Stage.allCases.map { ($0, status.count($0)) }.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
        var lines = ["\(status.title): \(status.runs.count) run\(status.runs.count == 1 ? "" : "s")"
            + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))]
        if !tasks.isEmpty { lines.append("  Slurm: " + tasks.map { "\($0.count) \($0.state.lowercased())" }.joined(separator: ", ")) }
        if let time { lines.append("  \(time)") }
        let rows = [RunStatus.Stage.running, .interrupted, .failed].flatMap { stage -> [[String]] in
            let found = status.runs.filter { $0.stage == stage }
            let rest = found.count - Self.listed
            return found.prefix(Self.listed).map(Self.row) + (rest > 0 ? [["  ... and \(rest) more \(stage.rawValue)"]] : [])
        }
        return lines + TextColumns.lines(rows)
    }

    private var time: String? {
        let left = status.secondsLeft
        if status.count(.running) > 0 {
            return String(format: "%.1f iterations a second together", status.throughput)
                + (left.map { ", \(DurationWords.estimate($0)) left" } ?? "")
        }
        guard let left, left > 0 else { return nil }
        return "nothing is running; \(DurationWords.estimate(left)) of work left, one run after the other"
    }

    private static func row(_ run: RunStatus) -> [String] {
        let progress = "\(run.done)/\(run.iterations)"
        let psnr = run.psnr.map { String(format: "%.1f dB", $0) } ?? "- dB"
        let detail = switch run.stage {
        case .running: (run.holder ?? "another process") + (run.silence.map { ", sign of life \(Int($0)) s ago" } ?? "")
        default: run.reason ?? ""
        }
        let rate = run.stage == .running ? run.rate.map { String(format: $0 < 10 ? "%.1f it/s" : "%.0f it/s", $0) } ?? "- it/s" : "-"
        let key = run.directory.split(separator: "-").last.map(String.init) ?? ""
        return ["  \(run.stage.rawValue)", key, run.label, progress, psnr, rate, detail]
    }
}
