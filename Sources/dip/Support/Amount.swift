import Foundation

/// Numbers as people read them.
enum Amount {
    /// `2,217,831`.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        let groups = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index).isMultiple(of: 3) ? ",\(digit)" : "\(digit)"
        }
        return (number < 0 ? "-" : "") + groups.joined()
    }

    /// `12.3 M`, `4,021 M`: three digits or more.
    static func millions(_ number: Int) -> String {
        let millions = Double(number) / 1e6
        return (millions < 100 ? String(format: millions < 10 ? "%.2f" : "%.1f", millions) : grouped(Int(millions.rounded()))) + " M"
    }

    /// `512 B`, `96 KB`, `8.4 MB`; 1 MB is 1024 KB.
    static func bytes(_ count: Int) -> String {
        let kilobytes = Double(count) / 1024
        switch count {
        case ..<1024: return "\(count) B"
        case ..<(1024 * 1024): return String(format: kilobytes < 10 ? "%.1f KB" : "%.0f KB", kilobytes)
        default: return String(format: kilobytes < 10 * 1024 ? "%.1f MB" : "%.0f MB", kilobytes / 1024)
        }
    }
}
