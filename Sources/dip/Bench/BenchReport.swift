import Foundation

/// The figures of one benchmark.
struct BenchReport {
    enum Format: String, CaseIterable {
        case text, json
    }

    let medianSeconds: Double
    let iterations: Int
    let peakMemoryMB: Double
    /// Of the direct convolution's arithmetic, whatever method is used; nil where there is none to count.
    let gflops: Double?

    init(seconds: [Double], peakMemoryMB: Double, operations: Double? = nil) {
        let sorted = seconds.sorted()
        medianSeconds = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        iterations = seconds.count
        self.peakMemoryMB = peakMemoryMB
        gflops = operations.map { [medianSeconds] in $0 / medianSeconds * 1e-9 }
    }

    func text(_ format: Format) -> String {
        switch format {
        case .text:
            String(format: "median of %d: %.2f ms, peak memory %.0f MB", iterations, medianSeconds * 1000, peakMemoryMB)
                + (gflops.map { String(format: ", %.0f GFLOP/s counted as direct convolution", $0) } ?? "") + "\n"
        case .json:
            "{\"median_seconds\": \(medianSeconds), \"iterations\": \(iterations), \"peak_memory_mb\": \(peakMemoryMB)"
                + (gflops.map { ", \"gflops\": \($0)" } ?? "") + "}\n"
        }
    }

    /// The seconds that each of `iterations` calls takes, after two that are not counted.
    static func time(_ iterations: Int, _ body: () -> Void) -> [Double] {
        let clock = ContinuousClock()
        for _ in 0..<2 { body() }
        return (0..<iterations).map { _ in
            let time = clock.measure(body).components
            return Double(time.seconds) + Double(time.attoseconds) * 1e-18
        }
    }
}
