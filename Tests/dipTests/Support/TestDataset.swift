import Downloads
import Foundation
import Imaging

/// A dataset `pair` of two small PNGs, with a manifest in the test's Experiments/datasets.
struct TestDataset {
    let first: [UInt8]
    let second: [UInt8]
    private let folder: TestFolder

    /// `address` is where the manifest says the files come from.
    init(in folder: TestFolder, address: String = "https://data.invalid") throws {
        self.folder = folder
        // Noise does not compress: the files are larger than what one piece of an answer holds.
        let scene = SyntheticImage.pebbles.image(width: 192, height: 192)
        first = try PNGFile.encode(GaussianNoise(sigma: 25, seed: 1).apply(to: scene), path: "first.png")
        second = try PNGFile.encode(GaussianNoise(sigma: 25, seed: 2).apply(to: scene), path: "second.png")
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/Experiments/datasets", withIntermediateDirectories: true)
        let files = [("first", first), ("second", second)].map { name, bytes in
            "  - {file: \(name).png, url: \"\(address)/\(name).png\", bytes: \(bytes.count), sha256: \"\(Self.digest(bytes))\"}\n"
        }
        try folder.write(
            "title: A pair\nfolder: sets/pair\nsource: nowhere\nlicence: no terms\nfiles:\n" + files.joined(),
            to: "Experiments/datasets/pair.yaml")
    }

    func put(_ bytes: [UInt8], _ name: String, below root: String = "cache/spectraldip") throws {
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/\(root)/sets/pair", withIntermediateDirectories: true)
        try folder.write(bytes, to: "\(root)/sets/pair/\(name)")
    }

    static func digest(_ bytes: [UInt8]) -> String { FileSum(of: bytes).sha256 }
}
