import Foundation
import Testing

/// Names that scales had in earlier versions.
@Suite struct ScaleArgumentTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(
            "name: tiny\n" + TinySpec.settings + "scale: {crop128: {iterations: 2}}\n", to: "tiny.yaml")
    }

    @Test(arguments: [("small", "crop128", " in tiny.yaml"), ("paper", "published", "")])
    func aFormerNameIsAnsweredWithThePresentOneOnce(former: String, present: String, place: String) async throws {
        let note = "dip: note: the scale '\(former)' is now called '\(present)'\(place)\n"
        let run = try await DipProgram.run("run", "tiny.yaml", "--scale", former, in: folder)
        #expect(run.status == 0 && run.error == note, "\(run.error)")
        let again = try await DipProgram.run("run", "tiny.yaml", "--scale", present, in: folder)
        #expect(again.status == 0 && again.error == "" && again.out.contains("1 cached"))
        for command in ["table tiny.yaml", "status tiny.yaml", "export tiny.yaml", "describe network tiny.yaml"] {
            let words = command.split(separator: " ").map(String.init) + ["--scale"]
            let one = try await DipProgram.start(words + [former], in: folder).end()
            let other = try await DipProgram.start(words + [present], in: folder).end()
            #expect(one.status == 0 && one.error == note && one.out == other.out, "\(command): \(one.error)")
            #expect(other.error == "")
        }
    }

    /// A spec of one's own with a block of a former name: its runs are those of the present name.
    @Test func aBlockWithAFormerNameIsUsed() async throws {
        let text = try folder.text("tiny.yaml")
        try folder.write(text.replacing("crop128", with: "small"), to: "tiny.yaml")
        let run = try await DipProgram.run("run", "tiny.yaml", "--scale", "crop128", in: folder)
        #expect(run.status == 0)
        #expect(run.error == "dip: tiny.yaml:8:9: the scale 'small' is now called 'crop128'\n", "\(run.error)")
        try folder.write(text, to: "tiny.yaml")
        #expect(try await DipProgram.run("run", "tiny.yaml", "--scale", "crop128", in: folder).out.contains("1 cached"))
    }

    @Test func onlyPresentNamesAreOffered() async throws {
        let output = try await DipProgram.run("run", "tiny.yaml", "--scale", "tiny", in: folder)
        #expect(output.status == 2 && output.error.contains("'published'"))
        #expect(!output.error.contains("'small'") && !output.error.contains("'paper'"))
        let listed = try await DipProgram.run("list", "scales", in: folder)
        #expect(listed.out.contains("crop128") && !listed.out.contains("small") && !listed.out.contains("paper"))
    }
}
