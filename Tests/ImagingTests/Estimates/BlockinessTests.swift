import Testing
@testable import Imaging

@Suite struct BlockinessTests {
    private let scene = SyntheticImage.leaves.image(width: 256, height: 192)

    @Test func growsAsQualityFalls() throws {
        let clean = try #require(Blockiness.ratio(of: scene))
        let found = try [60, 8].map {
            try #require(Blockiness.ratio(of: JPEGCompression(quality: $0).apply(to: scene)))
        }
        #expect(clean < 1.2 && found[1] > clean + 0.15 && found[1] > found[0] + 0.1, "\(clean), \(found)")
    }

    @Test func blocksMayBeginAnywhere() throws {
        let blocks = try JPEGCompression(quality: 10).apply(to: scene)
        let shifted = try blocks.cropped(.rectangle(left: 3, top: 5, right: 251, bottom: 189))
        #expect(abs(Blockiness.ratio(of: shifted)! - Blockiness.ratio(of: blocks)!) < 0.15)
    }

    @Test func aStaircaseIsNothingButBlocks() throws {
        // Steps of 0.04 every 8 pixels and of 0.01 between; none from row to row.
        var image = Image(channels: 1, height: 8, width: 64)
        for y in 0..<8 { for x in 0..<64 { image[0, y, x] = Float(x / 8) * 0.03 + (x % 2 == 0 ? 0.01 : 0) } }
        #expect(abs(try #require(Blockiness.ratio(of: image)) - 4) < 0.01)
    }

    @Test func flatAndSmallPicturesHaveNone() {
        #expect(Blockiness.ratio(of: Image(channels: 3, height: 64, width: 64, repeating: 0.5)) == nil)
        #expect(Blockiness.ratio(of: Image(channels: 1, height: 15, width: 15)) == nil)
    }
}
