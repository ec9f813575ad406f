import Runs

/// A request to restore a photograph; nil leaves a choice to the estimates (`PhotoDefaults`).
package struct PhotoRequest: Equatable, Sendable {
    package var path: String
    package var task: PhotoTask
    /// The mask file of inpainting.
    package var mask: String?
    /// The enlargement of super-resolution: 2, 4 or 8.
    package var factor: Int
    package var iterations: Int?
    package var lipschitz: Double?
    /// Standard deviation of the noise in 8-bit units, instead of the estimate.
    package var sigma: Double?
    /// The stopping rule.
    package var stop: PhotoStop.Name?
    package var seed: UInt32
    package var threads: Int
    /// The longer side of the restored picture, to which the photograph is reduced first; nil keeps it as it is.
    package var previewSide: Int?
    /// Memory limit in bytes; nil for the default share of the free memory.
    package var memory: Int?
    /// The side of tiles in pixels of the photograph; nil for as large as the memory allows.
    package var tile: Int?
    /// Where the network is trained.
    package var place: TrainingPlace

    package init(
        path: String, task: PhotoTask, mask: String? = nil, factor: Int = 4, iterations: Int? = nil,
        lipschitz: Double? = nil,
        sigma: Double? = nil, stop: PhotoStop.Name? = nil, seed: UInt32 = 0, threads: Int, previewSide: Int? = nil,
        memory: Int? = nil, tile: Int? = nil, place: TrainingPlace = .processor
    ) {
        self.path = path
        self.task = task
        self.mask = mask
        self.factor = factor
        self.iterations = iterations
        self.lipschitz = lipschitz
        self.sigma = sigma
        self.stop = stop
        self.seed = seed
        self.threads = threads
        self.previewSide = previewSide
        self.memory = memory
        self.tile = tile
        self.place = place
    }

    /// How many times larger the restored picture is.
    package var scale: Int { task == .superResolve ? factor : 1 }
}

/// A restoration of a photograph that has no clean version.
package enum PhotoTask: String, CaseIterable, Codable, Sendable {
    /// Remove noise.
    case denoise
    /// Remove the blocking and ringing of a JPEG.
    case deblock
    /// Fill in the black part of a mask.
    case inpaint
    /// Enlarge it by 2, 4 or 8.
    case superResolve = "super-resolve"
    /// Enhance detail.
    case enhance
}

/// A photograph that cannot be restored as requested; its description is the sentence to show.
package struct PhotoError: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
