import Foundation
import Testing

@Suite struct DoctorCommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func tellsWhatIsThere() async throws {
        let output = try await DipProgram.run("doctor", in: folder)
        #expect(output.status == 0)
        let rows = output.out.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
        #expect(Set(["program", "processor", "memory", "OpenBLAS", "FFTW", "libpng", "libjpeg", "gnuplot", "data", "results"])
            .isSubset(of: rows.map { String($0[1]) }))
        #expect(rows.allSatisfy { $0[0] == "ok" || $0[0] == "note" })
        #expect(folder.names().isEmpty)
    }

    @Test func whatIsMissingComesWithAdviceAndAFailure() async throws {
        try folder.write("", to: "file")
        let output = try await DipProgram.run("doctor", "--results", "file/Results", in: folder,
                                              environment: ["PATH": folder.path, "DIP_DATA": "nowhere"])
        #expect(output.status == 1)
        #expect(output.out.contains("missing  gnuplot    not found, needed to draw figures; "
            + "on Debian: apt-get install gnuplot-nox\n"))
        #expect(output.out.contains("missing  data       DIP_DATA is 'nowhere', which is no folder; "
            + "set it to the folder of the datasets\n"))
        #expect(output.out.contains("missing  results    'file/Results' cannot be written: "))
        #expect(folder.names() == ["file"])
    }

    @Test func imagesOfADatasetAreCounted() async throws {
        let digest = String(repeating: "0", count: 64)
        let files = ["a", "b"].map { name in
            "  - {file: \(name).png, url: \"https://example.org/\(name).png\", bytes: 1, sha256: \"\(digest)\"}\n"
        }.joined()
        for path in ["Experiments/datasets", "data/pair"] {
            try FileManager.default.createDirectory(atPath: "\(folder.path)/\(path)", withIntermediateDirectories: true)
        }
        try folder.write("title: A pair\nfolder: pair\nsource: nowhere\nlicence: none\nfiles:\n" + files,
                         to: "Experiments/datasets/pair.yaml")
        try folder.write("", to: "data/pair/a.png")
        let output = try await DipProgram.run("doctor", in: folder, environment: ["DIP_DATA": "data"])
        #expect(output.status == 0)
        #expect(output.out.contains("note  pair       1 of 2 images; expected in 'data/pair'\n"))
        let list = try await DipProgram.run("list", "datasets", in: folder, environment: ["DIP_DATA": "data"])
        #expect(list.out.hasSuffix("pair       1 of 2 images  A pair\n"))
    }
}
