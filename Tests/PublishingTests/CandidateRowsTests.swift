import Foundation
import Records
import Reporting
import Testing
@testable import Publishing

@Suite struct CandidateRowsTests {
    private let folder: PublishingFolder

    init() throws { folder = try PublishingFolder() }

    private func request(images: String = "[leaves]", iterations: Int = 100) throws
        -> PublishingRequest
    {
        let spec = try folder.write(
            """
            name: tiny
            dataset: synthetic
            images: \(images)
            size: 64
            iterations: \(iterations)
            network: {width: 8}
            variants:
              wide: {network: {lipschitz: 1}}
              narrow: {network: {lipschitz: 2}}

            """ + block, to: "tiny.yaml")
        return PublishingRequest(spec: spec, results: folder.path + "/Results")
    }

    private let block = "table: [{name: fig, kind: candidates, figure: fig}]\n"

    private func table(_ request: PublishingRequest) throws -> ResultTable {
        let experiment = try request.experiment()
        let plan = TablePlan(request: request, experiment: experiment, block: experiment.tables[0])
        return try CandidateRows(plan: plan).table(
            RecordedRun.all(of: experiment, in: request.store).compactMap(\.self))
    }

    private func points(_ lines: String) throws {
        try folder.write("figure,panel,series,iteration,value,reading_error\n" + lines, to: "paper-figures.csv")
    }

    /// In the records PSNR is 20 dB and every band 0.5.
    @Test func theDistanceIsInReadingErrors() throws {
        try points(
            """
            fig,PSNR,lambda=1,100,20.6,0.2
            fig,FBC lambda=1,band1,50,0.46,0.01
            fig,FBC lambda=2,band5,900,0.47,0.02
            fig,FBC lambda=2,band4,900,0.6,0.02
            fig,FBC lambda=2,band3,900,0.6,
            fig,PSNR,lambda=2,700,19,0.5
            other,PSNR,lambda=1,50,99,0.2

            """)
        let request = try request()
        try folder.record(request)
        let made = try table(request)
        #expect(
            made.rows.map(\.headings) == [
                ["lambda=1", "wide"], ["lambda=1", "narrow"], ["lambda=2", "wide"], ["lambda=2", "narrow"],
            ])
        // Differences of 3 and 4 reading errors; the values of the other curve are all later, 1.5 too high and 5 too low.
        let first = made.rows[0].cells, third = made.rows[2].cells
        #expect(abs(first[0].number! - 12.5.squareRoot()) < 1e-9)
        #expect(third[0].content == .empty)
        #expect(first[1].content == .empty)
        #expect(abs(third[1].number! - 1.5) < 1e-9)
        #expect(first[2].number == 2 && third[2].number == 0)
        #expect(first[3].content == .text("band 1 at 50: +0.040"))
        #expect(third[3].content == .empty)
    }

    @Test func theNearestComesFirst() throws {
        try points("fig,PSNR,lambda=1,50,20,0.2\n")
        let request = try request()
        try folder.record(request)
        let wide = try #require(try request.store.all().first { $0.record?.label.contains("wide") ?? false })
        let curves = wide.directory + "/curves.csv"
        let moved = try String(contentsOfFile: curves, encoding: .utf8).replacing(",20.0,", with: ",21.0,")
        try Data(moved.utf8).write(to: URL(fileURLWithPath: curves))
        let rows = try table(request).rows
        #expect(rows.map(\.headings[1]) == ["narrow", "wide"])
        #expect(rows[0].cells[0].number == 0)
        #expect(abs(rows[1].cells[0].number! - 5) < 1e-9)
    }

    /// A run without a distance has reached none of the paper's iterations.
    @Test func aRunWithoutADistanceComesLast() throws {
        try points("fig,PSNR,lambda=1,80,29,0.5\n")
        let request = try request()
        try folder.record(request)
        let wide = try #require(try request.store.all().first { $0.record?.label.contains("wide") ?? false })
        let curves = wide.directory + "/curves.csv"
        let rows = try String(contentsOfFile: curves, encoding: .utf8).split(separator: "\n").prefix(31)
        try Data((rows.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: curves))
        let made = try table(request).rows
        #expect(made.map(\.headings[1]) == ["narrow", "wide"])
        #expect(made.map(\.cells[0].number) == [18, nil])
    }

    /// Such a run is complete, but its curves end before the number of iterations that its record names.
    @Test func aRunThatARuleEndedIsComparedUpToThere() throws {
        try points("fig,PSNR,lambda=1,80,21,0.5\nfig,PSNR,lambda=2,20,21,0.5\nfig,PSNR,lambda=2,80,30,0.5\n")
        let request = try request()
        try folder.record(request)
        for run in try request.store.all() {
            let path = run.directory + "/curves.csv"
            let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").prefix(31)
            try Data((rows.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        }
        let rows = try table(request).rows
        #expect(rows.map(\.cells[0].number) == [nil, nil, 2, 2])
        #expect(rows.map(\.cells[2].number) == [0, 0, 1, 1])
        let numbers = try #require(try RecordedRun.all(of: request.experiment(), in: request.store)[0]).numbers
        #expect(try numbers.end() == 30 && numbers.mean("psnr", around: 30, within: 5) == 20)
        #expect(try numbers.mean("psnr", around: 31, within: 5) == nil)
    }

    @Test func curvesOfAnImageAreComparedWithItsRunsOnly() throws {
        try points("fig,PSNR,leaves,50,20,0.2\nfig,FBC peb,band1,50,0.5,0.2\nfig,leaves,psnr,50,20,0.2\n")
        let request = try request(images: "[leaves, pebbles]")
        try folder.record(request)
        let rows = try table(request).rows
        #expect(
            rows.map(\.headings) == [
                ["leaves", "leaves, wide"], ["leaves", "leaves, narrow"], ["peb", "pebbles, wide"],
                ["peb", "pebbles, narrow"],
            ])
        #expect(rows.map(\.cells[2].number) == [2, 2, 1, 1])
    }

    @Test func runsOfAnotherSizeAreNotCompared() throws {
        try points("fig,PSNR,lambda=1,50,20,0.2\n")
        let request = try request()
        try folder.record(request)
        let standard = try ExperimentTables(request).tables
        #expect(standard.map(\.name) == ["tiny"] && standard[0].table.rowHeadings == ["variant"])
        #expect(
            folder.sentence { _ = try ExperimentTables(request, named: "fig") }
                == "tiny.yaml: a table of kind 'candidates' needs the paper's images at their own size, and the runs of this scale have others"
        )
    }

    @Test func aFigureThatIsNotThere() throws {
        try points("other,PSNR,lambda=1,50,20,0.2\n")
        let request = try request()
        try folder.record(request)
        #expect(folder.sentence { _ = try table(request) } == "paper-figures.csv: has no figure 'fig'")
    }
}
