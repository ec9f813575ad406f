import BinaryCoding
import Restoration

/// A fit that advances one iteration at a time and whose state can be saved and restored.
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
    /// The result of the iterations so far.
    var result: FitResult { get }
}

extension Fit: FitSession {}
