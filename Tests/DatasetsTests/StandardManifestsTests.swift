import Foundation
import TestTools
import Testing
@testable import Datasets

/// The manifests inside the program are those of the repository, and are known where no folder has them.
@Suite struct StandardManifestsTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Experiments/datasets")

    @Test func areThoseOfTheRepository() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".yaml")
        }.map { String($0.dropLast(5)) }
        #expect(names.sorted() == StandardManifests.texts.keys.sorted())
        for name in names {
            let file = Self.folder.appendingPathComponent(name + ".yaml")
            #expect(try Data(contentsOf: file) == Data(StandardManifests.texts[name] ?? []), "\(name)")
            #expect(try StandardManifests.manifest(name) == DatasetManifest(contentsOf: file.path))
        }
    }

    @Test func aFolderComesFirst() throws {
        let folder = try TemporaryFolder()
        try folder.write(TwoPictures.manifest, to: "set9.yaml")
        let datasets = DatasetCatalogue(manifestFolders: [folder.path], root: DataRoot(folder.path), hasOwn: true)
        #expect(try datasets.manifest("set9")?.files.count == 2)
        #expect(try datasets.manifest("set5")?.files.count == 5)
        #expect(try datasets.manifest("set8") == nil)
        #expect(datasets.names.count == StandardManifests.texts.count)
    }
}
