import Datasets
import Downloads
import Foundation
import Imaging
import Records
import Specs
import TestTools
import Testing

@testable import Runs

@Suite struct RunKeyTests {
    private func key(_ text: String, named name: String = "spec.yaml") throws -> String {
        let folder = try TemporaryFolder()
        let experiment = try Experiment(
            contentsOf: folder.write(text, to: name),
            datasets: DatasetCatalogue(manifestFolders: [], root: DataRoot("/nowhere")))
        return try ExperimentPlan(experiment, store: RunStore(root: folder.path + "/Results")).runs[0].key
    }

    @Test func digestOfAKnownText() {
        #expect(FileSum.sha256(Data("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func whatDecidesNothingChangesNothing() throws {
        let reference = try key("seed: 1\nsize: 64")
        #expect(reference.count == 12 && reference.allSatisfy { "0123456789abcdef".contains($0) })
        for text in [
            "# a comment\nseed: 1   # and another\nsize: [64, 64]", "size: 64\nseed: 1",
            "seed: 1\nsize: 64\ntitle: Other",
            "name: other\nseed: 1\nsize: 64", "seed: 1\nsize: 64\nnetwork: {lipschitz: 0, depth: 5}",
            "seed: 1\nsize: 64\nscale: {quick: {seed: 5}}",
        ] {
            #expect(try key(text) == reference)
        }
        #expect(try key("seed: 1\nsize: 64", named: "renamed.yaml") == reference)
        let swept = "seed: 1\nsize: 64\nsweep: {network.lipschitz: [0, 1]}\nfigure: {series: network.lipschitz}"
        #expect(try key(swept) == reference)
    }

    @Test func everyValueCounts() throws {
        let texts = [
            "{}", "seed: 1", "iterations: 2999", "record_every: 9", "network: {lipschitz: 1}", "images: [fabric]",
            "size: 64", "crop: 96",
            "task: {denoise: {sigma: 24}}", "input: noise", "fbc: {bands: 6}", "ema: 0.9",
            "optimizer: {adam: {learning_rate: 0.002}}",
        ]
        #expect(Set(try texts.map { try key($0) }).count == texts.count)
    }

    @Test func theContentOfTheFileCountsAndItsPlaceDoesNot() throws {
        func fileKey(_ value: Float, in subfolder: String) throws -> String {
            let folder = try TemporaryFolder()
            let spec = try folder.write("dataset: {files: [\(subfolder)/a.png]}", to: "spec.yaml")
            try folder.write("", to: "\(subfolder)/empty")
            try PNGFile.write(
                Image(channels: 1, height: 64, width: 64, repeating: value), to: "\(folder.path)/\(subfolder)/a.png")
            let experiment = try Experiment(
                contentsOf: spec, datasets: DatasetCatalogue(manifestFolders: [], root: DataRoot("/nowhere")))
            return try ExperimentPlan(experiment, store: RunStore(root: folder.path + "/Results")).runs[0].key
        }
        #expect(try fileKey(0.2, in: "x") == fileKey(0.2, in: "y"))
        #expect(try fileKey(0.2, in: "x") != fileKey(0.8, in: "x"))
    }

    @Test func theVersionsOfKindsOfOperationCount() throws {
        let input = RunInput(identity: "synthetic", file: nil, channels: 3, width: 64, height: 64, notes: [])
        func key(_ versions: [String: Int]) -> String {
            RunKey.make(settings: "a", input: input, numerics: Numerics(versions: versions))
        }
        let versions = [
            [:], ["batch-norm": 2], ["batch-norm": 3], ["uneven-winograd": 2], ["batch-norm": 2, "uneven-winograd": 2],
        ]
        #expect(Set(versions.map(key)).count == versions.count)
        // What never changed has no part in it.
        #expect(key(["batch-norm": 2, "operator-norm": 1]) == key(["batch-norm": 2]))
        // A key of the time before kinds had versions.
        #expect(
            key([:])
                == String(FileSum.sha256(Data("numerics: \(Numerics.version)\ninput: synthetic\na".utf8)).prefix(12)))
    }
}
