import Foundation
import TestSupport
import Testing

@testable import Imaging

@Suite struct PhotographTests {
    @Test(arguments: [
        ("grey-alpha8.png", 1, 8), ("rgba8.png", 3, 8), ("grey-alpha16.png", 1, 16), ("rgba16.png", 3, 16),
    ])
    func alphaAndColoursAreThoseOfTheFile(name: String, channels: Int, depth: Int) throws {
        let photograph = try Photograph(contentsOf: Fixture.path(name))
        func sample(_ channel: Int, _ y: Int, _ x: Int) -> Float {
            depth == 16
                ? Float(Fixture.sixteen(channel: channel, y: y, x: x)) / 65535
                : Float(Fixture.eight(channel: channel, y: y, x: x)) / 255
        }
        #expect(photograph.image == Fixture.image(channels: channels, sample))
        #expect(photograph.alpha == Fixture.image(channels: 1) { sample(channels, $1, $2) })
        #expect(photograph.bitDepth == depth && photograph.jpegQuality == nil && photograph.notes.isEmpty)
        #expect(try photograph.composited == PNGFile.read(Fixture.path(name)))
        // What is written is the same file again.
        try Fixture.withFolder { folder in
            try photograph.write(photograph.image, to: folder + "/copy.png")
            #expect(try Photograph(contentsOf: folder + "/copy.png") == photograph)
        }
    }

    @Test(arguments: [
        ("rgb8.png", 3, 8), ("grey16.png", 1, 16), ("colour24.bmp", 3, 8), ("grey8.bmp", 1, 8), ("palette8.png", 3, 8),
    ])
    func opaqueFilesHaveNoAlpha(name: String, channels: Int, depth: Int) throws {
        let photograph = try Photograph(contentsOf: Fixture.path(name))
        #expect(photograph.alpha == nil && photograph.image.channels == channels && photograph.bitDepth == depth)
        #expect(photograph.composited == photograph.image)
    }

    @Test(arguments: [1, 10, 37, 50, 75, 92, 100], [1, 3])
    func theQualityOfAJPEGIsThatOfItsTables(quality: Int, channels: Int) throws {
        let bytes = try JPEGFile.encode(
            Image.textured(channels: channels, height: 24, width: 24, seed: 1), quality: quality, path: "")
        #expect(try Photograph(bytes, path: "").jpegQuality == quality)
    }

    @Test(arguments: ["colour-quality10.jpg", "grey-quality10.jpg", "colour-quality10-progressive.jpg"])
    func otherProgramsUseTheSameTables(name: String) throws {
        #expect(try Photograph(contentsOf: Fixture.path(name)).jpegQuality == 10)
    }

    @Test func alphaGrowsAndShrinksWithThePicture() throws {
        let image = Image.textured(channels: 3, height: 20, width: 30, seed: 1)
        let photograph = Photograph(image: image, alpha: Image(channels: 1, height: 20, width: 30, repeating: 0.5))
        try Fixture.withFolder { folder in
            try photograph.write(image.enlarged(by: 2, .bicubic), to: folder + "/large.png")
            let large = try Photograph(contentsOf: folder + "/large.png")
            #expect(large.alpha?.width == 60 && large.alpha?.pixels.allSatisfy { abs($0 - 0.5) < 0.01 } == true)
        }
        let small = photograph.reduced(toLongerSide: 15)
        #expect(small.image.width == 15 && small.alpha?.height == 10)
    }

    @Test func whatCannotBeReadIsSaidAsElsewhere() {
        #expect(throws: ImageFileError.unknownFormat(path: "a", found: "GIF")) {
            try Photograph(Array("GIF89a".utf8), path: "a")
        }
        #expect(throws: ImageFileError.empty(path: "a")) { try Photograph([], path: "a") }
    }
}
