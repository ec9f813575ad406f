import Architectures
import Foundation
import Imaging
import Restoration

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
