import BinaryCoding
import Restoration

/// A fit as the scheduler sees it.
public protocol FitSession: AnyObject {
    /// `iteration`, and then the names of a row's values in their order: the columns of `curves.csv`.
    var columns: [String] { get }
    /// Iterations done.
    var iteration: Int { get }
    var isDone: Bool { get }
    /// Does one iteration; its row where one is recorded.
    func step() throws -> FitRow?
    /// Writes everything that the next iterations depend on.
    func encodeState(to writer: inout ByteWriter)
    /// Takes over what a fit of the same configuration and problem wrote; throws `BinaryError`, and is then as it was.
    func restoreState(from reader: inout ByteReader) throws
    /// What the iterations so far leave.
    var result: FitResult { get }
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
