import Foundation
import Reporting
import Testing
@testable import Publishing

@Suite struct ExperimentTablesTests {
    private let folder: PublishingFolder

    init() throws { folder = try PublishingFolder() }

    private let tables = """
        table:
          - {rows: network.lipschitz, columns: [{measure: psnr}]}
          - {name: by-image, title: By image, rows: image, across: network.lipschitz, label: "λ = {}",
             columns: [{measure: psnr_best}]}

        """

    @Test func cellsOfMissingRunsStayEmptyWhereThatIsWanted() throws {
        let request = try folder.request(tables)
        let refusal = try #require(folder.sentence { _ = try ExperimentTables(request) })
        #expect(refusal.hasPrefix("tiny.yaml: 4 of 4 runs have no complete record in 'Results': "))
        let made = try ExperimentTables(request, isPartial: true)
        #expect(made.tables.map(\.name) == ["tiny", "tiny-by-image"] && made.remarks.isEmpty)
        let (first, second) = (made.tables[0].table, made.tables[1].table)
        #expect(first.title == "A tiny sweep" && first.rows.map(\.headings) == [["1"], ["2"]])
        #expect(first.rows.flatMap(\.cells).allSatisfy { $0.content == .empty })
        #expect(first.notes.last?.hasPrefix("Incomplete: ") == true)
        #expect(second.title == "By image" && second.columns.map(\.group) == ["λ = 1", "λ = 2"])
        #expect(second.columns.map(\.name) == ["lambda_1_psnr_best", "lambda_2_psnr_best"])
    }

    @Test func imagesAboveColumnsHaveTheirShortNames() throws {
        let spec = try folder.write(
            """
            name: tiny
            dataset: set9
            images: [image_House256rgb, image_F16_512rgb]
            network: {width: 8}
            sweep: {network.lipschitz: [1, 2]}
            table:
              - {rows: network.lipschitz, across: image, columns: [{measure: psnr}]}
              - {name: stop, kind: stopping, across: image}

            """, to: "tiny.yaml")
        let request = PublishingRequest(spec: spec, results: folder.path + "/Results")
        try folder.record(request)
        for run in try request.store.all() {
            try folder.write(
                "rule,parameters,iteration,decided_at,psnr,ssim,gap,output_psnr\noracle,,1,,19,0.5,0,19\n",
                to: "Results/runs/\(request.store.name(of: run.directory))/stops.csv")
        }
        let tables = try ExperimentTables(request, isPartial: true).tables
        #expect(tables[0].table.columns.map(\.group) == ["House", "F16"])
        #expect(tables[0].table.columns.map(\.name) == ["house_psnr", "f16_psnr"])
        #expect(tables[1].table.columns.compactMap(\.group).distinct == ["House", "F16"])
    }

    @Test func oneTableMayBeChosen() throws {
        let request = try folder.request(tables)
        let chosen = try ExperimentTables(request, named: "by-image", isPartial: true)
        #expect(chosen.tables.map(\.name) == ["tiny-by-image"])
        #expect(
            folder.sentence { _ = try ExperimentTables(request, named: "x", isPartial: true) }
                == "tiny.yaml: has no table 'x'; it has: one without a name, by-image")
        let plain = try folder.request("")
        // A spec that says nothing of tables has one all the same.
        let standard = try ExperimentTables(plain, isPartial: true)
        #expect(standard.tables.map(\.name) == ["tiny"])
        #expect(standard.tables[0].table.columns.map(\.name) == ["best_psnr", "at_iteration", "psnr_last_10", "drop"])
    }

    /// `psnr last` would be read as that of the last iteration.
    @Test func headingsSayWhatTheLastIs() throws {
        let request = try folder.request("table: {columns: [psnr_best, psnr_last, ssim_last, drop_last]}\n")
        let table = try ExperimentTables(request, isPartial: true).tables[0].table
        #expect(
            table.columns.map(\.heading) == [
                "psnr best (dB)", "psnr, last tenth (dB)", "ssim, last tenth", "drop to the last tenth (dB)",
            ])
        #expect(table.columns.map(\.name) == ["psnr_best", "psnr_last", "ssim_last", "drop_last"])
    }

    @Test func rowsAreOrderedByAColumnThatIsThere() throws {
        let request = try folder.request("table: {rows: network.lipschitz, columns: [{measure: psnr}]}\n")
        let made = try ExperimentTables(request, isPartial: true, sortedBy: "lipschitz", reversed: true)
        #expect(made.tables[0].table.rows.map(\.headings) == [["2"], ["1"]])
        #expect(throws: TableError.self) { try ExperimentTables(request, isPartial: true, sortedBy: "ssim") }
    }

    /// It is the value of the end: the run's own is marked alone, though both are the same.
    @Test func theValueOfARuleThatNeverFiredIsNotTheBest() throws {
        let request = try folder.request(
            """
            table: {rows: network.lipschitz, best: row, columns: [{measure: psnr}, {heading: "ratio", measure: stop_psnr, rule: ratio},
              {heading: "WMV", measure: stop_psnr, rule: es-wmv}]}

            """)
        try folder.record(request)
        let files = FileManager.default.enumerator(atPath: request.results)?.compactMap { $0 as? String } ?? []
        let records = files.filter { $0.hasSuffix("/run.json") }
        #expect(records.count == 4)
        for record in records {
            try folder.write(
                "rule,parameters,iteration,known_at,psnr,ssim,gap\nratio,,1,2,19,0.5,1\nes-wmv,,,,,,\n",
                to: "Results/\(record.dropLast("run.json".count))stops.csv")
        }
        let table = try ExperimentTables(request).tables[0].table
        #expect(table.rows.map { $0.cells.map(\.mark) } == [["", "", "†"], ["", "", "†"]])
        #expect(table.rows.map { $0.cells.map(\.isBest) } == [[true, false, false], [true, false, false]])
        #expect(table.notes.contains("Bold: the best; values with † are not compared."))
    }

    @Test func notesSayWhatMeansAreOver() {
        let cell = ResultTable.Cell(.number(1, deviation: 0.5))
        let table = ResultTable(
            title: "", rowHeadings: ["image"], columns: [.init(heading: "x", name: "x")],
            rows: [.init(headings: ["leaves"], cells: [cell])])
        #expect(
            TableNotes.reading(table, over: ["seed", "network.lipschitz"])
                == ["Mean ± sample standard deviation over seeds and values of λ."])
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let column = "{measure: psnr, where: {network.lipschitz: 3}}"
        let unfit = try folder.request("table: {rows: image, columns: [\(column)]}\n")
        #expect(
            folder.sentence { _ = try ExperimentTables(unfit, isPartial: true) }
                == "tiny.yaml: no run fits the column 'psnr': network.lipschitz=3")
    }
}
