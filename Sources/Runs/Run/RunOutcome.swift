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

/// How the runs of a plan ended.
package struct RunSummary: Equatable, Sendable {
    package struct Failure: Equatable, Sendable {
        package let label: String
        package let key: String
        package let directory: String
        package let reason: String
    }

    /// Directories of the completed runs, of those whose record already existed, and of those that other processes are still executing.
    package var completed: [String] = []
    package var cached: [String] = []
    package var elsewhere: [String] = []
    package var failed: [Failure] = []
    /// Whether a signal stopped the work before all runs were complete.
    package var interrupted = false
}
