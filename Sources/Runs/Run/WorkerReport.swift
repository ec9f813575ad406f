import Foundation

/// Reports the progress of a run to the parent process.
final class WorkerReport: RunObserver {
    private let output: FileHandle
    private let iterations: Int
    private let clock: () -> Double
    private var psnr: Double?
    private var lastTold = -Double.infinity
    private var tenthsTold = 0
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
        tenthsTold = iterations == 0 ? 0 : iteration * 10 / iterations
        tell(.resume(at: iteration, from: origin))
    }

    func remark(_ sentence: String) { tell(.remark(sentence)) }

    func measured(psnr: Double?) { self.psnr = psnr }

    /// Every tenth is reported, because plain progress has a line for each.
    func advance(to done: Int) {
        let now = clock(), tenths = iterations == 0 ? 0 : done * 10 / iterations
        guard tenths > tenthsTold || now - lastTold >= Self.secondsBetweenMessages else { return }
        (lastTold, tenthsTold) = (now, tenths)
        tell(.progress(done: done, psnr: psnr))
    }

    func end(_ ending: RunOutcome) { tell(.end(ending)) }

    /// A reader that went away is noticed elsewhere.
    private func tell(_ message: WorkerMessage) {
        try? output.write(contentsOf: message.line)
    }
}
