import Foundation
import Records
import Testing
@testable import Harness

@Suite struct DatasetsTests {
    static let manifest = """
    title: Two pictures
    folder: pictures/two
    source: somewhere
    licence: none
    files:
      - {file: sea.bmp, url: "https://example.org/sea.bmp", bytes: 10, sha256: \(String(repeating: "ab", count: 32))}
      - {file: sky.png, url: "https://example.org/sky.png", bytes: 20, sha256: \(String(repeating: "cd", count: 32))}

    """

    @Test func manifestsAreFoundAboveTheSpec() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.manifest, to: "Experiments/datasets/two.yaml")
        let spec = try folder.write("dataset: two\nimages: [sky]", to: "Experiments/figures/deep/spec.yaml")
        let datasets = Datasets.standard(specPath: spec, environment: ["DIP_DATA": "/data"])
        #expect(datasets.names.contains("two"))
        let experiment = try Experiment(contentsOf: spec, datasets: datasets)
        #expect(experiment.runs.map(\.spec.source.path) == ["/data/pictures/two/sky.png"])
        #expect(experiment.runs[0].spec.source.dataset == "two")
        #expect(experiment.runs[0].spec.resolved.contains("\ndataset: two\nimages: [sky]\ncrop:"))
    }

    @Test func allImagesInTheManifestsOrderByDefault() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.manifest, to: "two.yaml")
        let datasets = Datasets(manifestFolders: [folder.path], dataRoot: folder.path)
        #expect(try experiment("dataset: two", datasets: datasets).runs.map(\.label) == ["image=sea", "image=sky"])
        #expect(refusal("dataset: twoo", datasets: datasets) == "spec.yaml:1:10: 'dataset' cannot be 'twoo'; did you mean 'two'? allowed: synthetic, two")
        #expect(refusal("dataset: two\nimages: [see]", datasets: datasets)
            == "spec.yaml:2:10: dataset 'two' has no image 'see'; did you mean 'sea'? allowed: sea, sky")
    }

    @Test func aPNGStandsInForAnotherFormat() throws {
        let folder = try TemporaryFolder()
        let manifest = try DatasetManifest(contentsOf: folder.write(Self.manifest, to: "two.yaml"))
        let datasets = Datasets(manifestFolders: [folder.path], dataRoot: folder.path)
        #expect(datasets.present(in: manifest) == 0)
        #expect(datasets.image(manifest.files[0], of: manifest).path == "\(folder.path)/pictures/two/sea.bmp")
        try folder.write("", to: "pictures/two/sea.png")
        #expect(datasets.image(manifest.files[0], of: manifest).path == "\(folder.path)/pictures/two/sea.png")
        #expect(datasets.present(in: manifest) == 1)
        try folder.write("", to: "pictures/two/sea.bmp")
        #expect(datasets.image(manifest.files[0], of: manifest).path == "\(folder.path)/pictures/two/sea.bmp")
    }

    @Test func withoutADataRoot() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.manifest, to: "two.yaml")
        let experiment = try experiment("dataset: two", datasets: Datasets(manifestFolders: [folder.path], dataRoot: nil))
        #expect(experiment.runs.map(\.spec.source.image) == ["sea", "sky"])
        #expect(throws: DatasetError(description: "dataset 'two' needs image files: set DIP_DATA to the folder that holds 'pictures/two'")) {
            try ExperimentPlan(experiment, store: RunStore(root: folder.path + "/Results"))
        }
        #expect(Datasets.standard(environment: ["DIP_DATA": ""]).dataRoot == nil)
    }
}
