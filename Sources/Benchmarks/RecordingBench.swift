import Architectures
import Foundation
import Imaging
import Restoration
import Runs
import Spectra

/// Times all metrics of one RGB image, as recorded at an iteration.
package enum MeasuresBench {
    package static func measure(size: Int, iterations: Int) throws -> BenchReport {
        try BenchRoom.check(imageOf: size)
        let clean = SyntheticImage.allCases[0].image(width: size, height: size)
        let measures = try measures(of: clean)
        let output = GaussianNoise(sigma: 5, seed: 1).apply(to: clean)
        return BenchReport(
            stamps: Stopwatch.stamps(iterations) { _ = measures.measure(output) },
            peakMemoryMB: HostMachine.peakMemoryMB)
    }

    /// What is measured of restorations of a noisy version of `clean`.
    static func measures(of clean: Image) throws -> MetricSet {
        let degraded = GaussianNoise(sigma: 25, seed: 0).apply(to: clean)
        return MetricSet(
            clean: clean, degraded: degraded, reference: degraded,
            bands: try Bands(width: clean.width, height: clean.height))
    }
}

/// The time that recording every iteration adds to training: reading the output back and all its metrics, compared with a training step.
package struct RecordingReport: BenchResult, Equatable {
    let stepSeconds: Double
    let recordingSeconds: Double
    let iterations: Int
    /// Recording as a percentage of a training step.
    let percent: Double

    enum CodingKeys: String, CodingKey {
        case stepSeconds = "step_seconds", recordingSeconds = "recording_seconds", iterations, percent
    }

    init(stepSeconds: [Double], recordingSeconds: [Double]) {
        self.stepSeconds = stepSeconds.median
        self.recordingSeconds = recordingSeconds.median
        iterations = stepSeconds.count
        percent = 100 * self.recordingSeconds / self.stepSeconds
    }

    package var text: String {
        String(
            format:
                "a step %.2f ms, recording all metrics %.2f ms, medians of %d in turn: recording every iteration adds %.1f %%\n",
            stepSeconds * 1000, recordingSeconds * 1000, iterations, percent)
    }
}

package enum RecordingBench {
    /// A step and a recording in turn in one process, as in a run that records every iteration; two of each come first.
    package static func measure(_ network: BenchNetwork, threads: Int, iterations: Int) throws -> RecordingReport {
        let scene = SyntheticImage.allCases[0].image(width: network.size, height: network.size)
        let clean = network.channels == 1 ? scene.grey : scene
        let measures = try MeasuresBench.measures(of: clean)
        let bench = try StepBench(network, threads: threads, target: clean.pixels)
        var output = Image(channels: clean.channels, height: clean.height, width: clean.width)
        var steps: [Double] = [], recordings: [Double] = []
        for _ in 0..<(iterations + 2) {
            steps.append(try Stopwatch.seconds(bench.step))
            recordings.append(
                try Stopwatch.seconds {
                    try bench.readOutput(into: &output.pixels)
                    _ = measures.measure(output)
                })
        }
        return RecordingReport(stepSeconds: Array(steps.dropFirst(2)), recordingSeconds: Array(recordings.dropFirst(2)))
    }
}

/// The time that stopping rules add to a training step.
package struct MonitorsReport: BenchResult, Equatable {
    let stepSeconds: Double
    /// Seconds per iteration that each rule alone adds, and all rules together.
    let followingSeconds: [String: Double]
    let iterations: Int

    enum CodingKeys: String, CodingKey {
        case stepSeconds = "step_seconds", followingSeconds = "following_seconds", iterations
    }

    /// As a percentage of a training step.
    func percent(_ rules: String) -> Double { 100 * (followingSeconds[rules] ?? 0) / stepSeconds }

    package var text: String {
        String(
            format: "a step %.2f ms, medians of %d; monitoring every iteration adds\n", stepSeconds * 1000, iterations)
            + followingSeconds.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { String(format: "%9.2f ms  %4.1f %%  ", $0.value * 1000, percent($0.key)) + $0.key + "\n" }.joined()
    }
}

package enum MonitorsBench {
    static let all = "all rules together"

    /// A fit with each rule and one with all, on a synthetic photograph; nothing but the first and last iteration is recorded.
    package static func measure(_ network: BenchNetwork, threads: Int, iterations: Int) throws -> MonitorsReport {
        try BenchRoom.check([network.network()], threads: threads, engine: network.engine)
        let scene = SyntheticImage.allCases[0].image(width: network.size, height: network.size)
        let problem = try Problem(task: .denoise(sigma: 25), clean: network.channels == 1 ? scene.grey : scene, seed: 0)
        let rules: [StoppingRule] = [
            .ratio(), .windowedVariance(), .exponentialVariance(), .lossTarget(sigma: 1), .zeroCrossing, .plateau(),
            .oracle,
            .fixed(iteration: 0),
        ]
        var seconds: [String: Double] = [:], steps: [Double] = []
        for (name, rules) in rules.map({ ($0.name.rawValue, [$0]) }) + [(all, rules)] {
            let configuration = FitConfiguration(
                task: .denoise(sigma: 25), architecture: .decoder(network.decoder), iterations: iterations + 3,
                recordEvery: Int.max, monitors: rules)
            let fit = try Fit(configuration, problem: problem, threads: threads, method: network.convolution)
            var added: [Double] = []
            for _ in 0..<(iterations + 2) {
                let before = fit.trainingSeconds
                let whole = try Stopwatch.seconds { _ = try fit.step() }
                steps.append(fit.trainingSeconds - before)
                added.append(whole - steps[steps.count - 1])
            }
            seconds[name] = Array(added.dropFirst(2)).median
        }
        return MonitorsReport(stepSeconds: steps.median, followingSeconds: seconds, iterations: iterations)
    }
}
