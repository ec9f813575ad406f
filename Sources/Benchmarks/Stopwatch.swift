import Foundation

/// Times on a clock that all processes share.
enum Stopwatch {
    /// Seconds since the system started.
    static var now: Double { ProcessInfo.processInfo.systemUptime }

    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = now
        try body()
        return now - start
    }

    /// When the first of `iterations` calls began and when each of them ended, after two that are not counted.
    static func stamps(_ iterations: Int, _ body: () throws -> Void) rethrows -> [Double] {
        for _ in 0..<2 { try body() }
        return try (0..<iterations).reduce(into: [now]) { stamps, _ in
            try body()
            stamps.append(now)
        }
    }
}

extension [Double] {
    /// The middle value, or the mean of the middle two; there must be one.
    var median: Double {
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
