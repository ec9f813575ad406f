import Imaging
import TestSupport
import Testing

@testable import Restoration

@Suite struct TileBlendTests {
    private func assembled(_ grid: TileGrid, of image: Image, scale: Int = 1, change: (Image, Int) -> Image) -> Image {
        var blend = TileBlend(grid, channels: image.channels, scale: scale)
        for index in 0..<grid.count { blend.add(change(grid.cut(index, from: image), index), at: index) }
        return blend.image
    }

    @Test(arguments: [(90, 130, 64, 64, 16), (90, 130, 200, 64, 16), (64, 64, 64, 64, 0)])
    func unchangedTilesGiveTheImage(height: Int, width: Int, tileHeight: Int, tileWidth: Int, overlap: Int) {
        let image = Image.textured(channels: 3, height: height, width: width, seed: 3)
        let grid = TileGrid(
            height: height, width: width, tileHeight: tileHeight, tileWidth: tileWidth, overlap: overlap)
        let found = assembled(grid, of: image) { tile, _ in tile }
        #expect(zip(found.pixels, image.pixels).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test func largerTilesGiveALargerImage() {
        let image = Image(channels: 1, height: 40, width: 60, pixels: (0..<2400).map { Float($0) / 2400 })
        let grid = TileGrid(height: 40, width: 60, tileHeight: 24, tileWidth: 32, overlap: 8)
        let found = assembled(grid, of: image, scale: 2) { tile, _ in tile.enlarged(by: 2, .nearest) }
        let expected = image.enlarged(by: 2, .nearest)
        #expect(found.width == 120 && zip(found.pixels, expected.pixels).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    /// Tiles of different brightness fade into each other: no step is larger than the steepest part of a raised cosine over the overlap.
    @Test func thereIsNoStepAtASeam() {
        let flat = Image(channels: 1, height: 100, width: 150, repeating: 0.5)
        let grid = TileGrid(height: 100, width: 150, tileHeight: 64, tileWidth: 64, overlap: 24)
        let found = assembled(grid, of: flat) { tile, index in
            Image(channels: 1, height: tile.height, width: tile.width, repeating: index.isMultiple(of: 2) ? 0.4 : 0.6)
        }
        var steepest: Float = 0
        for y in 0..<100 { for x in 1..<150 { steepest = max(steepest, abs(found[0, y, x] - found[0, y, x - 1])) } }
        for y in 1..<100 { for x in 0..<150 { steepest = max(steepest, abs(found[0, y, x] - found[0, y - 1, x])) } }
        let limit: Float = 0.2 * Float.pi / 2 / 24
        #expect(steepest < limit + 1e-4, "\(steepest)")
        #expect(found.pixels.min()! < 0.41 && found.pixels.max()! > 0.59)
    }
}
