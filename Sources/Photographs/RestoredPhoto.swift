import Imaging

/// A restored photograph, and how each of its tiles came to it.
public struct RestoredPhoto: Sendable {
    public let image: Image
    public let tiles: [RestoredTile]

    /// Whether a signal ended the work early.
    public var isInterrupted: Bool { tiles.contains { $0.ending == .interrupted || $0.ending == .untouched } }

    /// The tiles in it that are not as they were.
    public var restored: [RestoredTile] { tiles.filter { $0.ending != .untouched } }
}

/// What became of one tile.
public struct RestoredTile: Equatable, Encodable, Sendable {
    public enum Ending: String, Encodable, Sendable {
        /// All iterations were done.
        case complete
        /// The stopping rule found that enough were done.
        case stopped
        /// A signal ended them.
        case interrupted
        /// A signal came before there was anything to see: the tile is as it was.
        case untouched
    }

    /// Place and size in the photograph, in pixels.
    public let left: Int, top: Int, width: Int, height: Int
    /// Iterations done.
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
