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
