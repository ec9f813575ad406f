import Testing
@testable import Imaging

@Suite struct PhotoFormatTests {
    @Test(arguments: [
        ("a.png", PhotoFormat.png), ("b/c.PNG", .png), ("a.jpg", .jpeg), ("a.b.JPeg", .jpeg), ("a", nil), (".png", nil),
        ("a.png/b", nil), ("a.tif", .tiff), ("A.TIFF", .tiff), ("a.", nil), ("", nil),
    ])
    func theNameTells(path: String, format: PhotoFormat?) {
        #expect(PhotoFormat(path: path) == format)
    }

    @Test func aJPEGHasALongestSide() throws {
        try PhotoFormat.jpeg.check(width: 65_500, height: 1, path: "a.jpg")
        try PhotoFormat.png.check(width: 65_501, height: 1, path: "a.png")
        let error = #expect(throws: ImageFileError.self) {
            try PhotoFormat.jpeg.check(width: 65_501, height: 1, path: "a.jpg")
        }
        #expect(error?.description.hasSuffix("a JPEG's sides are at most 65500, so name a .png") == true)
    }

    @Test func photographsAreWrittenAsTheirNamesSay() throws {
        let image = Image(channels: 3, height: 10, width: 12, repeating: 0.2)
        let alpha = Image(channels: 1, height: 10, width: 12, repeating: 0)
        let photograph = Photograph(image: image, alpha: alpha, bitDepth: 16)
        try Fixture.withFolder { folder in
            #expect(try photograph.write(image, to: folder + "/a.png").isEmpty)
            #expect(try Photograph(contentsOf: folder + "/a.png") == photograph)
            let notes = try photograph.write(image, to: folder + "/a.jpg", quality: 70)
            #expect(notes.count == 2)
            let jpeg = try Photograph(contentsOf: folder + "/a.jpg")
            #expect(jpeg.jpegQuality == 70 && jpeg.image.pixels.allSatisfy { $0 > 0.99 })
            #expect(throws: ImageFileError.self) { try photograph.write(image, to: folder + "/a.gif") }
        }
    }
}
