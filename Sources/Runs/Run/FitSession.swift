import BinaryCoding
import Restoration

/// A fit that advances one iteration at a time and whose state can be saved and restored.
package protocol FitSession: AnyObject {
    /// `iteration`, and then the names of a row's values in their order: the columns of `curves.csv`.
    var columns: [String] { get }
    /// Iterations done.
    var iteration: Int { get }
    var isDone: Bool { get }
    /// Does one iteration; the row of a recorded one, at once or with a later iteration.
    func step() throws -> FitRow?
    /// The row that is still to come of the iterations so far, before their state is written; nil when there is none.
    func settle() -> FitRow?
    /// Writes everything that later iterations depend on.
    func encodeState(to writer: inout ByteWriter) throws
    /// The same of a finished fit, for one of more iterations that goes on from it.
    func encodeEndState(to writer: inout ByteWriter) throws
    /// Restores the state that a fit of the same configuration and problem wrote; throws `BinaryError` and then leaves the fit unchanged.
    func restoreState(from reader: inout ByteReader) throws
    /// The result of the iterations so far.
    var result: FitResult { get }
}

extension FitSession {
    package func settle() -> FitRow? { nil }
    package func encodeEndState(to writer: inout ByteWriter) throws { try encodeState(to: &writer) }
}

extension Fit: FitSession {}
extension DirectRestoration: FitSession {}

/// What makes a run's output: a fit, or a method without a curve.
enum FitSessions {
    /// - Parameter allowsCommands: whether programs from outside may be run.
    /// - Throws: why the configuration cannot be run.
    static func make(_ configuration: FitConfiguration, _ problem: Problem, threads: Int, allowsCommands: Bool) throws
        -> any FitSession
    {
        switch configuration.method {
        case .blockMatching(let settings, let sigma):
            guard let sigma = sigma ?? configuration.task.sigma else {
                preconditionFailure("the method is not for the task")
            }
            return try DirectRestoration(
                configuration, problem: problem, settings: settings, sigma: sigma, threads: threads)
        case .external(let program):
            let restoration = ExternalRestoration(
                program: program, task: configuration.task, problem: problem, isAllowed: allowsCommands)
            return try DirectRestoration(configuration, problem: problem) { try restoration.output() }
        default: return try Fit(configuration, problem: problem, threads: threads)
        }
    }
}
