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
    /// The run resumes from its checkpoint, or goes on from another run, whose folder has this name.
    func resume(at iteration: Int, from origin: String?)
    /// Something that the user should know.
    func remark(_ sentence: String)
    func measured(psnr: Double?)
    /// `done` is the number of iterations done.
    func advance(to done: Int)
}

extension RunObserver {
    package func remark(_ sentence: String) {}
}
