import Downloads
import Foundation
import Imaging
import TestTools

@testable import Datasets

/// A dataset `pair` of a BMP (`sea`) and a PNG (`sky`) of 64 x 64 grey pixels, with its manifest in a folder of its own.
struct PicturePair {
    let folder: TemporaryFolder
    let sea: [UInt8]
    let sky: [UInt8]
    private let seaImage: Image
    /// The folder of the manifest is that of the data, too.
    var datasets: DatasetCatalogue {
        DatasetCatalogue(manifestFolders: [folder.path], root: DataRoot(folder.path + "/data"))
    }

    init(in folder: TemporaryFolder, address: String = "https://example.org") throws {
        self.folder = folder
        let samples = (0..<64 * 64).map { UInt8(truncatingIfNeeded: $0 * 37 ^ $0 >> 5) }
        sea = Self.bitmap(samples)
        seaImage = try ImageFile.decode(sea, path: "sea.bmp").image
        sky = try PNGFile.encode(
            Image(channels: 1, height: 64, width: 64, pixels: samples.map { 1 - Float($0) / 255 }), path: "sky.png")
        try folder.write(
            """
            title: A pair
            folder: sets/pair
            source: nowhere
            licence: none
            files:
              - {file: sea.bmp, url: "\(address)/sea.bmp", bytes: \(sea.count), sha256: "\(Self.digest(sea))", samples: "\(Self.digest(samples))"}
              - {file: sky.png, url: "\(address)/sky.png", bytes: \(sky.count), sha256: "\(Self.digest(sky))"}

            """, to: "pair.yaml")
    }

    func manifest() throws -> DatasetManifest { try datasets.manifests(["pair"])[0] }

    func put(_ bytes: [UInt8], _ name: String) throws {
        let target = URL(fileURLWithPath: "\(folder.path)/data/sets/pair/\(name)")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: target)
    }

    /// The BMP's picture in another format; `change` is added to its first sample.
    func seaAsPNG(change: Float = 0) throws -> [UInt8] {
        var image = seaImage
        image.pixels[0] += change
        return try PNGFile.encode(image, path: "sea.png")
    }

    private static func digest(_ bytes: [UInt8]) -> String { FileSum.sha256(Data(bytes)) }

    /// 64 x 64 samples as a BMP with a palette of greys.
    private static func bitmap(_ samples: [UInt8]) -> [UInt8] {
        func little(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        let palette: [UInt8] = (0...255).flatMap { [UInt8($0), UInt8($0), UInt8($0), 0] }
        let rows: [UInt8] = stride(from: 63, through: 0, by: -1).flatMap { samples[$0 * 64..<$0 * 64 + 64] }
        let head = [1078 + 4096, 0, 1078, 40, 64, 64, 8 << 16 | 1, 0, 4096, 0, 0, 256, 0].flatMap(little)
        return Array("BM".utf8) + head + palette + rows
    }
}
