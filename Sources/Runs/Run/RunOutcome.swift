/// How the making of a run ended.
public enum RunOutcome: Codable, Equatable, Sendable {
    case complete(psnr: Double?, best: Double?, bestIteration: Int?)
    /// A complete record was there: another process had made it meanwhile.
    case cached
    case failed(String)
    case interrupted
    /// Another process is making it: which one, where that is known.
    case elsewhere(String?)
}

/// Hears how far a run has come.
public protocol RunObserver: AnyObject {
    /// The run goes on where a checkpoint left it.
    func resume(at iteration: Int)
    func measured(psnr: Double?)
    /// `done` is the number of iterations done.
    func advance(to done: Int)
}
