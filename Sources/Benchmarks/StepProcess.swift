import Foundation
import Quoting
import Records
import Runs
import Wording

/// Runs `dip bench step` in separate processes, so that peak memory is that of one network alone, and runs can be simultaneous.
enum StepProcess {
    struct Request {
        let network: BenchNetwork
        let threads: Int
        let iterations: Int

        fileprivate var arguments: [String] {
            [
                "bench", "step", "--format", "json", "--stamps", "--threads", "\(threads)", "--iterations",
                "\(iterations)",
            ] + network.arguments
        }
    }

    /// Starts one process a request, all together, and waits for them; SIGINT and SIGTERM end them and then this process.
    ///
    /// Throws `CommandFailure` when one of them fails, and `Interrupted`.
    static func run(_ requests: [Request]) throws -> [BenchReport] {
        Self.catchSignals
        var running: [Running] = []
        defer { for child in running { child.stop() } }
        for request in requests { running.append(try Running(request.arguments)) }
        return try running.map { try $0.report() }
    }

    private static let catchSignals: Void = Interruption.catchSignals()

    private final class Running {
        private let process = Process()
        private let watch: ProcessWatch
        private let out = Pipe()
        private let error = Pipe()

        init(_ arguments: [String]) throws {
            watch = ProcessWatch(process)
            process.executableURL = Bundle.main.executableURL
            try process.start(arguments, output: out, errors: error) { reason in
                CommandFailure("'\(ShellText.command(["dip"] + arguments))' cannot be started: \(reason)")
            }
        }

        func stop() {
            guard watch.poll() == nil else { return }
            kill(process.processIdentifier, SIGTERM)
            _ = watch.wait()
        }

        /// A child is in a process group of its own, which Ctrl-C does not reach: the wish to stop is looked for while waiting.
        func report() throws -> BenchReport {
            var end = watch.poll()
            while end == nil {
                if let signal = Interruption.stopSignal { throw Interrupted(by: signal) }
                usleep(20_000)
                end = watch.poll()
            }
            // A report of at most 1000 repetitions fits into a pipe, so that no process waits for its reader.
            let output = out.readToEnd()
            let complaint = String(decoding: error.readToEnd(), as: UTF8.self)
            guard end?.isSuccess == true else {
                let reason = complaint.split(separator: "\n").joined(separator: "; ").replacing(#/^dip: /#, with: "")
                throw CommandFailure(
                    "'\(ShellText.command(["dip"] + (process.arguments ?? [])))' failed: "
                        + (reason.isEmpty ? "it gave no reason" : reason))
            }
            return try JSONDecoder().decode(BenchReport.self, from: output)
        }
    }
}
