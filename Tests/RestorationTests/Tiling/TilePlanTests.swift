import Testing
@testable import Restoration

@Suite struct TilePlanTests {
    private let plan = TilePlan(outputMultiple: 32)
    /// As an engine's: a base and something a pixel.
    private func bytes(_ height: Int, _ width: Int) -> Int { 50_000_000 + 1400 * height * width }

    @Test func whatFitsIsDoneWhole() throws {
        let grid = try #require(plan.grid(height: 701, width: 1003, limit: bytes(701, 1003), bytes: bytes))
        #expect(grid.count == 1 && grid.tileHeight == 701 && grid.tileWidth == 1003)
    }

    @Test(arguments: [
        (3000, 4000, 8_000_000_000), (3000, 4000, 1_000_000_000), (701, 1003, 500_000_000), (200, 9000, 300_000_000),
        (1000, 1000, 75_000_000),
    ])
    func tilesStayWithinTheLimit(height: Int, width: Int, limit: Int) throws {
        let grid = try #require(plan.grid(height: height, width: width, limit: limit, bytes: bytes))
        #expect(grid.count > 1)
        #expect(bytes(grid.tileHeight, grid.tileWidth) <= limit)
        #expect(grid.tileHeight == height || grid.tileHeight.isMultiple(of: 32))
        #expect(grid.tileWidth == width || grid.tileWidth.isMultiple(of: 32))
        for axis in [grid.rows, grid.columns] where axis.parts.count > 1 {
            for (one, next) in zip(axis.parts, axis.parts.dropFirst()) {
                #expect(one.upperBound - next.lowerBound >= 32)
            }
        }
        // Not many more than the pixels alone ask for.
        let least = (Double(height * width) / (Double(limit - 50_000_000) / 1400)).rounded(.up)
        #expect(Double(grid.count) <= 2.2 * least + 2, "\(grid.count) tiles where \(least) would hold the pixels")
    }

    @Test func nothingFitsIntoTooLittle() {
        #expect(plan.grid(height: 1000, width: 1000, limit: bytes(128, 128) - 1, bytes: bytes) == nil)
        #expect(plan.grid(height: 1000, width: 1000, limit: bytes(128, 128), bytes: bytes)?.tileHeight == 128)
    }

    @Test func tilesForSuperResolutionAreCutInTheSmallImage() throws {
        let plan = TilePlan(outputMultiple: 32, scale: 4)
        #expect(plan.multiple == 8 && plan.smallestSide == 32 && plan.overlap == 16)
        let grid = plan.grid(height: 300, width: 200, tileHeight: 60, tileWidth: 60)
        #expect(grid.tileHeight == 64 && grid.tileWidth == 64 && grid.rows.parts.count == 6)
    }

    @Test func tilesOfAGivenSizeAreRoundedUp() {
        let grid = plan.grid(height: 300, width: 90, tileHeight: 100, tileWidth: 100)
        #expect(grid.tileHeight == 128 && grid.tileWidth == 90 && grid.columns.parts.count == 1)
    }
}
