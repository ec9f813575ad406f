import Foundation
@testable import Reporting
import Testing

@Suite struct RelativePathTests {
    @Test func leadsFromOneFolderToAnother() {
        #expect(RelativePath.from("Plots", to: "Results/runs/a") == "../Results/runs/a")
        #expect(RelativePath.from("/x/Plots", to: "/x/Results/runs/a") == "../Results/runs/a")
        #expect(RelativePath.from("/x/y/Plots/", to: "/z/a") == "../../../z/a")
        #expect(RelativePath.from("Plots", to: "Plots/a") == "a")
        #expect(RelativePath.from("Plots", to: "./Plots") == ".")
        #expect(RelativePath.from("Plots", to: FileManager.default.currentDirectoryPath + "/Results") == "../Results")
    }
}
