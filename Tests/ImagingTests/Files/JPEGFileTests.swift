import Foundation
import TestSupport
import Testing

@testable import Imaging

@Suite struct JPEGFileTests {
    @Test(arguments: ["grey", "colour"], ["", "-progressive"])
    func decodesAsDjpeg(_ name: String, _ kind: String) throws {
        let expected = try Fixture.pnm(Fixture.bytes("\(name)-quality10.pnm"))
        let loaded = try ImageFile.decode(Fixture.bytes("\(name)-quality10\(kind).jpg"), path: "")
        #expect(loaded.image == expected)
        #expect(try JPEGFile.read(Fixture.path("\(name)-quality10\(kind).jpg")) == expected)
        #expect(loaded.notes.isEmpty)
        #expect(loaded.image.channels == (name == "grey" ? 1 : 3))
        #expect(loaded.image.width == 37 && loaded.image.height == 29)
    }

    @Test func everyTruncationIsRefused() throws {
        for name in ["colour-quality10.jpg", "grey-quality10-progressive.jpg"] {
            let bytes = try Fixture.bytes(name)
            for count in 1..<bytes.count {
                let error = #expect(throws: ImageFileError.self) {
                    try ImageFile.decode(Array(bytes[..<count]), path: name)
                }
                #expect(error == .truncated(path: name, format: "JPEG"), "cut to \(count) bytes")
            }
        }
    }

    /// A JPEG has no checksums: damage may give another picture, but must not crash or leave the range of samples.
    @Test func damageNeverCrashes() throws {
        let refused = try ["colour-quality10.jpg", "grey-quality10-progressive.jpg"].map { name in
            try Fixture.refusals(of: name, from: 3, flips: [0x01, 0x20, 0xff])
        }
        #expect(refused.reduce(0, +) > 300)
    }

    @Test func refusesWhatItCannotHold() throws {
        func refusal(_ image: Image) -> ImageFileError? {
            #expect(throws: ImageFileError.self) { _ = try JPEGFile.encode(image, quality: 10, path: "a.jpg") }
        }
        #expect(
            refusal(Image(channels: 2, height: 8, width: 8))
                == .cannotWrite(path: "a.jpg", reason: "2 channels; 1 and 3 are allowed"))
        #expect(
            refusal(Image(channels: 1, height: 0, width: 8)) == .cannotWrite(path: "a.jpg", reason: "it has no pixels"))
        #expect(
            refusal(Image(channels: 1, height: 1, width: 65501))
                == .cannotWrite(path: "a.jpg", reason: "65501 x 1 pixels; a JPEG's sides are at most 65500"))
        #expect(
            refusal(Image(channels: 1, height: 1, width: 1, repeating: .nan))
                == .cannotWrite(path: "a.jpg", reason: "it contains a value that is not a number"))
        #expect(
            try JPEGFile.decode(
                JPEGFile.encode(Image(channels: 1, height: 1, width: 65500, repeating: 1), quality: 10, path: ""),
                path: ""
            ).image.width == 65500)
    }

    /// A header that promises four components: a picture for printing.
    @Test func refusesColoursForPrinting() throws {
        var bytes = try Fixture.bytes("colour-quality10.jpg")
        let frame = try #require(bytes.indices.first { bytes[$0] == 0xff && bytes[$0 + 1] == 0xc0 })
        // A fourth component with its three bytes, and the segment's length with it.
        bytes[frame + 3] += 3
        bytes[frame + 9] = 4
        bytes.insert(contentsOf: [4, 0x11, 1], at: frame + 19)
        let error = #expect(throws: ImageFileError.self) { _ = try JPEGFile.decode(bytes, path: "a.jpg") }
        #expect(
            error
                == .unsupported(
                    path: "a.jpg", format: "JPEG",
                    reason: "its 4 components are neither grey nor RGB but CMYK; convert it: "
                        + "magick in.jpg -colorspace sRGB out.png"))
    }

    @Test(arguments: [
        (65500, 65500, "65500 x 65500 pixels; at most 100 megapixels are read"),
        (65535, 8, "Maximum supported image dimension is 65500 pixels"),
    ])
    func refusesHugePictures(width: Int, height: Int, reason: String) throws {
        var bytes = try Fixture.bytes("grey-quality10.jpg")
        let frame = try #require(bytes.indices.first { bytes[$0] == 0xff && bytes[$0 + 1] == 0xc0 })
        for (place, value) in [(5, height >> 8), (6, height & 255), (7, width >> 8), (8, width & 255)] {
            bytes[frame + place] = UInt8(value)
        }
        let error = #expect(throws: ImageFileError.self) { _ = try JPEGFile.decode(bytes, path: "a.jpg") }
        #expect(error == .tooLarge(path: "a.jpg", reason: reason))
    }

    @Test func writesBigPicturesWhole() throws {
        // Several times the first block of the target in memory.
        let image = Image.textured(channels: 1, height: 200, width: 300, seed: 3, noise: 1)
        let bytes = try JPEGFile.encode(image, quality: 100, path: "")
        #expect(bytes.count > 40_000)
        #expect(ImageMetrics.psnr(try JPEGFile.decode(bytes, path: "").image, image)! > 40)
    }
}
