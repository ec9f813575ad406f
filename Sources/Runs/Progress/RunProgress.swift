/// The progress of one run, passed on to the reporter of all runs.
package final class RunProgress: RunObserver {
    let position: ProgressReporter.Position
    let iterations: Int
    private(set) var started: Double
    private(set) var done = 0
    private(set) var psnr: Double?
    /// Iterations that were done before this process took over the run.
    private var inherited = 0
    private var tenthsShown = 0
    private let reporter: ProgressReporter

    init(_ reporter: ProgressReporter, _ position: ProgressReporter.Position, iterations: Int, started: Double) {
        self.reporter = reporter
        self.position = position
        self.iterations = iterations
        self.started = started
    }

    package func resume(at iteration: Int, from origin: String?) {
        (done, inherited) = (iteration, iteration)
        tenthsShown = iterations == 0 ? 0 : iteration * 10 / iterations
        started = reporter.resumed(self, at: iteration, from: origin)
    }

    package func remark(_ sentence: String) { reporter.remarked(self, sentence) }

    package func measured(psnr: Double?) { self.psnr = psnr }

    package func advance(to done: Int) {
        self.done = done
        let tenths = iterations == 0 ? 0 : done * 10 / iterations
        let isNew = tenths > tenthsShown && tenths < 10
        if isNew { tenthsShown = tenths }
        reporter.advanced(self, isNewTenth: isNew)
    }

    package func end(_ ending: RunOutcome) { reporter.ended(self, ending) }

    /// Iterations per second.
    func rate(now: Double) -> Double { now > started ? Double(done - inherited) / (now - started) : 0 }
}
