import Records
import Testing

@testable import Reporting

@Suite struct BandCurvesTests {
    private let folder: PlotFolder
    private var path: String { folder.path + "/curves.csv" }

    init() throws {
        folder = try PlotFolder()
    }

    private func curves(_ text: String) throws -> BandCurves {
        try AtomicFile.write(text, to: path)
        return try BandCurves(contentsOf: path, bands: 2)
    }

    @Test func takesTheColumnsOfTheFigure() throws {
        let curves = try curves("psnr,iteration,ssim,fbc_1,fbc_2\n20,0,,0.5,0.25\n,10,,0.75,0.5\n22,20,,1,0.5\n")
        #expect(curves.iterations == [0, 10, 20])
        #expect(curves.psnr == [20, nil, 22])
        #expect(curves.bands == [[0.5, 0.75, 1], [0.25, 0.5, 0.5]])
        #expect(curves.lastIteration == 20)
        #expect(curves.step == 10)
    }

    @Test(arguments: [
        ("iteration,psnr,fbc_1\n0,1,2\n1,1,2\n", ": has no column 'fbc_2'; it has iteration, psnr, fbc_1"),
        ("iteration,fbc_1,fbc_2\n0,1,2\n1,1,2\n", ": has no column 'psnr'"),
        ("psnr,fbc_1,fbc_2\n0,1,2\n1,1,2\n", ": has no column 'iteration'"),
        ("iteration,psnr,fbc_1,fbc_2\n", ": has 0 complete rows; a curve needs at least two"),
        ("iteration,psnr,fbc_1,fbc_2\n0,1,1,1\n1,1", ": has 1 complete rows; a curve needs at least two"),
        ("iteration,psnr,fbc_1,fbc_2\n0,,1,1\n1,1,1,1\n", ": has fewer than two values in column 'psnr'"),
        (
            "iteration,psnr,fbc_1,fbc_2\n0,1,1,1\n1,-1e308,1,1\n",
            ":3: the value -1e+308 in column 'psnr' cannot be drawn; the largest is 1e+150"
        ),
        ("iteration,psnr,fbc_1,fbc_2\n0,1,1,1\n,1,1,1\n2,1,1,1\n", ":3: has no iteration"),
        ("iteration,psnr,fbc_1,fbc_2\n0,1,1,1\n5,1,1,1\n5,1,1,1\n", ":4: the iteration does not increase"),
    ])
    func namesWhatIsMissing(text: String, problem: String) throws {
        let error = try #require(throws: FigureError.self) { try curves(text) }
        #expect(error.description.hasPrefix(path + problem))
    }

    @Test func curvesEndAtTheMeanOfTheirTail() {
        #expect(BandCurves.end([1, 2, 3, nil]) == 3)
        #expect(BandCurves.end((0..<100).map { $0 < 95 ? 7 : Double($0) }) == 97)
    }

    @Test func theRangeLeavesOutTheRandomStartAndHoldsThePublishedValues() throws {
        let rows = (0...100).map { "\($0 * 10),\($0 < 3 ? 5.0 : 24 + Double($0) / 25),1,1\n" }.joined()
        let curves = try curves("iteration,psnr,fbc_1,fbc_2\n" + rows)
        #expect(BandCurves.psnrRange([curves], including: []) == 23...29)
        let point = PublishedPoint(figure: "f", panel: "PSNR", series: "s", iteration: 10, value: 20, readingError: 0.5)
        #expect(BandCurves.psnrRange([curves], including: [point]) == 19...29)
    }

    @Test func aFlatCurveIsNotBlownUp() throws {
        let curves = try curves("iteration,psnr,fbc_1,fbc_2\n0,25.5,1,1\n1,25.5,1,1\n")
        #expect(BandCurves.psnrRange([curves], including: []) == 25...29)
    }
}
