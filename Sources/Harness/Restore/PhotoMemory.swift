import Networks
import Restoration

/// The memory that restoring a photograph takes, in bytes, with what the process needs anyhow.
struct PhotoMemory {
    /// The program, its libraries and the threads.
    private static let process = 64 << 20

    let configuration: FitConfiguration
    let channels: Int
    let scale: Int
    let threads: Int

    /// For one tile of the given size out of a photograph, both in the photograph's pixels.
    /// - Throws: `NetworkError` when the tile does not suit the network.
    func bytes(tileHeight: Int, tileWidth: Int, photoHeight: Int, photoWidth: Int) throws -> Int {
        let frame = PhotoTile(scale: scale, multiple: configuration.architecture.sizeMultiple).outputSize(height: tileHeight, width: tileWidth)
        let network = try configuration.network(channels: channels, height: frame.height, width: frame.width)
        return Self.process + photo(pixels: photoHeight * photoWidth) + PlannedMemory(network, threads: threads).total
            + fit(pixels: frame.height * frame.width)
    }

    /// The photograph, its mask and alpha, the picture that the tiles are put together in, and its bytes while it is read.
    private func photo(pixels: Int) -> Int { pixels * (4 * (2 * channels + 2) + 4 * channels * scale * scale + 4 * channels) }

    /// What a fit keeps beside the network's memory: its last output, their average and the best one, the degraded image, the mask and both with
    /// a frame; the planes that measures look at.
    private func fit(pixels: Int) -> Int { pixels * (9 * 4 * channels + 64) }
}
