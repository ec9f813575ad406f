import Imaging

/// A restored photograph, with the outcome of each of its tiles.
public struct RestoredPhoto: Sendable {
    public let image: Image
    public let tiles: [RestoredTile]

    /// Whether a signal stopped the restoration early.
    public var isInterrupted: Bool { tiles.contains { $0.ending == .interrupted || $0.ending == .untouched } }

    /// The outcome of the whole: that of the tile that is furthest from its end.
    public var ending: RestoredTile.Ending {
        let endings = tiles.map(\.ending)
        if isInterrupted { return .interrupted }
        return endings.contains(.notStopped) ? .notStopped : endings.contains(.stopped) ? .stopped : .complete
    }

    /// The tiles that were restored, completely or in part.
    public var restored: [RestoredTile] { tiles.filter { $0.ending != .untouched } }
}

/// The outcome of one tile.
public struct RestoredTile: Equatable, Encodable, Sendable {
    public enum Ending: String, Encodable, Sendable {
        /// All iterations were done, and there was no rule to end them.
        case complete
        /// All iterations were done, and the stopping rule had not fired.
        case notStopped = "not-stopped"
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
    /// The iteration that the stopping rule chose; nil if the tile is an average or the last output.
    public let chosenIteration: Int?
    /// Mean squared error to the photograph, of samples in 0...1; the training loss where the two are not to be compared.
    public let loss: Double?
    /// The mean squared error that the degradation makes; nil if that is unknown.
    public let target: Double?
    public let secondsPerIteration: Double?

    init(
        _ place: Crop, iterations: Int, ending: Ending, chosenIteration: Int? = nil, misfit: PhotoMisfit? = nil,
        secondsPerIteration: Double?
    ) {
        guard case .rectangle(let left, let top, let right, let bottom) = place else {
            preconditionFailure("a tile is a rectangle")
        }
        (self.left, self.top, width, height) = (left, top, right - left, bottom - top)
        self.iterations = iterations
        self.ending = ending
        self.chosenIteration = chosenIteration
        (loss, target) = (misfit?.loss, misfit?.target)
        self.secondsPerIteration = secondsPerIteration
    }

    enum CodingKeys: String, CodingKey {
        case left, top, width, height, iterations, ending, loss, target
        case chosenIteration = "chosen_iteration", secondsPerIteration = "seconds_per_iteration"
    }
}
