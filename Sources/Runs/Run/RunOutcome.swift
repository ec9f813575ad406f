/// How a run ended.
package enum RunOutcome: Codable, Equatable, Sendable {
    case complete(psnr: Double?, best: Double?, bestIteration: Int?)
    /// A complete record exists: another process has completed the run meanwhile.
    case cached
    case failed(String)
    case interrupted
    /// Another process is executing the run; the text names it if it is known.
    case elsewhere(String?)
}

/// Receives the progress of a run.
package protocol RunObserver: AnyObject {
    /// The run resumes from a checkpoint.
    func resume(at iteration: Int)
    func measured(psnr: Double?)
    /// `done` is the number of iterations done.
    func advance(to done: Int)
}
