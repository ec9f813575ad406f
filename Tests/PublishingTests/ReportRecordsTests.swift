import Downloads
import Foundation
import Records
import Reporting
import Specs
import Testing

@testable import Publishing

/// What the page makes of records.
@Suite struct ReportRecordsTests {
    private let folder: PublishingFolder
    private let block =
        "figure: {kind: bands, series: network.lipschitz}\ntable: {rows: network.lipschitz, columns: [{measure: psnr}]}\n"

    init() throws { folder = try PublishingFolder() }

    private func page(_ specs: [String], links: ReportLinks.Kind = .embedded) throws -> ReportPage {
        try ReportPlan(
            specs: specs, results: folder.path + "/Results", plots: folder.path + "/Plots", links: links
        ).page(title: "T")
    }

    /// Without specs the page covers those that records name.
    @Test func anExperimentOfOnesOwnIsOnThePage() throws {
        let request = try folder.request(block)
        try folder.record(request, names: request.spec)
        let page = try page([])
        #expect(page.experiments.map(\.name) == ["tiny"] && page.others.isEmpty)
        #expect(page.experiments.first?.runs.count == 4 && page.experiments.first?.task == "denoise")
        #expect(page.experiments.first?.runs.allSatisfy { $0.curve != nil && $0.spec.count > 10 } == true)
    }

    /// The page and an export say that the picture is another one now.
    @Test func recordsOfAChangedPictureAreRemarkedOn() throws {
        let spec = try folder.write(
            "name: own\ndataset: {files: [p.png]}\niterations: 3\nnetwork: {width: 8}\ntable: {columns: [psnr]}\n",
            to: "own.yaml")
        let picture = try folder.write("one", to: "p.png")
        let request = PublishingRequest(spec: spec, results: folder.path + "/Results", plots: folder.path + "/Plots")
        try folder.record(request, names: spec)
        let directory = try #require(request.store.directories.first)
        var record = try RunRecord(contentsOf: directory + "/run.json")
        let sum = try #require(try FileSum(ofFileAt: picture))
        record.inputs = [.init(file: "p.png", sha256: sum.sha256)]
        try record.write(to: directory + "/run.json")
        let start = "\(spec): 1 of 1 records were made of other files of these names (p.png has changed); "
        func remarks() throws -> [String] {
            try (page([spec]).experiments.first?.remarks ?? []).filter { $0.hasPrefix(start) }
        }
        #expect(try remarks().isEmpty)
        #expect(try ExportedRuns(of: request).remarks.isEmpty)
        try folder.write("another", to: "p.png")
        #expect(try remarks().count == 1)
        #expect(try ExportedRuns(of: request).remarks.first?.hasPrefix(start + "run them again with: dip run ") == true)
    }

    @Test func oneMissingRunLeavesTheOtherFigures() throws {
        let request = try folder.request(block)
        let seeds = try request.experiment().runs.map { $0.spec.fit.seed }
        #expect(Set(seeds) == [0, 1])
        let broken = try request.experiment().runs.first { $0.spec.fit.seed == 1 }
        try folder.record(request) { $0 != broken }
        let figures = try #require(try page([request.spec]).experiments.first).figures
        #expect(figures.count == 2)
        #expect(figures.count { $0.remark?.hasPrefix("Not drawn yet; dip plot") == true } == 1)
        #expect(figures.count { $0.remark?.hasPrefix("Runs of this figure have no record; dip run") == true } == 1)
        #expect(Set(figures.map(\.name)).count == 2)
    }

    /// Of records without images this is said once, and what was drawn before is shown.
    @Test func imagesThatAreNotShippedAreSaidOnce() throws {
        let request = try folder.request(
            "figure: [{name: a, kind: strip, series: network.lipschitz}, {name: b, kind: error-spectrum, series: network.lipschitz}]\n"
        )
        try folder.record(request)
        let without = try page([request.spec])
        #expect(without.experiments.first?.figures == [] && without.experiments.first?.remarks == [])
        #expect(
            without.remarks == [
                "The images of 4 runs are not at hand: the published records are shipped without them. 4 figures that would show "
                    + "them and their comparisons are left out; 'make reproduce SCALE=crop128' makes them."
            ])
        try folder.write("<svg/>", to: "Plots/tiny/pictures/a-leaves-seed-0.svg")
        let drawn = try page([request.spec], links: .relative(to: folder.path + "/Results"))
        #expect(
            drawn.experiments.first?.figures.map(\.image?.address) == ["../Plots/tiny/pictures/a-leaves-seed-0.svg"])
    }

    @Test func overriddenSettingsAreShown() throws {
        let request = try folder.request(block)
        try folder.record(request)
        let overridden = try folder.request(block, overrides: ["network.width=16", "network.lipschitz=1", "seeds=[0]"])
        try folder.record(overridden)
        let page = try page([request.spec])
        #expect(page.others.map(\.settingsText) == ["network.width=16"])
    }

    /// A page about named specs is about nothing else.
    @Test func recordsOfOtherNamesAreNotOnAPageOfNamedSpecs() throws {
        let request = try folder.request(block)
        try folder.record(request)
        let other = try folder.write(
            "name: other\ndataset: synthetic\nimages: [leaves]\nsize: 64\niterations: 3\n", to: "other.yaml")
        try folder.record(PublishingRequest(spec: other, results: request.results, plots: request.plots))
        #expect(try page([request.spec]).others.isEmpty)
        #expect(try page([request.spec, other]).experiments.count == 2)
    }

    @Test func columnsThatSayNothingAreLeftOut() throws {
        var table = ResultTable(
            title: "T", rowHeadings: ["image"],
            columns: [
                .init(heading: "PSNR", name: "psnr"), .init(heading: "published", name: "published"),
                .init(heading: "verdict", name: "verdict"), .init(heading: "memory", name: "peak_memory_mb"),
            ],
            rows: [
                .init(
                    headings: ["a"],
                    cells: [
                        .init(.number(1, deviation: nil)), .init(.empty), .init(.text("not comparable")),
                        .init(.number(9, deviation: nil)),
                    ])
            ])
        table.rows[0].cells[3].isBest = true
        let readable = ReportExperimentBuilder.readable(table)
        #expect(readable.columns.map(\.heading) == ["PSNR", "memory"] && readable.rows[0].cells.count == 2)
        #expect(readable.notes == ["Nothing to show at this size: published, verdict."])
        #expect(readable.rows[0].cells.allSatisfy { !$0.isBest })
    }
}
