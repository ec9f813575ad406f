import Imaging
import Restoration

/// A restored photograph, with the outcome of each of its tiles.
package struct RestoredPhoto: Sendable {
    package let image: Image
    package let tiles: [RestoredTile]

    /// Whether a signal stopped the restoration early.
    package var isInterrupted: Bool { tiles.contains { $0.ending == .interrupted || $0.ending == .untouched } }

    /// The outcome of the whole: that of the tile that is furthest from its end.
    package var ending: RestoredTile.Ending {
        let endings = tiles.map(\.ending)
        if isInterrupted { return .interrupted }
        return endings.contains(.notStopped) ? .notStopped : endings.contains(.stopped) ? .stopped : .complete
    }

    /// The tiles that were restored, completely or in part.
    package var restored: [RestoredTile] { tiles.filter { $0.ending != .untouched } }
}

/// The outcome of one tile.
package struct RestoredTile: Equatable, Encodable, Sendable {
    package enum Ending: String, Encodable, Sendable {
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
    package let left: Int, top: Int, width: Int, height: Int
    /// Number of iterations done.
    package let iterations: Int
    package let ending: Ending
    /// The iteration that the stopping rule chose; nil if the tile is an average or the last output.
    package let chosenIteration: Int?
    /// Mean squared error to the photograph, of samples in 0...1; the training loss where the two are not to be compared.
    package let loss: Double?
    /// The mean squared error that the degradation makes; nil if that is unknown.
    package let target: Double?
    package let secondsPerIteration: Double?

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

/// How far a restored tile is from the photograph, and how far it should be: mean squared errors of samples in 0...1.
struct PhotoMisfit: Equatable {
    let loss: Double?
    /// The error that the degradation makes; nil if that is unknown.
    let target: Double?
}

extension PhotoMisfit {
    /// - Parameter trainingLoss: the last recorded loss, for tasks whose picture differs from the photograph by more than a degradation.
    init(_ plan: PhotoPlan, picture: Image, trainingLoss: Double?, of index: Int) {
        guard plan.request.task == .denoise || plan.request.task == .deblock else {
            (loss, target) = (trainingLoss, nil)
            return
        }
        loss = ImageMetrics.meanSquaredError(picture, plan.grid.cut(index, from: plan.photograph.image))
        target = plan.noise.map { ClippedNoise(sigma: $0).meanSquare(over: picture) } ?? plan.compressionError(picture)
    }
}

extension PhotoPlan {
    /// The noise that is to be removed, in 8-bit units; nil if the task removes none or it is not known.
    fileprivate var noise: Double? {
        if case .averageTarget(let sigma) = settings.stop { return sigma }
        return settings.sigma.flatMap { $0 >= PhotoDefaults.smallestSigma ? $0 : nil }
    }

    /// What a JPEG of the photograph's quality makes of the picture.
    fileprivate func compressionError(_ picture: Image) -> Double? {
        guard request.task == .deblock, let quality = estimate.jpegQuality,
            let bytes = try? JPEGFile.encode(picture, quality: quality, path: request.path),
            let compressed = try? JPEGFile.decode(bytes, path: request.path)
        else { return nil }
        return ImageMetrics.meanSquaredError(picture, compressed.image)
    }
}

/// What a restoration took away, as a picture: grey where nothing changed, brighter where the photograph was brighter.
package struct PhotoDifference: Equatable, Sendable {
    package let image: Image
    /// How many times the difference is amplified: a power of two, so that all but one of a hundred samples stay in range.
    package let factor: Int

    private static let factors = [1, 2, 4, 8, 16, 32, 64]

    /// Both pictures have the same size and channels.
    package init(before: Image, after: Image) {
        let difference = zip(before.pixels, after.pixels).map { $0 - $1 }
        let sizes = difference.map(abs).sorted(), large = sizes[min(sizes.count - 1, sizes.count * 99 / 100)]
        factor = Self.factors.last { Float($0) * large <= 0.5 } ?? 1
        var image = before
        for index in image.pixels.indices {
            image.pixels[index] = min(max(0.5 + Float(factor) * difference[index], 0), 1)
        }
        self.image = image
    }
}
