import Downloads
import Imaging
import Kernels
import Records
import Restoration
import Runs

/// A photograph and all decisions about its restoration: settings, tiles, memory and time.
package struct PhotoPlan: Sendable {
    package let request: PhotoRequest
    /// The image to restore: the photograph, or a reduced version for a preview.
    package let photograph: Photograph
    /// 1 where the photograph is known, of its size and channels; nil without a mask.
    package let mask: Image?
    /// Size and SHA-256 of the files that were read.
    let photoSum: FileSum, maskSum: FileSum?
    package let estimate: PhotoEstimate
    package let settings: PhotoSettings
    package let grid: TileGrid
    /// The configuration of the fit of one tile.
    package let configuration: FitConfiguration
    /// Bytes that the process should need, and bytes that it may use.
    package let memory: Int, memoryLimit: Int
    /// A rough estimate of the time of all tiles and iterations, in seconds.
    package let seconds: Double

    let tile: PhotoTile

    /// Reads the photograph and chooses everything that `request` leaves open.
    ///
    /// Throws `ImageFileError`, `RegionMaskError` or `PhotoError` with the sentence to show. The times in `records` show how fast this machine is.
    package init(_ request: PhotoRequest, records: RunStore) throws {
        let original = try Photograph(contentsOf: request.path)
        let photograph =
            request.previewSide.map { original.reduced(toLongerSide: max(1, $0 / request.scale)) } ?? original
        let image = photograph.image
        let estimate = PhotoEstimate(photograph)
        mask = try request.mask.map {
            try PhotoMask(path: $0, photograph: original, path: request.path).mask(for: image)
        }

        photoSum = try Self.sum(request.path)
        maskSum = try request.mask.map(Self.sum)
        settings = PhotoSettings(request, estimate: estimate)
        configuration = PhotoConfiguration.make(request, estimate: estimate, settings: settings)
        let tiling = PhotoTiling(request: request, image: image, configuration: configuration)
        tile = tiling.tile
        guard tile.suits(height: image.height, width: image.width) else {
            let least = (PhotoTile.smallestOutput + request.scale - 1) / request.scale
            throw PhotoError(
                "\(request.path): is \(image.width) x \(image.height) pixels; at least \(least) x \(least) are needed")
        }
        grid = try tiling.grid()
        (memory, memoryLimit) = (try tiling.bytes(grid.tileHeight, grid.tileWidth), tiling.limit)
        let output = tile.outputSize(height: grid.tileHeight, width: grid.tileWidth)
        let cost = CostModel(store: records, threads: request.threads, cpu: HostMachine.cpu, place: request.place)
        seconds =
            Double(grid.count) * Double(settings.iterations)
            * cost.seconds(
                configuration.architecture, channels: image.channels, height: output.height, width: output.width)
        self.request = request
        self.photograph = photograph
        self.estimate = estimate
        try checkMask()
        try checkDevice(height: output.height, width: output.width)
    }

    private static func sum(_ path: String) throws -> FileSum {
        guard let sum = try FileSum(ofFileAt: path) else { throw PhotoError("\(path): went away while it was read") }
        return sum
    }

    /// A device may not have everything that the processor has.
    private func checkDevice(height: Int, width: Int) throws {
        guard let words = request.place.words else { return }
        let network = try configuration.network(channels: photograph.image.channels, height: height, width: width)
        if let network, let refusal = DeviceTraining.refusal(of: network) {
            throw PhotoError("\(request.path): \(words): \(refusal)")
        }
    }

    /// A tile without any known pixel could not be filled in.
    private func checkMask() throws {
        guard let mask else { return }
        for index in 0..<grid.count where !grid.cut(index, from: mask).pixels.contains(1) {
            throw PhotoError(
                "\(request.path): no pixel is known in tile \(index + 1) of \(grid.count), \(grid.tileWidth) x \(grid.tileHeight) pixels; "
                    + "larger tiles would contain known pixels: raise --memory or --tile, or try --preview")
        }
    }
}

/// The mask of a photograph to be filled in: white where it is known.
struct PhotoMask {
    private let known: Image

    /// Reads a mask file; throws `ImageFileError` or `RegionMaskError`, also if its size differs from the photograph's.
    init(path: String, photograph: Photograph, path photo: String) throws {
        let image = photograph.image
        known = try RegionMask(contentsOf: path)
            .mask(
                channels: 1, height: image.height, width: image.width,
                crop: .rectangle(left: 0, top: 0, right: image.width, bottom: image.height))
        guard known.pixels.contains(0) else {
            throw PhotoError(
                "\(path): the mask is white everywhere, so nothing of \(photo) is to be filled in; paint the missing part black"
            )
        }
    }

    /// The mask for the photograph or a reduced version: a reduced pixel is known if all pixels that it averages are known. One plane per channel.
    func mask(for image: Image) -> Image {
        let reduced = known.reduced(toLongerSide: max(image.height, image.width))
        let plane = reduced.pixels.map { $0 > 1 - 1e-4 ? Float(1) : 0 }
        return Image(
            channels: image.channels, height: image.height, width: image.width,
            pixels: Array(repeatElement(plane, count: image.channels).joined()))
    }
}
