import Foundation
import Records
import Wording

/// How the cost of a training step grows with the image, the network's width and the threads: one row per point.
package struct Scaling: Equatable {
    struct Point: Hashable {
        let size: Int
        let width: Int
        let threads: Int
    }

    struct Row: Equatable {
        let point: Point
        /// Time of a step: the median of the rounds' medians, and the smallest and largest of them.
        let milliseconds: Double
        let range: ClosedRange<Double>
        /// The peak memory over all rounds.
        let peakMemoryMB: Double
        /// Of the direct convolution's arithmetic.
        let gflops: Double

        init(_ point: Point, _ reports: [BenchReport]) {
            self.point = point
            let times = reports.map { $0.medianSeconds * 1000 }
            milliseconds = times.median
            range = times.min()!...times.max()!
            peakMemoryMB = reports.map(\.peakMemoryMB).max()!
            gflops = reports.compactMap(\.gflops).median
        }
    }

    let rows: [Row]

    static let columns = [
        "size", "width", "threads", "pixels", "milliseconds", "least_milliseconds", "greatest_milliseconds",
        "peak_memory_mb", "gflops",
    ]

    /// Throws `RecordError`.
    package func write(to path: String) throws {
        let writer = try CurveWriter(path: path, columns: Self.columns)
        for row in rows {
            let point = row.point
            try writer.append(
                [point.size, point.width, point.threads, point.size * point.size].map(Double.init)
                    + [row.milliseconds, row.range.lowerBound, row.range.upperBound, row.peakMemoryMB, row.gflops].map(
                        rounded))
        }
        try writer.close()
    }

    /// To three decimals: more are not measured.
    private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    /// Header and rows for people.
    package var table: [[String]] {
        [
            [
                "size", "width", "threads", "per step", "least to greatest", "per pixel", "peak memory",
                "as direct convolution",
            ]
        ]
            + rows.map { row in
                [
                    "\(row.point.size) x \(row.point.size)", "\(row.point.width)", "\(row.point.threads)",
                    String(format: "%.1f ms", row.milliseconds),
                    String(format: "%.1f to %.1f ms", row.range.lowerBound, row.range.upperBound),
                    String(format: "%.2f us", row.milliseconds * 1000 / Double(row.point.size * row.point.size)),
                    String(format: "%.0f MB", row.peakMemoryMB), String(format: "%.0f GFLOP/s", row.gflops),
                ]
            }
    }
}

/// Measures the points of a scaling study, each in a process of its own.
package struct ScalingBench {
    let network: BenchNetwork
    let points: [Scaling.Point]
    let iterations: Int

    /// Every size at the standard width, then every width at the size of the network, each with every number of threads, once.
    package init(_ network: BenchNetwork, sizes: [Int], widths: [Int], threads: [Int], iterations: Int) {
        self.network = network
        self.iterations = iterations
        let shapes = sizes.map { ($0, network.width) } + widths.map { (network.size, $0) }
        points =
            threads.flatMap { threads in shapes.map { Scaling.Point(size: $0.0, width: $0.1, threads: threads) } }
            .distinct
    }

    /// All points in each round, so that a disturbance meets all alike; `onRound` receives what is known after each.
    package func measure(rounds: Int, onRound: (Scaling) throws -> Void) throws -> Scaling {
        var reports = [[BenchReport]](repeating: [], count: points.count)
        var scaling = Scaling(rows: [])
        for _ in 0..<rounds {
            for (index, point) in points.enumerated() {
                var network = network
                (network.size, network.width) = (point.size, point.width)
                let request = StepProcess.Request(network: network, threads: point.threads, iterations: iterations)
                reports[index] += try StepProcess.run([request])
            }
            scaling = Scaling(rows: zip(points, reports).map { Scaling.Row($0, $1) })
            try onRound(scaling)
        }
        return scaling
    }
}
