import Testing

@testable import Publishing

@Suite struct ReportLinksTests {
    @Test func aPageFindsItsFiles() {
        func address(_ kind: ReportLinks.Kind, _ path: String) -> String? {
            ReportLinks(kind, results: "/w/Results", plots: "/w/My plots").address(of: path)
        }
        #expect(address(.relative(to: "/w/Results"), "/w/My plots/a #1.svg") == "../My%20plots/a%20%231.svg")
        #expect(address(.relative(to: "/w/Results"), "/w/Results/runs/a-1") == "runs/a-1")
        #expect(address(.served, "/w/Results/runs/a-1/output.png") == "runs/a-1/output.png")
        #expect(address(.served, "/w/My plots/é.svg") == "plots/%C3%A9.svg")
        #expect(address(.served, "/w/spec.yaml") == nil)
        #expect(address(.embedded, "/w/Results/runs/a-1/output.png") == nil)
    }
}
