import DeviceSessions
import Devices
import Imaging
import Restoration
import Runs
import Wording

/// Cuts a photograph into tiles so that its restoration stays within the memory limit.
struct PhotoTiling {
    let request: PhotoRequest
    let image: Image
    let configuration: FitConfiguration
    let limit: Int
    let tile: PhotoTile
    private let plan: TilePlan
    private let estimate: MemoryEstimate

    init(request: PhotoRequest, image: Image, configuration: FitConfiguration) {
        self.request = request
        self.image = image
        self.configuration = configuration
        estimate = MemoryEstimate(place: request.place)
        let space = AddressSpace.left().map { max(0, $0 - AddressSpace.reserved(threads: request.threads)) } ?? .max
        limit = min(request.memory ?? AvailableMemory.current().photoLimit, space)
        tile = PhotoTile(scale: request.scale, multiple: configuration.architecture.sizeMultiple)
        plan = TilePlan(outputMultiple: configuration.architecture.sizeMultiple, scale: request.scale)
    }

    /// The bytes that the process needs for tiles of this size: the fit of one tile, and the photograph.
    /// - Throws: `NetworkError`.
    func bytes(_ height: Int, _ width: Int) throws -> Int {
        if let device = request.place.device {
            try device.checkRoom(for: try deviceMemory(height, width))
        }
        let frame = tile.outputSize(height: height, width: width)
        return photograph
            + (try estimate.bytes(
                configuration, channels: image.channels, height: frame.height, width: frame.width,
                threads: request.threads))
    }

    /// What training a tile of this size takes on a device.
    private func deviceMemory(_ height: Int, _ width: Int) throws -> DeviceMemory {
        let frame = tile.outputSize(height: height, width: width)
        // Photographs are restored by networks.
        return DeviceTraining.memory(
            of: try configuration.network(channels: image.channels, height: frame.height, width: frame.width)!)
    }

    /// The photograph, its mask and alpha, the picture that the tiles are put together in, and its bytes while it is read.
    private var photograph: Int {
        let channels = image.channels, scale = request.scale
        return image.height * image.width * (4 * (2 * channels + 2) + 4 * channels * scale * scale + 4 * channels)
    }

    /// - Throws: `PhotoError` that names the limit and the option that would help.
    func grid() throws -> TileGrid {
        if let tile = request.tile {
            let grid = plan.grid(height: image.height, width: image.width, tileHeight: tile, tileWidth: tile)
            let needed = try bytes(grid.tileHeight, grid.tileWidth)
            guard needed <= limit else {
                throw refusal(
                    "a tile of \(grid.tileWidth) x \(grid.tileHeight) pixels", needed, "use smaller tiles with --tile")
            }
            return grid
        }
        // Sizes that do not suit the network were refused before.
        let found = plan.grid(height: image.height, width: image.width, limit: limit) { (try? bytes($0, $1)) ?? .max }
        guard let found else {
            let (height, width) = (min(image.height, plan.smallestSide), min(image.width, plan.smallestSide))
            throw refusal(
                "the smallest tile, \(width) x \(height) pixels,", try bytes(height, width),
                "restore at a lower resolution with --preview")
        }
        return found
    }

    private func refusal(_ tile: String, _ needed: Int, _ advice: String) -> PhotoError {
        PhotoError(
            "\(request.path): restoring \(image.width) x \(image.height) pixels with \(tile) needs \(Amount.megabytes(needed)) MB, more than the "
                + "limit of \(Amount.megabytes(limit)) MB; raise the limit with --memory \(Amount.megabytes(needed))MB, or \(advice)"
        )
    }
}
