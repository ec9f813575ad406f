import Foundation
import Records
import Testing

@testable import Reporting

@Suite struct ReportPageTests {
    private static let pixel = ReportImage(
        .png,
        data: Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")!)

    /// A stopping rule ended the run: the curve ends before the iterations of the spec.
    @Test func aRunThatEndedEarlyTookLess() {
        let curve = ReportCurve(CurveTable(columns: ["iteration", "psnr"], rows: [[0, 20], [24, 25]]))
        let ended = ReportRun(record(key: "a"), curve: curve), whole = ReportRun(record(key: "a"))
        #expect(whole.iterations == 100 && ended.iterations == 25)
        #expect(whole.seconds > 0 && abs(ended.seconds - whole.seconds / 4) < 1e-9)
    }

    private func page() -> ReportPage {
        let curve = ReportCurve(
            CurveTable(columns: ["iteration", "psnr", "blur"], rows: [[0, 20, 1], [10, 25.25, 2], [20, nil, 3]]))
        let runs = [
            ReportRun(
                record(
                    key: "a", axes: ["network.lipschitz": "1<2"],
                    summary: ["psnr": 28.5, "psnr_best": 29.123456, "iteration_best": 50, "width": 64, "height": 32]),
                spec: [.init(key: "network.width", value: "</script>"), .init(key: "task.denoise.sigma", value: "25")],
                folder: "runs/fake-a", curve: curve),
            ReportRun(record(key: "b", image: "<script>alert(1)</script>", seed: 1)),
        ]
        let experiment = ReportExperiment(
            title: "Bands & <b>noise</b>", name: "fake", scale: "small", specPath: "Experiments/figures/fake.yaml",
            caption: "64 x 64 pixels", expectedRuns: 3,
            runs: runs, tables: [sampleTable()],
            figures: [
                ReportFigure(
                    title: "A figure", alt: "curves", name: "fake-small",
                    image: ReportImage(.svg, data: Data("<svg/>".utf8))),
                ReportFigure(title: "B figure", alt: "none", image: nil, remark: "Not drawn yet."),
            ],
            comparisons: [
                ImageComparison(
                    title: "leaves \"1\"",
                    pictures: [
                        .init(label: "degraded", note: "20.00 dB", image: Self.pixel),
                        .init(label: "clean", image: Self.pixel),
                    ])
            ],
            remarks: ["It's late."])
        let claims = ReportClaims(
            source: "Results/README.md",
            sections: [
                .init(
                    title: "Claims", headings: ["claim", "holds?", "measured"],
                    rows: [
                        .init(cells: ["Low bands first", "yes", "`a<b>.md`"]),
                        .init(
                            cells: ["It stops", "**no**: late", "3 dB & more"],
                            thumbnail: .init(name: "fake-small", alt: "curves", image: nil)),
                    ], thumbnails: [])
            ])
        return ReportPage(
            title: "T & T", claims: claims, experiments: [experiment], others: [ReportRun(record(key: "c"))],
            problems: [ReportProblem(run: "fake-d", state: "failed", reason: "the loss is <not> finite")],
            remarks: ["One spec is left out."])
    }

    @Test func numbersOfTheDetailsHaveFourDecimals() {
        let html = page().html
        #expect(html.contains("\"PSNR at the end, dB\":28.5,\"best PSNR, dB\":29.1235,\"iteration of the best\":50"))
    }

    /// The names of curves.
    @Test(arguments: [([0], false), ([0, 0], false), ([0, 1], true), ([0, 1, 2], true)])
    func curvesNameTheirSeedWhereThereAreSeveral(seeds: [Int], isNamed: Bool) {
        let runs = seeds.enumerated().map { number, seed in
            ReportRun(
                record(key: "\(number)", axes: ["input": "\(number)"], seed: seed),
                curve: ReportCurve(CurveTable(columns: ["iteration", "psnr"], rows: [[0, 20]])))
        }
        let experiment = ReportExperiment(
            title: "Seeds", name: "seeds", scale: nil, specPath: "seeds.yaml", caption: "", expectedRuns: runs.count,
            runs: runs)
        let html = ReportPage(title: "T", experiments: [experiment]).html
        let series = html.split(separator: "\"").first { $0.contains("&quot;label&quot;") }
        #expect(series?.contains(", seed 0&quot;") == isNamed)
    }

    @Test func everythingIsOnThePage() {
        let html = page().html
        for text in [
            "<title>T &amp; T</title>", "Bands &amp; &lt;b&gt;noise&lt;/b&gt; (small)", "2 of 3",
            "<strong>28.26</strong> <small>± 0.12</small>", "fabric_2",
            "data:image/svg+xml;base64,PHN2Zy8+", "Not drawn yet.", "It&#39;s late.", "fake-d",
            "the loss is &lt;not&gt; finite", "One spec is left out.",
            "fake-c", "0123456789", "a &lt;fast&gt; processor", "numerics version 3", "fftw: 3.3", "28.50 dB",
            "64 × 32", "A_note",
            "alt=\"leaves &quot;1&quot;: degraded, 20.00 dB\" width=\"1\" height=\"1\"", "network.lipschitz=1&lt;2",
            "href=\"runs/fake-a/curves.csv\"", "<td class=\"text verdict no\"><strong>no</strong>: late</td>",
            "<td class=\"text verdict yes\">yes</td>", "<code>a&lt;b&gt;.md</code>",
            "<td class=\"text\" data-heading=\"measured\">3 dB &amp; more</td>",
            "href=\"#figure-fake-small\"", "\"psnr\":[20,25.25,null]", "\"network.width\":\"\\u003c/script\\u003e\"",
        ] {
            #expect(html.contains(text), "\(text)")
        }
        #expect(html == page().html)
    }

    /// Nothing from elsewhere, nothing that was not escaped.
    @Test func thePageStandsAlone() {
        let html = page().html
        for text in [
            "http://", "https://", "stylesheet", "@import", "<script src", "<script>alert", "<b>noise</b>", "<not>",
            "<fast>",
        ] {
            #expect(!html.contains(text), "\(text)")
        }
        let addresses = html.matches(of: #/(?:src|href)="([^"]*)"/#).map { String($0.1) }
        #expect(
            addresses.count > 5
                && addresses.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("data:") || $0.hasPrefix("runs/fake-a/") })
    }

    /// Every link leads somewhere, no name is there twice, every picture has words, every element that is opened is closed.
    @Test func theStructureIsSound() {
        let html = page().html
        let names = html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
        #expect(Set(names).count == names.count)
        let links = html.matches(of: #/href="#([^"]*)"/#).map { String($0.1) }
        #expect(links.filter { !names.contains($0) } == [])
        #expect(html.matches(of: #/<img [^>]*>/#).allSatisfy { $0.output.contains(#/ alt="[^"]+"/#) })
        var open: [String] = []
        let body = html.components(separatedBy: "<script>")[0]
        for match in body.matches(of: #/<(\/?)([a-z0-9]+)[^>]*>/#) {
            let name = String(match.2)
            if ["meta", "img", "input", "link"].contains(name) { continue }
            if match.1.isEmpty { open.append(name) } else { #expect(open.popLast() == name, "</\(name)>") }
        }
        #expect(open == ["html", "body"])
    }

    @Test func twoRunsOfOneMachineShareItsDescription() {
        let html = page().html
        #expect(html.components(separatedBy: "<h3>Machine ").count == 2)
        #expect(html.components(separatedBy: "href=\"#machine-1\"").count == 4)
    }

    /// What was found comes first, what was run after the figures.
    @Test func thePageBeginsWithWhatWasFound() throws {
        let html = page().html
        let places = try [
            "id=\"found\"", "A figure", "fabric_2", "id=\"run\"", "id=\"other-runs\"", "id=\"provenance\"",
        ]
        .map { text in try #require(html.range(of: text)?.lowerBound, "\(text)") }
        #expect(places == places.sorted())
    }

    /// Threads and commits do not make another machine; a processor does.
    @Test func aMachineIsOneWhateverItsThreadsAndCommits() {
        var second = record(key: "b"), third = record(key: "c")
        second.provenance.threads = 1
        second.provenance.commit = "fedcba9876543210"
        third.provenance.cpu = "another"
        let machines = ReportMachine.all([record(key: "a"), second, third])
        #expect(machines.map(\.count) == [2, 1] && machines[0].threads == [2, 1])
        #expect(machines[0].commits == ["0123456789", "fedcba9876"])
    }

    @Test func onlyALivePageAsksTheServer() {
        var page = page()
        #expect(!page.html.contains("EventSource") && !page.html.contains("connect-src"))
        page.isLive = true
        #expect(page.html.contains("EventSource") && page.html.contains("connect-src &#39;self&#39;"))
    }

    @Test func withoutRecordsThePageSaysSo() {
        let html = ReportPage(title: "T", experiments: []).html
        #expect(html.contains("No experiment has a record yet.") && html.contains("0 experiments, 0 complete runs"))
    }
}
