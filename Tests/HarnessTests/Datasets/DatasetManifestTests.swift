import Foundation
import Testing
@testable import Harness

@Suite struct DatasetManifestTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Experiments/datasets").path

    @Test(arguments: [("set9", 9), ("set5", 5), ("set14", 14), ("classic5", 5), ("bernoulli", 11)])
    func committedManifests(_ name: String, _ count: Int) throws {
        let manifest = try DatasetManifest(contentsOf: "\(Self.folder)/\(name).yaml")
        #expect(manifest.name == name)
        #expect(manifest.files.count == count)
        #expect(manifest.files.allSatisfy { $0.url.hasPrefix("https://") && $0.url.hasSuffix("/" + $0.file) })
        #expect(manifest.licence.contains("none is stated"))
    }

    @Test(.enabled(if: TestData.available, "real test images not found; set DIP_DATA"), arguments: ["set9", "set5", "set14", "bernoulli"])
    func realFilesAreThoseOfTheManifests(_ name: String) throws {
        let datasets = Datasets(manifestFolders: [Self.folder], dataRoot: TestData.folder)
        let manifest = try #require(try datasets.manifest(name))
        #expect(datasets.present(in: manifest) == manifest.files.count)
        for file in manifest.files {
            let data = try Data(contentsOf: URL(fileURLWithPath: try #require(datasets.image(file, of: manifest).path)))
            #expect(data.count == file.bytes)
            #expect(RunKey.digest(data) == file.sha256)
        }
    }

    @Test(arguments: [
        ("licence: none\n", "", "m.yaml: the manifest lacks the key 'licence'"),
        ("bytes: 10", "byte: 10", "m.yaml:6:57: unknown key 'byte'; did you mean 'bytes'? allowed: file, url, bytes, sha256"),
        ("bytes: 10, ", "", "m.yaml:6:5: this file lacks the key 'bytes'"),
        ("abab", "ab", "m.yaml:6:76: 'sha256' must be 64 lower-case hexadecimal digits, not '\(String(repeating: "ab", count: 31))'"),
        ("sky.png,", "sea.png,", "m.yaml: the manifest lists the image 'sea' twice"),
    ])
    func mistakes(_ text: String, _ replacement: String, _ sentence: String) throws {
        let folder = try TemporaryFolder()
        let range = try #require(DatasetsTests.manifest.range(of: text))
        let path = try folder.write(DatasetsTests.manifest.replacingCharacters(in: range, with: replacement), to: "m.yaml")
        var found = ""
        do { _ = try DatasetManifest(contentsOf: path) } catch { found = "\(error)".replacingOccurrences(of: folder.path + "/", with: "") }
        #expect(found == sentence)
    }
}
