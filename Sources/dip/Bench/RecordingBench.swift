import Foundation
import Imaging

/// What recording at every iteration adds to training: the output read back and all its measures, beside a training step.
struct RecordingReport: BenchResult, Equatable {
    let stepSeconds: Double
    let recordingSeconds: Double
    let iterations: Int
    /// Recording as a share of a training step, in percent.
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

    var text: String {
        String(format: "a step %.2f ms, recording all measures %.2f ms, medians of %d in turn: recording every iteration adds %.1f %%\n",
               stepSeconds * 1000, recordingSeconds * 1000, iterations, percent)
    }
}

enum RecordingBench {
    /// A step and a recording in turn in one process, as in a run that records every iteration; two of each come first.
    static func measure(_ options: NetworkOptions, threads: Int, iterations: Int) throws -> RecordingReport {
        let scene = SyntheticImage.allCases[0].image(width: options.size, height: options.size)
        let clean = options.channels == 1 ? scene.grey : scene
        let measures = try MeasuresBench.measures(of: clean)
        let bench = try StepBench(options, threads: threads, target: clean.pixels)
        var output = Image(channels: clean.channels, height: clean.height, width: clean.width)
        var steps: [Double] = [], recordings: [Double] = []
        for _ in 0..<(iterations + 2) {
            steps.append(Stopwatch.seconds(bench.step))
            recordings.append(Stopwatch.seconds {
                bench.readOutput(into: &output.pixels)
                _ = measures.measure(output)
            })
        }
        return RecordingReport(stepSeconds: Array(steps.dropFirst(2)), recordingSeconds: Array(recordings.dropFirst(2)))
    }
}
