import Runs

/// A request to restore a photograph; nil leaves a choice to the estimates (`PhotoDefaults`).
public struct PhotoRequest: Equatable, Sendable {
    public var path: String
    public var task: PhotoTask
    /// The mask file of inpainting.
    public var mask: String?
    /// The enlargement of super-resolution: 2, 4 or 8.
    public var factor: Int
    public var iterations: Int?
    public var lipschitz: Double?
    /// Standard deviation of the noise in 8-bit units, instead of the estimate.
    public var sigma: Double?
    /// The stopping rule.
    public var stop: PhotoStop.Name?
    public var seed: UInt32
    public var threads: Int
    /// The longer side of the restored picture, to which the photograph is reduced first; nil keeps it as it is.
    public var previewSide: Int?
    /// Memory limit in bytes; nil for the default share of the free memory.
    public var memory: Int?
    /// The side of tiles in pixels of the photograph; nil for as large as the memory allows.
    public var tile: Int?
    /// Where the network is trained.
    public var place: TrainingPlace

    public init(
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
    public var scale: Int { task == .superResolve ? factor : 1 }
}
