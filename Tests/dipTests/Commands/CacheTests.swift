import Foundation
import Testing

/// What is run again when a spec is edited, and what `dip run -n` says about it.
@Suite struct CacheTests {
    private let folder: TestFolder
    private static let spec = """
        title: A pair
        dataset: synthetic
        images: [leaves, fabric]
        size: 64
        iterations: 2
        record_every: 1
        task: {denoise: {sigma: 25}}
        network: {width: 8, lipschitz: 1, upsampler: {gaussian: {sigma: 0.5, gain: unit}}}
        fbc: {bands: 5, definition: published}

        """

    init() throws {
        folder = try TestFolder()
        try folder.write(Self.spec, to: "pair.yaml")
    }

    private func plan(_ text: String? = nil, _ arguments: String...) async throws -> String {
        if let text { try folder.write(text, to: "pair.yaml") }
        let output = try await DipProgram.start(["run", "pair.yaml", "-n"] + arguments, in: folder).end()
        #expect(output.status == 0, "\(output.error)")
        return output.out
    }

    @Test func whatDecidesNothingRerunsNothing() async throws {
        #expect(try await DipProgram.run("run", "pair.yaml", in: folder).status == 0)
        let edits = [
            Self.spec.replacing("title: A pair", with: "title: Another title"),
            "# A comment\n" + Self.spec.replacing("size: 64", with: "size: 64    # pixels\n"),
            // The keys in another order, those of nested mappings too, and in block style.
            """
            fbc: {definition: published, bands: 5}
            network:
              upsampler:
                gaussian:
                  gain: unit
                  sigma: 0.5
              lipschitz: 1.0
              width: 8
            record_every: 1
            iterations: 2
            task: {denoise: {sigma: 25.0}}
            size: [64, 64]
            images:
              - leaves
              - fabric
            dataset: synthetic
            seed: 0

            """,
        ]
        for edit in edits {
            #expect(try await plan(edit).contains("2 runs, 2 cached, nothing to run\n"))
            #expect(try await DipProgram.run("run", "pair.yaml", in: folder).out.contains("nothing to run"))
        }
        #expect(folder.runs().count == 2)
    }

    @Test func aChangedValueRerunsWhatItTouches() async throws {
        #expect(try await DipProgram.run("run", "pair.yaml", in: folder).status == 0)
        let runs = folder.runs()
        let key = try #require(runs.first { (try? folder.text("\($0)/spec.yaml"))?.contains("[leaves]") == true })
            .suffix(12)

        let wider = try await plan(Self.spec.replacing("[leaves, fabric]", with: "[leaves, fabric, harbour]"))
        #expect(wider.contains("3 runs, 2 cached, 1 to run"))
        #expect(wider.contains("image=harbour") && wider.contains("never run"))

        let changed = try await plan(
            Self.spec.replacing("sigma: 0.5", with: "sigma: 1").replacing("iterations: 2", with: "iterations: 3"))
        #expect(changed.contains("2 runs, 0 cached, 2 to run"))
        #expect(
            changed.contains(
                "image=leaves  leaves 64 x 64, denoise sigma 25, 3 iterations  "
                    + "differs from pair/leaves-seed0-\(key): iterations 2 -> 3, network.upsampler.gaussian.sigma 0.5 -> 1\n"
            ))
        // A key that is swept is no change of the others.
        #expect(try await plan(Self.spec, "network.lipschitz=1,2").contains("never run"))
        // Nothing was run, nothing was lost.
        #expect(folder.runs() == runs)
        #expect(try await plan(Self.spec).contains("2 cached, nothing to run"))
    }

    @Test func theNearestRecordIsNamed() async throws {
        _ = try await DipProgram.run("run", "pair.yaml", "images=leaves", in: folder)
        let first = try #require(folder.runs().first)
        _ = try await DipProgram.run(
            "run", "pair.yaml", "images=leaves", "seed=3", "iterations=5", "ema=0.5", in: folder)
        #expect(
            try await plan(nil, "images=leaves", "seed=1").contains(
                "differs from pair/leaves-seed0-\(first.suffix(12)): seed 0 -> 1\n"))
        let all = try await plan(
            nil, "images=leaves", "seed=1", "iterations=9", "record_every=4", "ema=0.25", "backtrack=3")
        #expect(all.contains(" and 1 more\n"))
    }

    @Test func theContentOfAFileCounts() async throws {
        let (first, second) = (try await picture(seed: 3), try await picture(seed: 4))
        try folder.write(first, to: "photo.png")
        let text = Self.spec.replacing(
            "dataset: synthetic\nimages: [leaves, fabric]\nsize: 64", with: "dataset: {files: [photo.png]}")
        try folder.write(text, to: "pair.yaml")
        #expect(try await DipProgram.run("run", "pair.yaml", in: folder).status == 0)
        #expect(try await plan(text).contains("nothing to run"))
        try folder.write(second, to: "photo.png")
        #expect(try await plan(text).contains("stale: the content of photo.png since pair/photo-seed0-"))
    }

    /// The degraded picture of a run of a given seed.
    private func picture(seed: Int) async throws -> Data {
        let results = "pictures-\(seed)"
        _ = try await DipProgram.run(
            "run", "pair.yaml", "images=leaves", "seed=\(seed)", "iterations=1", "--results", results, in: folder)
        return try folder.data("\(try #require(folder.runs(in: results).first))/degraded.png")
    }
}
