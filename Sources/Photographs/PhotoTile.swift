import Imaging
import Restoration

/// Turns a tile of a photograph into the input of a fit, and the network's output into a restored tile.
struct PhotoTile {
    /// How many times larger the restored tile is.
    let scale: Int
    /// The sides of the network's output are multiples of this.
    let multiple: Int
    /// Blur, sharpness and a decoder of depth 5 need a little more than one such multiple.
    static let smallestOutput = 33

    /// The size of the output for a tile.
    func outputSize(height: Int, width: Int) -> (height: Int, width: Int) {
        // A fit puts a frame about an output by itself, but not where the output is made smaller before it is compared.
        scale == 1 ? (height, width) : (side(height) * scale, side(width) * scale)
    }

    /// A side of a small image after padding.
    private func side(_ length: Int) -> Int {
        let step = max(1, multiple / scale)
        return max((length + step - 1) / step, 2) * step
    }

    /// The tile padded for the network, and the place of the restored tile in the network's output.
    func prepare(_ tile: Image) -> (image: Image, place: Crop) {
        guard scale > 1, case .rectangle(let left, let top, let right, let bottom) = padded(tile).original else {
            return (tile, .rectangle(left: 0, top: 0, right: tile.width, bottom: tile.height))
        }
        return (
            padded(tile).image,
            .rectangle(left: left * scale, top: top * scale, right: right * scale, bottom: bottom * scale)
        )
    }

    private func padded(_ tile: Image) -> (image: Image, original: Crop) {
        tile.padded(height: side(tile.height), width: side(tile.width))
    }

    /// Whether a photograph of this size in pixels is large enough.
    func suits(height: Int, width: Int) -> Bool { min(height, width) * scale >= Self.smallestOutput }
}
