import Foundation
import Records
import Testing

@Suite struct CurveTailTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func last(_ text: String) throws -> [String: Double]? {
        CurveTail(contentsOf: try folder.file("curves.csv", text))?.values
    }

    @Test func readsTheLastFinishedRow() throws {
        #expect(try last("iteration,psnr,ssim\n0,20,0.5\n10,21.5,\n") == ["iteration": 10, "psnr": 21.5])
        #expect(try last("iteration,psnr,ssim\n0,20,0.5\n10,21.5,0.6") == ["iteration": 0, "psnr": 20, "ssim": 0.5])
    }

    @Test func ofAFileWithoutRowsThereIsNone() throws {
        #expect(try last("iteration,psnr\n") == nil)
        #expect(try last("iteration,psnr\n12") == nil)
        #expect(try last("iteration\n") == nil)
        #expect(try last("") == nil)
        #expect(CurveTail(contentsOf: folder.path + "/none.csv") == nil)
    }

    @Test func readsTheEndOfALongFile() throws {
        let rows = (0..<20_000).map { "\($0),\(Double($0) / 4)\n" }.joined()
        #expect(try last("iteration,psnr\n" + rows) == ["iteration": 19_999, "psnr": 4999.75])
    }
}
