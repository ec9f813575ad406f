import Foundation

/// Numbers as the progress line shows them.
enum ProgressText {
    static func decibels(_ value: Double?, digits: Int = 1) -> String {
        value.map { String(format: "%.\(digits)f dB", $0) } ?? "- dB"
    }

    /// `0:42`, `12:05` or `3:20:00`.
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e8 else { return "-:--" }
        let total = Int(seconds.rounded(.up))
        let minutes = total / 60 % 60
        return total < 3600
            ? String(format: "%d:%02d", minutes, total % 60)
            : String(format: "%d:%02d:%02d", total / 3600, minutes, total % 60)
    }

    static func rate(_ iterationsPerSecond: Double) -> String {
        String(format: iterationsPerSecond < 10 ? "%.1f it/s" : "%.0f it/s", iterationsPerSecond)
    }
}
