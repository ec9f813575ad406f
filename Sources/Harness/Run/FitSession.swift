import Restoration

/// A fit as the runner sees it.
public protocol FitSession {
    /// `iteration`, and then the names of a row's values in their order: the columns of `curves.csv`.
    var columns: [String] { get }
    mutating func run(onRow: (FitRow) throws -> Void, onProgress: (Int) throws -> Void) throws -> FitResult
}

extension Fit: FitSession {}
