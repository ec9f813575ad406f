import Foundation

/// Durations in words, as exact as an estimate deserves.
enum DurationWords {
    /// `about 12 min`; `under 1 s` as it is.
    static func estimate(_ seconds: Double) -> String {
        let text = text(seconds)
        return text.first?.isNumber == true ? "about \(text)" : text
    }

    /// `under 1 s`, `40 s`, `12 min`, `3 h 20 min` or `2 days 5 h`.
    static func text(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "unknown" }
        let whole = Int(seconds.rounded(.up))
        switch whole {
        case ...0: return "0 s"
        case 1 where seconds < 1: return "under 1 s"
        case ..<100: return "\(whole) s"
        case ..<5400: return "\((whole + 30) / 60) min"
        case ..<(48 * 3600): return "\(whole / 3600) h \(whole % 3600 / 60) min"
        default: return "\(whole / 86400) days \(whole % 86400 / 3600) h"
        }
    }
}
