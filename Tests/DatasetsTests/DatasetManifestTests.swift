import Foundation
import TestSupport
import TestTools
import Testing

@testable import Datasets

@Suite struct DatasetManifestTests {
    static let folder = repository.appendingPathComponent("Experiments/datasets").path

    @Test(arguments: [
        ("set9", 9), ("set5", 5), ("set14", 14), ("classic5", 5), ("live1", 29), ("bsd68", 68),
        ("bernoulli", 11), ("regions", 6), ("enhancement", 1),
    ])
    func committedManifests(_ name: String, _ count: Int) throws {
        let manifest = try DatasetManifest(contentsOf: "\(Self.folder)/\(name).yaml")
        #expect(manifest.name == name)
        #expect(manifest.files.count == count)
        #expect(manifest.files.allSatisfy { $0.url.scheme == "https" && $0.url.lastPathComponent == $0.file })
        #expect(manifest.licence.contains("none is stated"))
    }

    /// Figures call images by these.
    @Test func labels() throws {
        let set9 = try DatasetManifest(contentsOf: "\(Self.folder)/set9.yaml")
        #expect(set9.files.map(\.label).prefix(3) == ["Baboon", "F16", "House"])
        let datasets = DatasetCatalogue(manifestFolders: [Self.folder], root: DataRoot("/nowhere"))
        #expect(try datasets.images(of: "set9")?[2].label == "House")
        for manifest in try datasets.manifests() {
            let labels = manifest.images.compactMap(\.label)
            #expect(Set(labels).count == labels.count, "two images of \(manifest.name) have one label")
        }
    }

    @Test func masksBelongToImages() throws {
        let regions = try DatasetManifest(contentsOf: "\(Self.folder)/regions.yaml")
        #expect(regions.images.map(\.file) == ["kate.png", "library.png", "vase.png"])
        #expect(
            regions.files.filter { $0.role == .mask }.map(\.file) == [
                "kate_mask.png", "library_mask.png", "vase_mask.png",
            ])
    }

    @Test func everyManifestIsCounted() throws {
        let datasets = DatasetCatalogue(manifestFolders: [Self.folder], root: DataRoot("/nowhere"))
        #expect(try datasets.manifests().map(\.files.count).reduce(0, +) == 148)
    }

    @Test(
        .enabled(if: TestData.available, "real test images not found; set DIP_DATA"),
        arguments: ["set9", "set5", "set14", "bernoulli", "regions", "classic5", "enhancement"])
    func realFilesAreThoseOfTheManifests(_ name: String) throws {
        let datasets = DatasetCatalogue(manifestFolders: [Self.folder], root: DataRoot(TestData.folder))
        let manifest = try #require(try datasets.manifest(name))
        #expect(datasets.present(in: manifest) == manifest.files.count)
        for file in manifest.files {
            let state = datasets.state(of: file, in: manifest)
            #expect(state == .right || (state == .copy && file.file.hasSuffix(".bmp")), "\(file.file): \(state)")
        }
    }

    @Test(arguments: [
        ("licence: none\n", "", "m.yaml: the manifest lacks the key 'licence'"),
        (
            "bytes: 10", "byte: 10",
            "m.yaml:6:57: unknown key 'byte'; did you mean 'bytes'? allowed: file, role, url, bytes, sha256, "
                + "samples, label"
        ),
        ("bytes: 10, ", "", "m.yaml:6:5: this file lacks the key 'bytes'"),
        (
            "bytes: 10", "bytes: 9223372036854775807",
            "m.yaml:6:64: 'bytes' must be a whole number from 1 to 1099511627776, not '9223372036854775807'"
        ),
        (
            "abab", "ab",
            "m.yaml:6:76: 'sha256' must be 64 lower-case hexadecimal digits, not '\(String(repeating: "ab", count: 31))'"
        ),
        (
            "sha256: abab", "samples: ab, sha256: abab",
            "m.yaml:6:77: 'samples' must be 64 lower-case hexadecimal digits, not 'ab'"
        ),
        (
            "sky.png,", "sky/blue.png,",
            "m.yaml:7:12: 'file' must be the name of a file, without '/' and control characters, not 'sky/blue.png'"
        ),
        (
            "sky.png,", "..,",
            "m.yaml:7:12: 'file' must be the name of a file, without '/' and control characters, not '..'"
        ),
        (
            "pictures/two", "pictures/../../two",
            "m.yaml:2:9: 'folder' must be a folder below the data root, such as 'sets/first', not 'pictures/../../two'"
        ),
        (
            "pictures/two", "/two",
            "m.yaml:2:9: 'folder' must be a folder below the data root, such as 'sets/first', not '/two'"
        ),
        (
            "https://example.org/sky", "http://example.org/sky",
            "m.yaml:7:26: 'url' must be an https address "
                + "(http only for a server on this machine), not the text 'http://example.org/sky.png'"
        ),
        ("sky.png,", "sky.png, role: sky,", "m.yaml:7:27: 'role' cannot be 'sky'; allowed: image, mask"),
        // A system would end such names at the NUL; a combining mark makes another character of the '/' before it.
        (
            "sky.png,", "\"sky\\0.png\",",
            "m.yaml:7:12: 'file' must be the name of a file, without '/' and control characters, not the text 'sky\u{0}.png'"
        ),
        (
            "sky.png,", "\"sky\\e[2J.png\",",
            "m.yaml:7:12: 'file' must be the name of a file, without '/' and control characters, not the text 'sky\u{1B}[2J.png'"
        ),
        (
            "sky.png,", "\"a/\\u0301/../../sky.png\",",
            "m.yaml:7:12: 'file' must be the name of a file, without '/' and control characters, not the text 'a/\u{301}/../../sky.png'"
        ),
        ("sky.png,", "sea.png,", "m.yaml: the manifest lists the image 'sea' twice"),
    ])
    func mistakes(_ text: String, _ replacement: String, _ sentence: String) throws {
        let folder = try TemporaryFolder()
        let range = try #require(TwoPictures.manifest.range(of: text))
        let path = try folder.write(
            TwoPictures.manifest.replacingCharacters(in: range, with: replacement), to: "m.yaml")
        var found = ""
        do { _ = try DatasetManifest(contentsOf: path) } catch {
            found = "\(error)".replacingOccurrences(of: folder.path + "/", with: "")
        }
        #expect(found == sentence)
    }
}

/// The manifests inside the program are those of the repository, and are known where no folder has them.
@Suite struct StandardManifestsTests {
    private static let folder = repository.appendingPathComponent("Experiments/datasets")

    @Test func areThoseOfTheRepository() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".yaml")
        }.map { String($0.dropLast(5)) }
        #expect(names.sorted() == StandardManifests.names)
        for name in names {
            let file = Self.folder.appendingPathComponent(name + ".yaml")
            #expect(try String(contentsOf: file, encoding: .utf8) == StandardManifests.text(name), "\(name)")
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
        #expect(datasets.names.count == StandardManifests.names.count)
    }
}
