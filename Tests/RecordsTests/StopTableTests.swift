import Foundation
import Testing
@testable import Records

@Suite struct StopTableTests {
    private static let former = "rule,parameters,iteration,known_at,psnr,ssim,gap"

    /// Of a file with the columns of before there were averages to choose, unless others are given.
    private func read(_ rows: String, columns: String = former) throws -> [StopRow] {
        let folder = try TemporaryFolder()
        let path = folder.path + "/stops.csv"
        try AtomicFile.write(columns + "\n" + rows, to: path)
        do { return try StopTable.read(path) } catch {
            throw RecordError("\(error)".replacing(folder.path + "/", with: ""))
        }
    }

    @Test func rulesThatNeverFiredHaveEmptyCells() throws {
        #expect(
            try read("ratio,windows=published,300,301,28.5,0.81,0.25\nwmv,\"W=100,P=1000\",,,,,\n") == [
                StopRow(
                    rule: "ratio", parameters: "windows=published", iteration: 300, decidedAt: 301, psnr: 28.5,
                    ssim: 0.81, gap: 0.25),
                StopRow(rule: "wmv", parameters: "W=100,P=1000"),
            ])
    }

    @Test func theColumnsOfNow() throws {
        #expect(
            try read("es-emv,,300,1300,28.5,0.81,-0.25,27.5\n", columns: StopTable.columns.joined(separator: ",")) == [
                StopRow(
                    rule: "es-emv", parameters: "", iteration: 300, decidedAt: 1300, psnr: 28.5, ssim: 0.81, gap: -0.25,
                    outputPSNR: 27.5)
            ])
        #expect(
            throws: RecordError(
                "stops.csv:1: must be the header 'rule,parameters,iteration,decided_at,psnr,ssim,gap,output_psnr'")
        ) {
            try read("", columns: "rule,psnr")
        }
    }

    @Test(arguments: [
        ("ratio,,300,301,x,,\n", "stops.csv:2: 'x' in column 'psnr' is not a finite number"),
        ("ratio,,300.5,301,28,,\n", "stops.csv:2: '300.5' in column 'iteration' is not a whole number"),
        ("ratio,,300,nan,28,,\n", "stops.csv:2: 'nan' in column 'known_at' is not a finite number"),
    ])
    func mistakes(_ row: String, _ sentence: String) {
        #expect(throws: RecordError(sentence)) { try read(row) }
    }

    @Test func whatIsWrittenIsRead() throws {
        let folder = try TemporaryFolder(), path = folder.path + "/stops.csv"
        let rows = [
            StopRow(
                rule: "ratio", parameters: "window=100 windows=equal", iteration: 321, decidedAt: 321,
                psnr: 28.123456789, ssim: 0.5, gap: 0,
                outputPSNR: 27.5),
            StopRow(rule: "es-wmv", parameters: "window=50"),
            StopRow(rule: "oracle", parameters: "", iteration: 5, psnr: .infinity),
        ]
        try StopTable.write(rows, to: path)
        #expect(
            try String(contentsOfFile: path, encoding: .utf8) == """
                rule,parameters,iteration,decided_at,psnr,ssim,gap,output_psnr
                ratio,window=100 windows=equal,321,321,28.123456789,0.5,0,27.5
                es-wmv,window=50,,,,,,
                oracle,,5,,,,,

                """)
        var read = rows
        read[2].psnr = nil
        #expect(try StopTable.read(path) == read)
    }
}
