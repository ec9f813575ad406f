import Imaging
import Testing

/// Records of a picture that another one of its name has replaced, and of a project that has moved.
@Suite struct RecordOfOtherInputTests {
    private let folder: TestFolder

    private static let spec = """
        name: s
        dataset: {files: [p.png]}
        task: {denoise: {sigma: 25}}
        iterations: 4
        record_every: 1
        network: {width: 8}
        sweep: {network.lipschitz: [0, 1]}
        table: {rows: network.lipschitz, columns: [{measure: psnr_best, digits: 4}]}

        """

    init() throws { folder = try TestFolder() }

    private func put(_ scene: SyntheticImage, in place: String = ".") throws {
        try folder.write(scene.image(width: 64, height: 64), to: "\(place)/p.png")
    }

    /// What a command line says; `dip` stands for the program.
    private func say(_ line: String) async throws -> DipProgram.Output {
        try await DipProgram.shell(line.replacing("dip ", with: "\"$0\" "), in: folder)
    }

    @Test func theTableIsOfThePictureThatIsThere() async throws {
        try folder.write(Self.spec, to: "s.yaml")
        try put(.leaves)
        #expect(try await say("dip run s.yaml").status == 0)
        let leaves = try await say("dip table s.yaml --format csv")
        #expect(leaves.status == 0 && leaves.error == "")

        try put(.fabric)
        let sentence =
            "s.yaml: 2 of 2 records were made of other files of these names (p.png has changed); "
            + "run them again with: dip run s.yaml"
        let early = try await say("dip table s.yaml --format csv")
        #expect(early.status == 0 && early.out == leaves.out && early.error == "dip: \(sentence)\n")
        #expect(try await say("dip table s.yaml").out.contains(sentence + "."))
        #expect(try await say("dip run s.yaml").status == 0)
        let fabric = try await say("dip table s.yaml --format csv")
        #expect(fabric.status == 0 && fabric.out != leaves.out && fabric.error == "")

        try put(.leaves)
        #expect(try await say("dip run s.yaml").out.contains("2 cached"))
        let again = try await say("dip table s.yaml --format csv")
        #expect(again.out == leaves.out && again.error == "")
    }

    @Test func recordsMoveWithTheirProject() async throws {
        try folder.write(Self.spec, to: "one/s.yaml")
        try put(.leaves, in: "one")
        #expect(try await say("cd one && dip run s.yaml").status == 0)
        let here = try await say("cd one && dip table s.yaml --format csv")
        let there = try await say("cp -r one two && cd two && dip table s.yaml --format csv")
        #expect(there.status == 0 && there.out == here.out && there.error == "")
        // Without the picture there is nothing to compare.
        let alone = try await say("cd two && rm p.png && dip table s.yaml --format csv")
        #expect(alone.status == 0 && alone.out == here.out && alone.error == "")
        // Another picture in another folder has no record.
        try put(.fabric, in: "two")
        let other = try await say("cd two && dip table s.yaml --format csv")
        #expect(other.status != 0 && other.error.contains("2 of 2 runs have no complete record"))
    }

    @Test func theSpellingOfAPathDoesNotMatter() async throws {
        try folder.write(Self.spec, to: "s.yaml")
        try put(.leaves)
        #expect(try await say("mkdir sub && cd sub && dip run ../s.yaml --results ../Results").status == 0)
        let plain = try await say("dip table s.yaml --format csv")
        #expect(plain.status == 0 && plain.error == "")
        for spelling in ["sub/../s.yaml", ".//s.yaml", "./s.yaml"] {
            let other = try await say("dip table \(spelling) --format csv")
            #expect(other.status == 0 && other.out == plain.out && other.error == "", "\(spelling)")
        }
    }
}
