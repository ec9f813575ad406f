import BinaryCoding
import Restoration

/// A fit that advances one iteration at a time and whose state can be saved and restored.
public protocol FitSession: AnyObject {
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
    /// Restores the state that a fit of the same configuration and problem wrote; throws `BinaryError` and then leaves the fit unchanged.
    func restoreState(from reader: inout ByteReader) throws
    /// The result of the iterations so far.
    var result: FitResult { get }
}

extension FitSession {
    public func settle() -> FitRow? { nil }
}

extension Fit: FitSession {}
