import Foundation

/// The figures of one benchmark.
struct BenchReport: Codable, Equatable {
    let medianSeconds: Double
    let iterations: Int
    let peakMemoryMB: Double
    /// Of the direct convolution's arithmetic, whatever method is used; nil where there is none to count.
    let gflops: Double?
    /// When the first repetition began and when each ended, on `Stopwatch`'s clock; kept for comparisons of processes only.
    private(set) var stamps: [Double]?

    enum CodingKeys: String, CodingKey {
        case medianSeconds = "median_seconds", iterations, peakMemoryMB = "peak_memory_mb", gflops, stamps
    }

    init(stamps: [Double], peakMemoryMB: Double, operations: Double? = nil) {
        medianSeconds = zip(stamps.dropFirst(), stamps).map { $0 - $1 }.median
        iterations = stamps.count - 1
        self.peakMemoryMB = peakMemoryMB
        gflops = operations.map { [medianSeconds] in $0 / medianSeconds * 1e-9 }
        self.stamps = stamps
    }

    var withoutStamps: BenchReport {
        var report = self
        report.stamps = nil
        return report
    }
}

extension BenchReport: BenchResult {
    var text: String {
        String(format: "median of %d: %.2f ms, peak memory %.0f MB", iterations, medianSeconds * 1000, peakMemoryMB)
            + (gflops.map { String(format: ", %.0f GFLOP/s counted as direct convolution", $0) } ?? "") + "\n"
    }
}
