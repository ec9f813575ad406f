import Foundation
import Records

/// Executes the one run of a plan for a parent process, which reads its progress.
package enum Worker {
    /// Ends with the run, with a signal, or with the process that started this one.
    /// - Parameter allowsCommands: whether programs from outside may be run.
    package static func make(
        _ plan: ExperimentPlan, provenance: Provenance, checkpointInterval: Double?, force: Bool,
        keeping: StateKeeping,
        allowsCommands: Bool = false
    ) {
        precondition(plan.runs.count == 1, "a worker executes one run, not \(plan.runs.count)")
        watch(.standardInput)
        let planned = plan.runs[0]
        let report = WorkerReport(output: .standardOutput, iterations: planned.run.spec.fit.iterations)
        let executor = RunExecutor(
            plan: plan, provenance: provenance, checkpointInterval: checkpointInterval, keeping: keeping,
            makeFit: plan.place.makeFit(allowsCommands: allowsCommands))
        report.end(executor.make(planned, force: force, observer: report))
    }

    /// Asks for a stop when a pipe ends, whose other end the starting process holds as long as it lives.
    private static func watch(_ input: FileHandle) {
        Thread.detachNewThread {
            while let data = try? input.read(upToCount: 1024), !data.isEmpty {}
            Interruption.request(by: SIGTERM)
            // Nobody is left to end a process that does not stop.
            Thread.sleep(forTimeInterval: Scheduler.standardGrace)
            kill(getpid(), SIGKILL)
        }
    }
}

/// Reports the progress of a run to the parent process.
final class WorkerReport: RunObserver {
    private let output: FileHandle
    private let iterations: Int
    private let clock: () -> Double
    private var psnr: Double?
    private var lastSent = -Double.infinity
    private var tenthsSent = 0
    /// As often as a live line changes.
    private static let secondsBetweenMessages = 0.2

    /// `clock` gives seconds from any origin.
    init(output: FileHandle, iterations: Int, clock: @escaping () -> Double = { ProcessInfo.processInfo.systemUptime })
    {
        self.output = output
        self.iterations = iterations
        self.clock = clock
    }

    func resume(at iteration: Int, from origin: String?) {
        tenthsSent = iterations == 0 ? 0 : iteration * 10 / iterations
        send(.resume(at: iteration, from: origin))
    }

    func remark(_ sentence: String) { send(.remark(sentence)) }

    func measured(psnr: Double?) { self.psnr = psnr }

    /// Every tenth is reported, because plain progress has a line for each.
    func advance(to done: Int) {
        let now = clock(), tenths = iterations == 0 ? 0 : done * 10 / iterations
        guard tenths > tenthsSent || now - lastSent >= Self.secondsBetweenMessages else { return }
        (lastSent, tenthsSent) = (now, tenths)
        send(.progress(done: done, psnr: psnr))
    }

    func end(_ ending: RunOutcome) { send(.end(ending)) }

    /// A reader that went away is noticed elsewhere.
    private func send(_ message: WorkerMessage) {
        try? output.write(contentsOf: message.line)
    }
}

/// A message from the process of a run to its parent: one line of JSON on standard output.
enum WorkerMessage: Codable, Equatable {
    case resume(at: Int, from: String?)
    case remark(String)
    case progress(done: Int, psnr: Double?)
    case end(RunOutcome)

    /// With its newline.
    var line: Data {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        // All values can be encoded.
        return (try? encoder.encode(self)).map { $0 + Data("\n".utf8) } ?? Data()
    }

    /// Nil for a line that is not a message.
    init?(line: some Collection<UInt8>) {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard let message = try? decoder.decode(WorkerMessage.self, from: Data(line)) else { return nil }
        self = message
    }
}
