import Foundation
import Records
import Testing

@testable import Reporting

@Suite struct PublishedPointsTests {
    private let folder: PlotFolder
    private let header = PublishedPoints.columns.joined(separator: ",") + "\n"

    init() throws {
        folder = try PlotFolder()
    }

    private func read(_ text: String, figure: String = "lipschitz") throws -> [PublishedPoint] {
        try AtomicFile.write(text, to: folder.path + "/points.csv")
        return try PublishedPoints.read(folder.path + "/points.csv", figure: figure)
    }

    @Test func readsOneFigure() throws {
        let text =
            header + """
                lipschitz,PSNR,lambda=1,2500,25.4,0.3
                gaussian,PSNR,sigma=0,2500,28.8,0.2
                lipschitz,FBC lambda=1,band1,9700,0.803,
                """
        let points = try read(text)
        #expect(
            points == [
                PublishedPoint(
                    figure: "lipschitz", panel: "PSNR", series: "lambda=1", iteration: 2500, value: 25.4,
                    readingError: 0.3),
                PublishedPoint(
                    figure: "lipschitz", panel: "FBC lambda=1", series: "band1", iteration: 9700, value: 0.803),
            ])
        #expect(points.on(panel: "FBC lambda=1", series: "band1") == [points[1]])
        #expect(points.on(panel: "PSNR", series: "band1").isEmpty)
        #expect(try read(text, figure: "other").isEmpty)
    }

    @Test(arguments: [
        ("", ":1: must be the header"),
        ("figure,panel\n", ":1: must be the header"),
        ("HEADa,b,c,1,2\n", ":2: has 5 cells; allowed are 6"),
        ("HEADa,b,c,1,2,3\na,b,c,x,2,3\n", ":3: 'x' in column 'iteration' is not a finite number"),
        ("HEADa,b,c,1e30,2,3\n", ":2: '1e30' in column 'iteration' is no number of an iteration"),
        ("HEADa,b,c,-1,2,3\n", ":2: '-1' in column 'iteration' is no number of an iteration"),
        ("HEADa,b,c,1,nan,3\n", ":2: 'nan' in column 'value' is not a finite number"),
        ("HEADa,b,c,1,2,?\n", ":2: '?' in column 'reading_error' is not a finite number"),
    ])
    func namesFileLineAndProblem(text: String, problem: String) throws {
        let error = try #require(throws: RecordError.self) { try read(text.replacing("HEAD", with: header)) }
        #expect(error.description.hasPrefix(folder.path + "/points.csv" + problem))
    }

    @Test func namesAMissingFile() {
        #expect(throws: RecordError("/none/points.csv: cannot be read: no such file or directory")) {
            try PublishedPoints.read("/none/points.csv", figure: "lipschitz")
        }
    }
}
