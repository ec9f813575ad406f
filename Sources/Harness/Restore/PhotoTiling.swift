import Imaging
import Restoration

/// How a photograph is cut so that its restoration stays within the memory that it may use.
struct PhotoTiling {
    let request: PhotoRequest
    let image: Image
    let configuration: FitConfiguration
    let limit: Int
    private let plan: TilePlan
    private let memory: PhotoMemory

    init(request: PhotoRequest, image: Image, configuration: FitConfiguration) {
        self.request = request
        self.image = image
        self.configuration = configuration
        limit = request.memory ?? HostMemory.standardLimit
        plan = TilePlan(outputMultiple: configuration.architecture.sizeMultiple, scale: request.scale)
        memory = PhotoMemory(configuration: configuration, channels: image.channels, scale: request.scale, threads: request.threads)
    }

    /// - Throws: `NetworkError`.
    func bytes(_ height: Int, _ width: Int) throws -> Int {
        try memory.bytes(tileHeight: height, tileWidth: width, photoHeight: image.height, photoWidth: image.width)
    }

    /// - Throws: `PhotoError` that names the limit and the option that would work.
    func grid() throws -> TileGrid {
        if let tile = request.tile {
            let grid = plan.grid(height: image.height, width: image.width, tileHeight: tile, tileWidth: tile)
            let needed = try bytes(grid.tileHeight, grid.tileWidth)
            guard needed <= limit else { throw refusal("a tile of \(grid.tileWidth) x \(grid.tileHeight) pixels", needed, "take smaller ones with --tile") }
            return grid
        }
        // Sizes that do not suit the network were refused before.
        let found = plan.grid(height: image.height, width: image.width, limit: limit) { (try? bytes($0, $1)) ?? .max }
        guard let found else {
            let (height, width) = (min(image.height, plan.smallestSide), min(image.width, plan.smallestSide))
            throw refusal("the smallest tile, \(width) x \(height) pixels,", try bytes(height, width), "restore it smaller with --preview")
        }
        return found
    }

    private func refusal(_ tile: String, _ needed: Int, _ advice: String) -> PhotoError {
        PhotoError("\(request.path): restoring \(image.width) x \(image.height) pixels by \(tile) takes \(Self.megabytes(needed)) MB, more than the "
            + "limit of \(Self.megabytes(limit)) MB; allow more with --memory \(Self.megabytes(needed))MB or \(advice)")
    }

    /// Rounded up.
    private static func megabytes(_ bytes: Int) -> Int { (bytes + (1 << 20) - 1) >> 20 }
}
