import BinaryCoding
import Foundation
import Imaging
import Records
import Restoration
import Runs
import Wording

/// The cost of a checkpoint of a fit of the published decoder: encoding, writing and resuming.
package struct CheckpointReport: BenchResult, Equatable {
    let bytes: Int
    /// Copying the state out of the engine and into bytes.
    let encodeSeconds: Double
    /// Check, write, and wait until it is on the disk.
    let writeSeconds: Double
    /// Read, check, and restore.
    let resumeSeconds: Double
    let rounds: Int

    enum CodingKeys: String, CodingKey {
        case bytes, rounds, encodeSeconds = "encode_seconds", writeSeconds = "write_seconds", resumeSeconds =
            "resume_seconds"
    }

    package var text: String {
        String(
            format:
                "a checkpoint of %@: encoding %.1f ms, writing to the disk %.1f ms, resuming %.1f ms, medians of %d\n",
            Amount.bytes(bytes), encodeSeconds * 1000, writeSeconds * 1000, resumeSeconds * 1000, rounds)
    }
}

package enum CheckpointBench {
    /// A fit after one iteration is written and restored `rounds` times, after one that is not counted; `folder` says on which disk.
    ///
    /// Throws `Interrupted` after a signal to stop; nothing is left in the folder.
    package static func measure(size: Int, folder: String, threads: Int, rounds: Int) throws -> CheckpointReport {
        let network = BenchNetwork(size: size)
        try BenchRoom.check([network.network()], threads: threads, engine: network.engine)
        let configuration = FitConfiguration(
            task: .denoise(sigma: 25), architecture: .decoder(network.decoder), iterations: 2)
        let problem = try Problem(
            task: configuration.task, clean: SyntheticImage.leaves.image(width: size, height: size), seed: 0)
        let fit = try Fit(configuration, problem: problem, threads: threads)
        _ = try fit.step()

        // From here on there is something to remove.
        Interruption.catchSignals()
        let run = "\(folder)/.checkpoint-bench-\(getpid())"
        let checkpoints = CheckpointFolder(run: run)
        defer { try? FileManager.default.removeItem(atPath: run) }
        let owner = Checkpoint.Owner(key: "bench", numericsVersion: 0)
        var bytes = 0
        // Making, writing and going on, in seconds.
        var parts: [[Double]] = [[], [], []]
        for _ in 0...rounds {
            if let signal = Interruption.stopSignal { throw Interrupted(by: signal) }
            var writer = ByteWriter()
            parts[0].append(try Stopwatch.seconds { try fit.encodeState(to: &writer) })
            bytes = writer.bytes.count
            parts[1].append(
                try Stopwatch.seconds {
                    try checkpoints.write(
                        Checkpoint(owner: owner, iteration: 1, curves: .none, state: writer.bytes))
                })
            parts[2].append(
                try Stopwatch.seconds {
                    let restored: Void? = try checkpoints.newest(
                        for: owner, setAside: { throw CommandFailure("\($0)") }
                    ) { checkpoint in
                        var reader = ByteReader(checkpoint.state)
                        try fit.restoreState(from: &reader)
                    }
                    if restored == nil {
                        throw CommandFailure("\(checkpoints.path): the checkpoint that was written is missing")
                    }
                })
        }
        let medians = parts.map { Array($0.dropFirst()).median }
        return CheckpointReport(
            bytes: bytes, encodeSeconds: medians[0], writeSeconds: medians[1], resumeSeconds: medians[2], rounds: rounds
        )
    }
}
