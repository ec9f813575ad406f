import Imaging

/// A restored photograph, with the outcome of each of its tiles.
public struct RestoredPhoto: Sendable {
    public let image: Image
    public let tiles: [RestoredTile]

    /// Whether a signal stopped the restoration early.
    public var isInterrupted: Bool { tiles.contains { $0.ending == .interrupted || $0.ending == .untouched } }

    /// The tiles that were restored, completely or in part.
    public var restored: [RestoredTile] { tiles.filter { $0.ending != .untouched } }
}

/// The outcome of one tile.
public struct RestoredTile: Equatable, Encodable, Sendable {
    public enum Ending: String, Encodable, Sendable {
        /// All iterations were done.
        case complete
        /// The stopping rule ended the fit.
        case stopped
        /// A signal ended the fit.
        case interrupted
        /// A signal came before there was a result: the tile is unrestored.
        case untouched
    }

    /// Place and size in the photograph, in pixels.
    public let left: Int, top: Int, width: Int, height: Int
    /// Number of iterations done.
    public let iterations: Int
    public let ending: Ending
    public let secondsPerIteration: Double?

    init(_ place: Crop, iterations: Int, ending: Ending, secondsPerIteration: Double?) {
        guard case .rectangle(let left, let top, let right, let bottom) = place else {
            preconditionFailure("a tile is a rectangle")
        }
        (self.left, self.top, width, height) = (left, top, right - left, bottom - top)
        self.iterations = iterations
        self.ending = ending
        self.secondsPerIteration = secondsPerIteration
    }

    enum CodingKeys: String, CodingKey {
        case left, top, width, height, iterations, ending, secondsPerIteration = "seconds_per_iteration"
    }
}
