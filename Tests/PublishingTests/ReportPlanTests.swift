import Foundation
import Testing
@testable import Publishing

@Suite struct ReportPlanTests {
    private let folder: PublishingFolder

    init() throws { folder = try PublishingFolder() }

    @Test func specsAreFoundInTheirOrder() throws {
        for name in [
            "ablations/b.yaml", "figures/z.yaml", "figures/a.yaml", "tables/c.yaml", "other.yaml",
            "datasets/set.yaml", "figures/.hidden.yaml", "figures/a.txt",
        ] { try folder.write("", to: "specs/" + name) }
        let root = folder.path + "/specs"
        #expect(
            try ReportSpecs([root, root + "/other.yaml"]).paths.map { $0.replacing(root + "/", with: "") }
                == [
                    "figures/a.yaml", "figures/z.yaml", "tables/c.yaml", "ablations/b.yaml", "other.yaml", "other.yaml",
                ])
        #expect(
            folder.sentence { _ = try ReportPlan(specs: [root + "/none"], results: "", plots: "") }
                == "specs/none: there is no such file or folder of specs")
    }

    /// A spec that cannot be read is named on the page; one without records is no section.
    @Test func thePageNamesWhatItLeavesOut() throws {
        _ = try folder.request("scale: {crop128: {iterations: 2}}\n")
        try folder.write("images: [leaves\n", to: "wrong.yaml")
        let plan = try ReportPlan(
            specs: [folder.path], results: folder.path + "/Results", plots: folder.path + "/Plots")
        let page = try plan.page(title: "T")
        #expect(page.title == "T" && page.experiments.isEmpty && page.problems.isEmpty)
        #expect(page.remarks.count == 1)
        #expect(page.remarks.first?.hasPrefix("\(folder.path)/wrong.yaml is left out: ") == true)
    }

    @Test func aPageHoldsSoManyPicturesAndNoMore() {
        var budget = ComparisonBudget()
        let first = budget.takes(15_000_000)
        #expect(first && !budget.isSpent)
        let second = budget.takes(5_000_001)
        #expect(!second && budget.isSpent)
        let third = budget.takes(5_000_000)
        #expect(third)
    }
}
