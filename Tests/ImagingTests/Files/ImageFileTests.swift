import Foundation
import TestSupport
import Testing

@testable import Imaging

@Suite struct ImageFileTests {
    private func message(_ path: String) -> String? {
        #expect(throws: ImageFileError.self) { try ImageFile.load(path) }?.description
    }

    @Test func decidesByContentNotByName() throws {
        try Fixture.withFolder { folder in
            for (source, target) in [
                ("rgb8.png", "picture.bmp"), ("colour24.bmp", "picture.png"), ("rgb8.png", "picture"),
                ("rgb8.png", "picture.jpg"),
            ] {
                let path = folder + "/" + target
                try Data(Fixture.bytes(source)).write(to: URL(fileURLWithPath: path))
                #expect(try ImageFile.load(path).image == ImageFile.load(Fixture.path("rgb8.png")).image)
            }
        }
    }

    @Test(arguments: [
        ("a.jpg", true), ("a.JPEG", true), ("a.tif", true), ("a.b.png", true), ("a.bmp", true), ("jpg", false),
        (".jpg", false), (".bmp", false), ("a.txt", false), ("a.", false), ("", false),
    ])
    func imagesOfAFolderAreToldByTheirNames(name: String, isImage: Bool) {
        #expect(ImageFile.isImage(named: name) == isImage)
    }

    @Test func keepsThreeEqualChannels() throws {
        let grey = Fixture.ramp(64, channels: 3)
        #expect(try ImageFile.decode(PNGFile.encode(grey, path: ""), path: "").image.channels == 3)
    }

    @Test func saysWhyAFileIsNotRead() throws {
        func check(_ folder: String) throws {
            func file(_ name: String, _ bytes: [UInt8]) throws -> String {
                try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
                return folder + "/" + name
            }
            let missing = folder + "/missing.png"
            #expect(message(missing) == "\(missing): cannot read the image: no such file or directory")
            #expect(message(folder) == "\(folder): is a folder, not an image file")
            let empty = try file("empty.png", [])
            #expect(message(empty) == "\(empty): the file is empty (0 bytes), not a PNG, JPEG, TIFF or BMP image")
            let text = try file("text.png", Array("hello".utf8))
            #expect(message(text) == "\(text): is not a PNG, JPEG, TIFF or BMP image")
            let photo = try file("photo.png", Array("GIF89a".utf8))
            #expect(
                message(photo)
                    == "\(photo): is a GIF file, which is not supported; convert it to PNG, JPEG, TIFF or BMP")
            let cut = try file("cut.png", Array(Fixture.bytes("rgb8.png").dropLast(20)))
            #expect(message(cut) == "\(cut): the PNG image is truncated: the file ends before the picture does")
            var bytes = try Fixture.bytes("rgb8.png")
            bytes[60] ^= 1
            let damaged = try file("damaged.png", bytes)
            #expect(message(damaged)?.hasPrefix("\(damaged): the PNG image is damaged: ") == true)
        }
        try Fixture.withFolder(check)
        #expect(message("/dev/null") == "/dev/null: is a device or pipe, not an image file")
    }

    @Test(.enabled(if: TestData.available, "real test images not found; set DIP_DATA"))
    func readsRealImages() throws {
        let peppers = try ImageFile.load(TestData.path("set9/image_Peppers512rgb.png"))
        #expect(peppers.image.channels == 3 && peppers.image.height == 512 && peppers.image.width == 512)
        #expect(peppers.notes.isEmpty)
        let house = try ImageFile.load(TestData.path("inpainting/bernoulli/images/house.png")).image
        #expect(house.channels == 1 && house.height == 256 && house.width == 256)
        #expect(try PNGFile.decode(PNGFile.encode(peppers.image, path: ""), path: "").image == peppers.image)
    }
}
