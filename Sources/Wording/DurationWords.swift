import Foundation

/// Durations in words, with suitable precision.
package enum DurationWords {
    /// An estimated duration: `about 12 min`, or `under 1 s`.
    package static func estimate(_ seconds: Double) -> String {
        let text = text(seconds)
        return text.first?.isNumber == true ? "about \(text)" : text
    }

    /// An estimated duration, rounded up: `under 1 s`, `40 s`, `12 min`, `3 h 20 min` or `2 days 5 h`.
    package static func text(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "unknown" }
        let whole = Int(seconds.rounded(.up))
        switch whole {
        case ...0: return "0 s"
        case 1 where seconds < 1: return "under 1 s"
        case ..<(48 * 3600): return units(whole)
        default: return "\(whole / 86400) days \(whole % 86400 / 3600) h"
        }
    }

    /// A measured duration: `9.4 s`, `45 s`, `12 min`, `3 h 20 min`.
    package static func measured(_ seconds: Double) -> String {
        seconds < 10 ? String(format: "%.1f s", seconds) : units(Int(seconds.rounded()))
    }

    /// How long ago something was: `20 s ago`, `12 min ago`, `3 h 20 min ago` or `5 days ago`.
    package static func ago(_ seconds: Double) -> String {
        let whole = Int(max(0, min(seconds, 1e12)).rounded(.down))
        return (whole < 48 * 3600 ? units(whole) : "\(whole / 86400) days") + " ago"
    }

    /// A sentence in which every time, ` at 2026-11-28T04:52:13Z`, is put as long ago as it was: ` 12 min ago`.
    package static func withAges(_ sentence: String, now: Date = Date()) -> String {
        sentence.replacing(#/ at (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)/#) { found in
            guard let date = try? Date(String(found.1), strategy: .iso8601) else { return String(found.0) }
            return " " + ago(now.timeIntervalSince(date))
        }
    }

    /// The remaining time as on a clock: `0:42`, `12:05` or `3:20:00`.
    package static func clock(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e8 else { return "-:--" }
        let total = Int(seconds.rounded(.up))
        let minutes = total / 60 % 60
        return total < 3600
            ? String(format: "%d:%02d", minutes, total % 60)
            : String(format: "%d:%02d:%02d", total / 3600, minutes, total % 60)
    }

    private static func units(_ seconds: Int) -> String {
        switch seconds {
        case ..<100: "\(seconds) s"
        case ..<5400: "\((seconds + 30) / 60) min"
        default: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        }
    }
}
