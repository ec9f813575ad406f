import Foundation
import Wording

/// Two simultaneous runs on one thread each, compared with one run on two threads.
package struct Throughput: BenchResult, Equatable {
    let size: Int
    let rounds: Int
    /// Iterations per second of both runs together.
    let twoRuns: Double
    let oneRun: Double
    /// `twoRuns` over `oneRun`: the median over the rounds.
    let ratio: Double

    enum CodingKeys: String, CodingKey {
        case size, rounds, twoRuns = "two_runs_iterations_per_second", oneRun = "one_run_iterations_per_second", ratio
    }

    init(size: Int, twoRuns: [Double], oneRun: [Double]) {
        self.size = size
        rounds = twoRuns.count
        self.twoRuns = twoRuns.median
        self.oneRun = oneRun.median
        ratio = zip(twoRuns, oneRun).map { $0 / $1 }.median
    }

    package var text: String {
        """
        two simultaneous runs on one thread each: \(String(format: "%.2f", twoRuns)) iterations per second in all
        one run on two threads: \(String(format: "%.2f", oneRun)) iterations per second
        ratio: \(String(format: "%.2f", ratio)), median of \(rounds) round\(rounds == 1 ? "" : "s") at \(size) x \(size)

        """
    }

    /// Iterations per second of all runs together, while all are training; nil if they never overlap.
    /// - Parameter stamps: for each run when its first iteration began and when each ended, in seconds.
    static func rate(_ stamps: [[Double]]) -> Double? {
        guard let start = stamps.compactMap(\.first).max(), let end = stamps.compactMap(\.last).min(), start < end
        else { return nil }
        var done = 0.0
        for (began, ended) in stamps.flatMap({ Array(zip($0, $0.dropFirst())) }) {
            // An iteration that is only partly inside counts as much as is inside.
            let inside = min(ended, end) - max(began, start)
            done += max(0, inside) / (ended - began)
        }
        return done / (end - start)
    }
}

/// Measures the throughput of two ways to use two threads.
package enum ThroughputBench {
    /// The two ways take turns, each with `iterations` iterations a run.
    package static func measure(_ network: BenchNetwork, iterations: Int, rounds: Int) throws -> Throughput {
        let built = try network.network()
        try BenchRoom.check([built, built], threads: 1, engine: network.engine)
        func rate(runs: Int, threads: Int) throws -> Double {
            let request = StepProcess.Request(network: network, threads: threads, iterations: iterations)
            let stamps = try StepProcess.run(Array(repeating: request, count: runs)).compactMap(\.stamps)
            guard let rate = Throughput.rate(stamps) else {
                throw CommandFailure(
                    "the two runs never overlapped; set --iterations above \(iterations)")
            }
            return rate
        }
        var two: [Double] = [], one: [Double] = []
        for _ in 0..<rounds {
            two.append(try rate(runs: 2, threads: 1))
            one.append(try rate(runs: 1, threads: 2))
        }
        return Throughput(size: network.size, twoRuns: two, oneRun: one)
    }
}
