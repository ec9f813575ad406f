import Foundation
import Specs
import TestTools
import Testing

@testable import Publishing
@testable import Reporting

@Suite struct PaperFiguresTests {
    private let folder: PublishingFolder
    private let figure = "figure: {kind: bands, series: network.lipschitz, published: tiny}\n"

    init() throws { folder = try PublishingFolder() }

    private func spec(_ more: String, iterations: Int = 100, images: String = "[leaves]") throws -> PublishingRequest {
        let spec = try folder.write(
            """
            name: tiny
            dataset: synthetic
            images: \(images)
            size: 64
            iterations: \(iterations)
            network: {width: 8}
            sweep: {network.lipschitz: [1, 2]}

            """ + more, to: "tiny.yaml")
        return PublishingRequest(spec: spec, results: folder.path + "/Results")
    }

    private func points(_ lines: String) throws {
        try folder.write("figure,panel,series,iteration,value,reading_error\n" + lines, to: "paper-figures.csv")
    }

    /// In the records PSNR is 20 dB and every band 0.5.
    @Test func valuesStandBesideThoseOfTheRecords() throws {
        try points(
            """
            tiny,PSNR,lambda=1,50,20.1,0.2
            tiny,PSNR,lambda=1,60,20.25,0.2
            tiny,PSNR,lambda=1,70,20.4,
            tiny,PSNR,lambda=2,80,20.9,0.2
            tiny,FBC lambda=2,band3,90,0.55,0.02
            tiny,FBC lambda=2,band4,90,0.51,0.02
            tiny,PSNR,lambda=2,100,20,0.2
            tiny,PSNR,lambda=2,101,20,0.2
            other,PSNR,lambda=2,100,20,0.2

            """)
        let request = try spec(figure)
        try folder.record(request)
        let made = try PaperFigures([request])
        let rows = made.table.rows
        #expect(
            rows.map(\.headings)[3...5] == [
                ["tiny", "leaves, λ = 2", "PSNR (dB)", "80"], ["tiny", "leaves, λ = 2", "band 3", "90"],
                ["tiny", "leaves, λ = 2", "band 4", "90"],
            ])
        #expect(
            rows.map(\.cells[4].content) == [
                .text("agrees"), .text("within 0.3"), .text("within 0.5"), .text("off by 0.90"), .text("off by 0.050"),
                .text("agrees"),
                // The last of 100 iterations is recorded as 99.
                .text("agrees"), .text("not run"),
            ])
        #expect(rows.map(\.cells[2].number) == [20, 20, 20, 20, 0.5, 0.5, 20, nil])
        #expect(made.table.text(.csv).contains("\ntiny,\"leaves, λ = 2\",band 3,90,0.55,0.02,0.5,-0.05,off by 0.050\n"))
        #expect(made.table.text(.markdown).contains("| 0.550 |         0.020 | 0.500 |     -0.050 | off by 0.050 "))
        #expect(made.table.notes.contains("Measured here: 7 of 8 values; 3 agree."))
        #expect(made.table.command == "dip table --paper \(request.spec) --results \(request.results)")
    }

    @Test func aShorterRunCountsAsFarAsItGoes() throws {
        try points("tiny,PSNR,lambda=1,50,20,0.2\ntiny,PSNR,lambda=1,95,20,0.2\n")
        try folder.record(try spec(figure, iterations: 60))
        let request = try spec(figure, iterations: 100)
        #expect(try PaperFigures([request]).table.rows.map(\.cells[2].number) == [20, nil])
        // Of two records the longer one counts.
        try folder.record(request)
        #expect(try PaperFigures([request]).table.rows.map(\.cells[2].number) == [20, 20])
    }

    @Test func panelsOfImages() throws {
        try points("tiny,leaves,lambda=1,50,20,0.2\ntiny,peb,lambda=2 psnr,50,20,0.2\n")
        let request = try spec(figure, images: "[leaves, pebbles]")
        try folder.record(request)
        let rows = try PaperFigures([request]).table.rows
        #expect(rows.map(\.headings[1]) == ["leaves, λ = 1", "pebbles, λ = 2"])
        #expect(rows.map(\.cells[2].number) == [20, 20])
    }

    @Test func whatCannotBeCompared() throws {
        let request = try spec("figure: {kind: bands, series: network.lipschitz}\n")
        #expect(
            folder.sentence { _ = try PaperFigures([request]) }
                == "tiny.yaml: no figure names one of the paper's by 'published'")
        try points("tiny,PSNR,lambda=3,50,20,0.2\n")
        let other = try spec(figure)
        #expect(
            folder.sentence { _ = try PaperFigures([other]) }
                == "paper-figures.csv: the value of figure 'tiny', panel 'PSNR', series 'lambda=3' belongs to 0 runs of tiny.yaml, not to one"
        )
        var changed = other
        changed.overrides = ["iterations=3"]
        #expect(
            folder.sentence { _ = try PaperFigures([changed]) }
                == "tiny.yaml: the paper's values are of the spec's own settings; leave out '--scale' and other settings"
        )
    }

    @Test(arguments: [
        ("PSNR", "lambda=1", PaperCurve(series: "lambda=1", quantity: .psnr)),
        ("FBC sigma=0.5", "band5", PaperCurve(series: "sigma=0.5", quantity: .band(5))),
        ("F16", "stop_iteration", PaperCurve(image: "F16", quantity: .stop)),
        ("F16", "controlled stop_iteration", PaperCurve(image: "F16", series: "controlled", quantity: .stop)),
        ("F16", "ratio", PaperCurve(image: "F16", quantity: .ratio)),
        ("Lena", "psnr", PaperCurve(image: "Lena", quantity: .psnr)),
        ("House", "deep decoder", PaperCurve(image: "House", series: "deep decoder", quantity: .psnr)),
    ])
    func curves(_ panel: String, _ series: String, _ expected: PaperCurve) {
        let point = PublishedPoint(figure: "f", panel: panel, series: series, iteration: 1, value: 1)
        #expect(PaperCurve(point) == expected)
    }

    /// Every value that was read off a figure belongs to one run of a committed spec.
    @Test func theCommittedValuesHaveTheirRuns() throws {
        let root = repository.path
        let requests = ["lipschitz", "gaussian", "spectral-bias", "auto-stop", "applications"].map {
            PublishingRequest(spec: "\(root)/Experiments/figures/\($0).yaml", results: folder.path + "/Results")
        }
        let lines = try String(contentsOfFile: "\(root)/Experiments/paper-figures.csv", encoding: .utf8)
            .split(separator: "\n")
        #expect(try PaperFigures(requests).table.rows.count == lines.count - 1)
    }
}
