import Foundation
import Records
import Testing

@testable import Reporting

/// The axis that curves of several runs share.
@Suite struct IterationAxisTests {
    private let folder: PlotFolder

    init() throws { folder = try PlotFolder() }

    private func curves(step: Int, last: Int) throws -> BandCurves {
        let rows = stride(from: step, through: last, by: step).map { "\($0),20,0.5\n" }.joined()
        let path = "\(folder.path)/curves.csv"
        try AtomicFile.write("iteration,psnr,fbc_1\n" + rows, to: path)
        return try BandCurves(contentsOf: path, bands: 1)
    }

    /// The mean of the rows 10, 20, 30 and 40 stands at 25, their middle, not at 20.
    @Test(.enabled(if: isGnuplotInstalled)) func meansStandInTheMiddleOfTheirRows() throws {
        let curves = try curves(step: 10, last: 1990), axis = IterationAxis([curves])
        #expect(axis.window == 40 && axis.isMean(curves))
        let values = [10, 40, 50, 1961, 1990, 0].map { "middle(\($0), 10, 1990)" }.joined(separator: ", ")
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: try Gnuplot().executable)
        process.arguments = ["-d", "-e", axis.middle.joined(separator: "; ") + "; print \(values)"]
        process.standardError = output
        try process.run()
        let text = String(decoding: output.readToEnd(), as: UTF8.self)
        process.waitForEnd()
        let places = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        // The last window ends with the run: its rows are 1970, 1980 and 1990.
        #expect(places == [25, 25, 65, 1980, 1980, 0])
    }

    @Test func aWindowOfOneRowIsNoMean() throws {
        let curves = try curves(step: 10, last: 200)
        #expect(!IterationAxis([curves]).isMean(curves))
    }

    @Test func ticksDoNotTouch() throws {
        let axis = IterationAxis([try curves(step: 10, last: 4000)])
        #expect(axis.ticks(width: 330) == 1000 && axis.ticks(width: 120) == 2000 && axis.ticks(width: 90) == 2000)
    }
}
