import Downloads
import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

/// The public BMP files, made again byte for byte from PNG copies of their pictures: what the manifests name can be read.
@Suite(.enabled(if: TestData.available, "real test images not found; set DIP_DATA"))
struct PublicBitmapTests {
    /// What the headers of the public files say beside the size; all are BITMAPINFOHEADER, rows from the bottom.
    struct Case: Sendable, CustomTestStringConvertible {
        let dataset: String
        let stem: String
        /// The picture in the folder of real images.
        let picture: String
        var pixelsPerMetre = 0
        var importantColours = 0
        /// Zero bytes after the picture, which the size of the image counts.
        var tail = 0

        var testDescription: String { "\(dataset)/\(stem).bmp" }
    }

    private static let cases =
        ["baboon", "barbara", "lena", "peppers"].map {
            Case(
                dataset: "classic5", stem: $0, picture: "classic5/\($0).png", pixelsPerMetre: 2835,
                importantColours: 256)
        } + [
            Case(dataset: "classic5", stem: "boats", picture: "classic5/boats.png"),
            Case(
                dataset: "enhancement", stem: "tulips", picture: "enhancement/tulips.png", pixelsPerMetre: 2834, tail: 2
            ),
            Case(dataset: "live1", stem: "monarch", picture: "set14/monarch.png"),
        ]

    @Test(arguments: cases)
    func isReadExactly(_ file: Case) throws {
        let datasets = DatasetCatalogue(manifestFolders: [DatasetManifestTests.folder], root: DataRoot(TestData.folder))
        let manifest = try #require(try datasets.manifest(file.dataset))
        let entry = try #require(manifest.files.first { $0.file == "\(file.stem).bmp" })
        let picture = try ImageFile.load("\(TestData.folder)/\(file.picture)").image
        let bytes = bitmap(picture, file)
        #expect(FileSum.sha256(Data(bytes)) == entry.sha256)
        #expect(bytes.count == entry.bytes)
        let loaded = try ImageFile.decode(bytes, path: entry.file)
        #expect(loaded.image == picture)
        #expect(loaded.notes.isEmpty)
        #expect(SampleSum.sha256(loaded.image) == entry.samples)
    }

    private func bitmap(_ image: Image, _ file: Case) -> [UInt8] {
        func little(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        let isGrey = image.channels == 1
        let palette: [UInt8] = isGrey ? (0...255).flatMap { [UInt8($0), UInt8($0), UInt8($0), 0] } : []
        let padding = [UInt8](repeating: 0, count: (4 - image.width * image.channels % 4) % 4)
        var pixels: [UInt8] = []
        for y in (0..<image.height).reversed() {
            for x in 0..<image.width {
                for channel in (0..<image.channels).reversed() {
                    pixels.append(UInt8((image[channel, y, x] * 255).rounded()))
                }
            }
            pixels += padding
        }
        pixels += [UInt8](repeating: 0, count: file.tail)
        let start = 54 + palette.count
        // One plane, 8 bits a channel, not compressed.
        let info = [
            40, image.width, image.height, 8 * image.channels << 16 | 1, 0, pixels.count, file.pixelsPerMetre,
            file.pixelsPerMetre, isGrey ? 256 : 0, file.importantColours,
        ]
        let head = [start + pixels.count, 0, start] + info
        return Array("BM".utf8) + head.flatMap(little) + palette + pixels
    }
}
