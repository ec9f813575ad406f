import Foundation

/// Numbers and sizes in words.
package enum Amount {
    /// `2,217,831`.
    package static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        let groups = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index).isMultiple(of: 3) ? ",\(digit)" : "\(digit)"
        }
        return (number < 0 ? "-" : "") + groups.joined()
    }

    /// `12.3 M`, `4,021 M`: three digits or more.
    package static func millions(_ number: Int) -> String {
        let millions = Double(number) / 1e6
        return
            (millions < 100
            ? String(format: millions < 10 ? "%.2f" : "%.1f", millions) : grouped(Int(millions.rounded()))) + " M"
    }

    /// `28.31 dB`; a dash instead of an unknown number.
    package static func decibels(_ value: Double?, digits: Int = 2) -> String {
        value.map { String(format: "%.\(digits)f dB", $0) } ?? "- dB"
    }

    /// `9.4 it/s`, `123 it/s`.
    package static func rate(_ iterationsPerSecond: Double) -> String {
        String(format: iterationsPerSecond < 10 ? "%.1f it/s" : "%.0f it/s", iterationsPerSecond)
    }

    /// `512 B`, `96 KB`, `8.4 MB`; 1 MB is 1024 KB.
    package static func bytes(_ count: Int) -> String {
        let kilobytes = Double(count) / 1024
        switch count {
        case ..<1024: return "\(count) B"
        case ..<(1024 * 1024): return String(format: kilobytes < 10 ? "%.1f KB" : "%.0f KB", kilobytes)
        default: return String(format: kilobytes < 10 * 1024 ? "%.1f MB" : "%.0f MB", kilobytes / 1024)
        }
    }

    /// Required memory, rounded up so that this much suffices: `430 MB` or `1.9 GB`; 1 GB is 1024 MB.
    package static func neededMemory(_ bytes: Int) -> String {
        let gigabytes = Double(bytes) / 0x1p30
        return gigabytes < 1 ? "\(megabytes(bytes)) MB" : "\((gigabytes * 10).rounded(.up) / 10) GB"
    }

    /// Whole megabytes of 1024 KB, rounded up.
    package static func megabytes(_ bytes: Int) -> Int { (bytes + (1 << 20) - 1) >> 20 }

    /// A machine's memory, `15.6 GiB`.
    package static func installedMemory(_ bytes: UInt64) -> String {
        String(format: "%.1f GiB", Double(bytes) / 0x1p30)
    }

    /// The size of a network transfer, where 1 kB is 1000 bytes: `618 kB` or `1.2 MB`.
    package static func transfer(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: "\(bytes) bytes"
        case ..<999_500: "\((bytes + 500) / 1000) kB"
        default: String(format: "%.1f MB", Double(bytes) / 1e6)
        }
    }
}

/// Durations in words, with suitable precision.
package enum DurationWords {
    /// An estimated duration: `about 12 min`, or `under 1 s`.
    package static func estimate(_ seconds: Double) -> String {
        let text = text(seconds)
        return text.first?.isNumber == true ? "about \(text)" : text
    }

    /// An estimated duration, rounded up: `under 1 s`, `40 s`, `12 min`, `3 h 20 min` or `2 days 5 h`.
    package static func text(_ seconds: Double) -> String {
        guard isSensible(seconds), seconds < 1e9 else { return "unknown" }
        let whole = Int(seconds.rounded(.up))
        switch whole {
        case ...0: return "0 s"
        case 1 where seconds < 1: return "under 1 s"
        case ..<(48 * 3600): return units(whole)
        default: return "\(whole / 86400) days \(whole % 86400 / 3600) h"
        }
    }

    /// A measured duration: `9.4 s`, `45 s`, `12 min`, `3 h 20 min`; `unknown` for a number that none can be.
    package static func measured(_ seconds: Double) -> String {
        guard isSensible(seconds) else { return "unknown" }
        return seconds < 10 ? String(format: "%.1f s", seconds) : units(Int(seconds.rounded()))
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
        guard isSensible(seconds), seconds < 1e8 else { return "-:--" }
        let total = Int(seconds.rounded(.up))
        let minutes = total / 60 % 60
        return total < 3600
            ? String(format: "%d:%02d", minutes, total % 60)
            : String(format: "%d:%02d:%02d", total / 3600, minutes, total % 60)
    }

    /// Files may hold any number, also one that no integer can represent.
    private static func isSensible(_ seconds: Double) -> Bool { abs(seconds) <= 1e12 }

    private static func units(_ seconds: Int) -> String {
        switch seconds {
        case ..<100: "\(seconds) s"
        case ..<5400: "\((seconds + 30) / 60) min"
        default: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        }
    }
}
