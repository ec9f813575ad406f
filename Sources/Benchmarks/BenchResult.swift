import Foundation

/// How a benchmark's result is printed.
package enum BenchFormat: String, CaseIterable, Sendable {
    case text, json
}

/// The result of a benchmark, as text and as JSON.
package protocol BenchResult: Encodable {
    /// The result as sentences, one per line.
    var text: String { get }
}

extension BenchResult {
    /// The result with its line end; JSON is one line whose keys are sorted.
    package func text(_ format: BenchFormat) throws -> String {
        switch format {
        case .text:
            return text
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}

/// The measurements of one benchmark.
package struct BenchReport: Codable, Equatable {
    let medianSeconds: Double
    let iterations: Int
    let peakMemoryMB: Double
    /// What training takes on a device, beside the process's own memory; nil on the processor.
    let deviceMemoryMB: Double?
    /// Of the direct convolution's arithmetic, whatever method is used; nil where there is none to count.
    let gflops: Double?
    /// The number of parameters of the trained network; nil if no network was trained.
    let parameters: Int?
    /// The loss of the first step, which depends on the network and its seed alone; nil where there is none.
    let firstLoss: Double?
    /// The fraction of a repetition spent on drawing the input noise, 0 to 1; nil without noise.
    let noiseShare: Double?
    /// When the first repetition began and when each ended, on `Stopwatch`'s clock; kept for comparisons of processes only.
    private(set) var stamps: [Double]?

    enum CodingKeys: String, CodingKey {
        case medianSeconds = "median_seconds", iterations, peakMemoryMB = "peak_memory_mb", gflops, parameters
        case deviceMemoryMB = "device_memory_mb"
        case firstLoss = "first_loss", noiseShare = "noise_share", stamps
    }

    init(
        stamps: [Double], peakMemoryMB: Double, operations: Double? = nil, parameters: Int? = nil,
        firstLoss: Double? = nil, noiseStamps: [Double]? = nil, deviceMemory: Int? = nil
    ) {
        medianSeconds = Self.medianSeconds(stamps)
        iterations = stamps.count - 1
        self.peakMemoryMB = peakMemoryMB
        deviceMemoryMB = deviceMemory.map { Double($0) / 1_048_576 }
        gflops = operations.map { [medianSeconds] in $0 / medianSeconds * 1e-9 }
        self.parameters = parameters
        self.firstLoss = firstLoss
        noiseShare = noiseStamps.map { [medianSeconds] in Self.medianSeconds($0) / medianSeconds }
        self.stamps = stamps
    }

    private static func medianSeconds(_ stamps: [Double]) -> Double {
        zip(stamps.dropFirst(), stamps).map { $0 - $1 }.median
    }

    package var withoutStamps: BenchReport {
        var report = self
        report.stamps = nil
        return report
    }
}

extension BenchReport: BenchResult {
    package var text: String {
        String(format: "median of %d: %.2f ms, peak memory %.0f MB", iterations, medianSeconds * 1000, peakMemoryMB)
            + (deviceMemoryMB.map { String(format: ", %.0f MB on the device", $0) } ?? "")
            + (gflops.map { String(format: ", %.0f GFLOP/s counted as direct convolution", $0) } ?? "")
            + (noiseShare.map { String(format: ", input noise %.1f %% of it", $0 * 100) } ?? "") + "\n"
    }
}
