import Foundation
import Imaging
import Testing

@Suite struct InitCommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// What it writes runs as it is, and its comments name commands that exist.
    @Test func aPhotograph() async throws {
        try folder.write(SyntheticImage.leaves.image(width: 150, height: 100), to: "my photo.png")
        let output = try await DipProgram.run("init", "my photo.png", in: folder)
        #expect(output.status == 0 && output.error == "")
        #expect(output.out == "my-photo.yaml\nnext: dip run my-photo.yaml -n\n")
        let spec = try folder.text("my-photo.yaml")
        #expect(spec.contains("dataset: {files: [\"my photo.png\"]}\n") && spec.contains("\ncrop: 96\n"))
        let plan = try await DipProgram.run("run", "my-photo.yaml", "-n", in: folder)
        #expect(plan.status == 0 && plan.out.contains("4 runs, 0 cached, 4 to run"))
        let again = try await DipProgram.run("init", "my photo.png", in: folder)
        #expect(
            again.status == 2
                && again.error == "dip: my-photo.yaml: exists already; name another file with --output\n")
    }

    /// A link that leads to nothing is somebody's all the same.
    @Test func aDanglingLinkIsNotReplaced() async throws {
        let link = folder.path + "/mine.yaml"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "later.yaml")
        let output = try await DipProgram.run("init", "-o", "mine.yaml", in: folder)
        #expect(output.status == 2 && output.error.contains("mine.yaml: exists already"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "later.yaml")
    }

    @Test func namesThatNoSpecMayHave() async throws {
        try folder.write(SyntheticImage.leaves.image(width: 150, height: 100), to: "画像.png")
        let output = try await DipProgram.run("init", "画像.png", in: folder)
        #expect(output.status == 0 && output.out == "photo.yaml\nnext: dip run photo.yaml -n\n")
        #expect(try await DipProgram.run("run", "photo.yaml", "-n", in: folder).status == 0)
        let given = try await DipProgram.run("init", "画像.png", "-o", "my photo.yaml", in: folder)
        #expect(
            given.status == 2
                && given.error == "dip: my photo.yaml: a spec's name may contain only letters, digits, '-' and '_'\n")
        #expect(!folder.exists("my photo.yaml"))
    }

    /// A spec cannot name such a photograph.
    @Test(arguments: [("tab\there.png", "tab\\there.png"), ("new\nline.png", "new\\nline.png")])
    func controlCharactersInNames(name: String, shown: String) async throws {
        try folder.write(SyntheticImage.leaves.image(width: 150, height: 100), to: name)
        let output = try await DipProgram.run("init", name, in: folder)
        #expect(output.status == 2)
        #expect(
            output.error
                == "dip: the photograph's path must not contain control characters or line ends, not \"\(shown)\"; "
                + "see 'dip init --help'\n")
        #expect(folder.names() == [name])
    }

    /// Every sentence is one line.
    @Test func lineEndsInOtherNames() async throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/Results", withIntermediateDirectories: true)
        let output = try await DipProgram.run("report", "a\nb/none.yaml", in: folder)
        #expect(output.status == 2)
        #expect(output.error == "dip: a\\nb/none.yaml: there is no such file or folder of specs\n")
    }

    @Test func longNames() async throws {
        let name = String(repeating: "a", count: 200)
        try folder.write(SyntheticImage.leaves.image(width: 150, height: 100), to: "\(name).png")
        #expect(try await DipProgram.run("init", "\(name).png", in: folder).status == 0)
        let spec = "\(name.prefix(100)).yaml"
        #expect(folder.exists(spec))
        #expect(try await DipProgram.run("run", spec, "-n", in: folder).status == 0)
        let given = try await DipProgram.run("init", "-o", "\(name).yaml", in: folder)
        #expect(
            given.status == 2 && given.error == "dip: \(name).yaml: a spec's name may have at most 100 characters\n")
    }

    @Test func setsAndScenes() async throws {
        #expect(try await DipProgram.run("init", "-o", "specs/a.yaml", in: folder).status == 0)
        #expect(try await DipProgram.run("run", "specs/a.yaml", "-n", in: folder).out.contains("4 runs"))
        #expect(try await DipProgram.run("init", "set9", in: folder).status == 0)
        #expect(try folder.text("set9.yaml").contains("\ndataset: set9\n"))
        let wrong = try await DipProgram.run("init", "set8", in: folder)
        #expect(
            wrong.status == 2 && wrong.error.hasPrefix("dip: there is no file and no set of images 'set8'; did you"))
        let absent = try await DipProgram.run("init", "photo.jpg", in: folder)
        #expect(absent.status == 2 && absent.error.contains("photo.jpg: cannot read the image"))
    }
}
