import Foundation
import SpecFixtures
import Testing

@testable import Specs

/// What is made from the table of keys.
@Suite struct SpecVocabularyTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Experiments")

    @Test(arguments: [(SpecVocabulary.Format.markdown, "README.md"), (.jsonSchema, "spec.schema.json")])
    func committedFilesAreUpToDate(_ format: SpecVocabulary.Format, _ file: String) throws {
        let committed = try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
        #expect(
            committed == SpecVocabulary.text(format),
            "make it anew: dip describe spec --format \(format.rawValue) > Experiments/\(file)")
    }

    @Test func committedSpecsFitTheSchema() throws {
        let check = try SchemaCheck(SpecVocabulary.text(.jsonSchema))
        let names = FileManager.default.enumerator(atPath: Self.folder.path)?.compactMap { $0 as? String } ?? []
        let specs = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix("datasets/") }
        #expect(specs.count >= 2)
        for spec in specs {
            #expect(check.problems(try SpecDocument.read("\(Self.folder.path)/\(spec)")) == [], "\(spec)")
        }
    }

    private func problems(_ text: String) throws -> [String] {
        try SchemaCheck(SpecVocabulary.text(.jsonSchema)).problems(try SpecDocument.parseArgument(text, argument: text))
    }

    @Test(arguments: [
        "{}", "task: denoise", "task: {denoise: }", "task: {denoise: {sigma: 2.5}}", "task: {inpaint: {}}",
        "crop: [0, 0, 64, 64]", "crop: {multiple: 8}",
        "size: pad", "size: [64, 96]", "dataset: {files: [a.png]}", "images: leaves", "seeds: [0, 1]",
        "network: {upsampler: [nearest, {gaussian: {sigma: 1}}]}",
        "network: {upsampler: {gaussian: {sigma: [0.1, 0.5], gain: unit}}, lipschitz: {operator-norm: 2}}",
        "network: {architecture: skip, skip: [0, 4]}",
        "network: {upsampler: {low-pass: {taps: 7, cutoff: 0.5, attenuation: 40}}, need1x1_up: false}",
        "input: meshgrid", "input: {noise: {scale: 1}}",
        "input: {band-limited: {cutoff: 0.5}}", "optimizer: adam",
        "sweep: {network.upsampler.gaussian.sigma: [0, 1], seed: [1, 2]}",
        "scale: {quick: {network.depth: 3, network: {width: 8}, sweep: {seed: [1]}}}",
        "figure: {kind: bands, series: seed}",
        "figure: [{kind: strip, inset: [1, 2, 3, 4]}, {name: b, kind: stopping}]", "table: {}",
        "table: [{rows: [seed, image], columns: [{measure: fbc, band: 1, where: {network.lipschitz: 1}}]}, {name: b, kind: stopping, best: none}]",
        "variants: {plain: {}, deeper and wider: {network.depth: 6, network: {width: 9}}}",
        "scale: {quick: {variants: [plain]}}",
    ])
    func allows(_ text: String) throws {
        #expect(try problems(text) == [])
    }

    @Test(arguments: [
        "iteration: 5", "iterations: 0", "iterations: 1.5", "task: denoize", "task: {denoise: {sigme: 1}}",
        "task: {denoise: {sigma: 0}}",
        "task: {denoise: {sigma: 1}, inpaint: {}}", "crop: [1, 2]", "seed: '1'", "ema: 1",
        "network: {upsampler: low-pass}", "network: {norm: btach}",
        "network: {upsampler: {bilinear: {sigma: 1}}}", "network: {down_kernel: 4}", "network: {need1x1_up: 1}",
        "input: band-limited",
        "sweep: {network.lipschit: [1]}", "sweep: {images: [[leaves]]}", "sweep: {seed: 1}", "scale: {medium: {}}",
        "scale: {quick: {sed: 1}}",
        "scale: {quick: {seeds: 3}}", "fbc: {bands: 33}", "figure: {kind: lines}",
        "figure: {kind: strip, inset: [0, 0, 0, 1]}", "table: {columns: [{measure: psnr_bets}]}", "table: []",
        "table: {mean: 3}", "size: tiny", "seeds: 3",
        "variants: {}", "variants: {a: {images: [leaves]}}", "variants: {a: {network: {norm: btach}}}",
        "variants: {a: 3}",
    ])
    func refuses(_ text: String) throws {
        #expect(try !problems(text).isEmpty)
        // So does the program, which says why.
        #expect(refusal(text) != nil)
    }

    @Test func namesOfFilesAreNotTooLong() throws {
        let longest = "name: " + String(repeating: "n", count: 100)
        #expect(try problems(longest) == [] && refusal(longest) == nil)
        #expect(try problems(longest + "n") == [".name: is too long"])
        #expect(refusal(longest + "n") == "spec.yaml:1:7: 'name' may have at most 100 characters, not 101")
    }

    @Test func theSchemaIsOfTheDraftThatItNames() throws {
        let schema =
            try JSONSerialization.jsonObject(with: Data(SpecVocabulary.text(.jsonSchema).utf8)) as? [String: Any]
        #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    }
}
