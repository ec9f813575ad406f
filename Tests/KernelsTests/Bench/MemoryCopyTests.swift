import Testing
@testable import Kernels

@Suite struct MemoryCopyTests {
    @Test(arguments: [1, 2, 5])
    func everyTileIsCopied(tiles: Int) {
        let copy = MemoryCopy(tiles: tiles, tileBytes: 4096 + 64)
        #expect(!copy.isComplete)
        ThreadPool(threads: 2).run(copy.region)
        #expect(copy.isComplete)
    }

    @Test func readAndWrittenBytesCount() {
        #expect(MemoryCopy(tiles: 3, tileBytes: 128).bytes == 768)
    }
}
