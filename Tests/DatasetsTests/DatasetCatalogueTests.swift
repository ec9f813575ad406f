import Foundation
import Records
import Runs
import SpecFixtures
import Specs
import TestTools
import Testing

@testable import Datasets

@Suite struct DataRootTests {
    @Test func isChosenByTheVariable() {
        #expect(
            DataRoot(environment: ["DIP_DATA": "data", "XDG_CACHE_HOME": "/caches", "HOME": "/home/me"])
                == DataRoot("data"))
    }

    @Test func isInTheCacheOtherwise() {
        #expect(
            DataRoot(environment: ["DIP_DATA": "", "XDG_CACHE_HOME": "/caches", "HOME": "/home/me"])
                == DataRoot("/caches/spectraldip", isChosen: false))
        #if os(macOS)
        let own = DataRoot("/home/me/Library/Caches/spectraldip", isChosen: false)
        #else
        let own = DataRoot("/home/me/.cache/spectraldip", isChosen: false)
        #endif
        #expect(DataRoot(environment: ["HOME": "/home/me"]) == own)
        #expect(DataRoot(environment: ["XDG_CACHE_HOME": "caches", "HOME": "/home/me"]) == own)
        #expect(DataRoot(environment: [:]).path.hasPrefix("/"))
    }
}

@Suite struct DatasetCatalogueTests {
    @Test func manifestsAreFoundAboveTheSpec() throws {
        let folder = try TemporaryFolder()
        try folder.write(TwoPictures.manifest, to: "Experiments/datasets/two.yaml")
        let spec = try folder.write("dataset: two\nimages: [sky]", to: "Experiments/figures/deep/spec.yaml")
        let datasets = DatasetCatalogue.standard(specPath: spec, environment: ["DIP_DATA": "/data"])
        #expect(datasets.names.contains("two"))
        let experiment = try Experiment(contentsOf: spec, datasets: datasets)
        #expect(experiment.runs.map(\.spec.source.path) == ["/data/pictures/two/sky.png"])
        #expect(experiment.runs[0].spec.source.dataset == "two")
        #expect(experiment.runs[0].spec.resolved.contains("\ndataset: two\nimages: [sky]\ncrop:"))
    }

    @Test func allImagesInTheManifestsOrderByDefault() throws {
        let folder = try TemporaryFolder()
        try folder.write(TwoPictures.manifest, to: "two.yaml")
        let datasets = DatasetCatalogue(manifestFolders: [folder.path], root: DataRoot(folder.path))
        #expect(try experiment("dataset: two", sets: datasets).runs.map(\.label) == ["image=sea", "image=sky"])
        #expect(
            refusal("dataset: twoo", sets: datasets)
                == "spec.yaml:1:10: 'dataset' cannot be 'twoo'; did you mean 'two'? allowed: synthetic, two")
        #expect(
            refusal("dataset: two\nimages: [see]", sets: datasets)
                == "spec.yaml:2:10: dataset 'two' has no image 'see'; did you mean 'sea'? allowed: sea, sky")
    }

    @Test func masksAreNoImages() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            TwoPictures.manifest.replacingOccurrences(of: "{file: sea.bmp,", with: "{file: sea.bmp, role: mask,"),
            to: "two.yaml")
        let datasets = DatasetCatalogue(manifestFolders: [folder.path], root: DataRoot(folder.path))
        #expect(try experiment("dataset: two", sets: datasets).runs.map(\.spec.source.image) == ["sky"])
    }

    @Test func aPNGStandsInForAnotherFormatWhoseSamplesAreKnown() throws {
        let folder = try TemporaryFolder()
        let samples = "sha256: \(String(repeating: "ab", count: 32)), samples: \(String(repeating: "ef", count: 32))"
        let text = TwoPictures.manifest.replacingOccurrences(
            of: "sha256: \(String(repeating: "ab", count: 32))", with: samples)
        let manifest = try DatasetManifest(contentsOf: folder.write(text, to: "two.yaml"))
        let strict = try DatasetManifest(contentsOf: folder.write(TwoPictures.manifest, to: "strict.yaml"))
        let datasets = DatasetCatalogue(manifestFolders: [folder.path], root: DataRoot(folder.path))
        let there = "\(folder.path)/pictures/two/sea"
        #expect(datasets.present(in: manifest) == 0)
        #expect(datasets.image(manifest.files[0], of: manifest).path == "\(there).bmp")
        try folder.write("", to: "pictures/two/sea.png")
        #expect(datasets.image(manifest.files[0], of: manifest).path == "\(there).png")
        #expect(datasets.image(strict.files[0], of: strict).path == "\(there).bmp")
        #expect(datasets.present(in: manifest) == 1)
        #expect(datasets.present(in: strict) == 0)
        try folder.write("", to: "pictures/two/sea.bmp")
        #expect(datasets.image(manifest.files[0], of: manifest).path == "\(there).bmp")
        #expect(datasets.present(in: manifest) == 1)
    }

    @Test func aMissingImageIsRefusedWithTheCommandThatFetchesIt() throws {
        let folder = try TemporaryFolder()
        try folder.write(TwoPictures.manifest, to: "two.yaml")
        let datasets = DatasetCatalogue(manifestFolders: [folder.path], root: DataRoot("/nowhere", isChosen: false))
        let experiment = try experiment("dataset: two", sets: datasets)
        #expect(experiment.runs.map(\.spec.source.image) == ["sea", "sky"])
        #expect(
            throws: DatasetError(
                description: "/nowhere/pictures/two/sea.bmp: this image of dataset 'two' is missing; "
                    + "fetch it with: dip data fetch two")
        ) {
            try ExperimentPlan(experiment, store: RunStore(root: folder.path + "/Results"))
        }
    }

    @Test func someOrAllAreChosen() throws {
        let folder = try TemporaryFolder()
        for name in ["two", "one"] { try folder.write(TwoPictures.manifest, to: "\(name).yaml") }
        let datasets = DatasetCatalogue(manifestFolders: [folder.path], root: DataRoot(folder.path))
        #expect(try datasets.manifests().map(\.name) == ["one", "two"])
        #expect(try datasets.manifests(["all"]).map(\.name) == ["one", "two"])
        #expect(try datasets.manifests(["two", "two"]).map(\.name) == ["two"])
        #expect(
            throws: DatasetError(description: "there is no dataset 'twoo'; did you mean 'two'? allowed: one, two, all")
        ) {
            try datasets.manifests(["one", "twoo"])
        }
        #expect(throws: DatasetError(description: "there is no dataset 'set9': no manifest in /nowhere")) {
            try DatasetCatalogue(manifestFolders: ["/nowhere"], root: DataRoot(folder.path)).manifests(["set9"])
        }
    }
}
