import Testing
@testable import Publishing

@Suite struct PublishingRequestTests {
    @Test func commandsNameTheSameRuns() {
        #expect(PublishingRequest(spec: "a.yaml").command("run") == ["dip", "run", "a.yaml"])
        let request = PublishingRequest(spec: "a.yaml", overrides: ["seeds=[1]"], scale: .crop128, results: "Other")
        #expect(
            request.command("plot")
                == ["dip", "plot", "a.yaml", "seeds=[1]", "--scale", "crop128", "--results", "Other"])
        // A path that would be read as an option.
        #expect(PublishingRequest(spec: "-a.yaml").command("run") == ["dip", "run", "./-a.yaml"])
    }

    @Test func publishedValuesAreFoundAboveTheSpec() throws {
        let folder = try PublishingFolder()
        let file = try folder.write("", to: "a/paper-figures.csv")
        #expect(try PublishedFile.figures.path(forSpec: folder.path + "/a/b/c/spec.yaml") == file)
        let nearer = try folder.write("", to: "a/b/c/paper-figures.csv")
        #expect(try PublishedFile.figures.path(forSpec: folder.path + "/a/b/c/spec.yaml") == nearer)
    }
}
