import Testing
import TestSupport
@testable import Imaging

@Suite struct RegionMaskTests {
    /// 4 x 3, black in the third column and at the last pixel.
    private static let picture = Image(channels: 1, height: 3, width: 4, pixels: [1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0])

    @Test func whiteIsKnownInEachChannel() throws {
        let mask = try RegionMask(Self.picture, path: "hole.png")
        #expect(try mask.mask(channels: 1, height: 3, width: 4, crop: .multipleOf(1)) == Self.picture)
        let colour = try mask.mask(channels: 3, height: 3, width: 4, crop: .multipleOf(1))
        #expect(
            colour
                == Image(
                    channels: 3, height: 3, width: 4,
                    pixels: Self.picture.pixels + Self.picture.pixels + Self.picture.pixels))
    }

    @Test func isCroppedAsItsImage() throws {
        let mask = try RegionMask(Self.picture, path: "hole.png")
        for crop in [Crop.centred(2), .multipleOf(2), .rectangle(left: 1, top: 1, right: 4, bottom: 3)] {
            #expect(try mask.mask(channels: 1, height: 3, width: 4, crop: crop) == Self.picture.cropped(crop))
        }
    }

    @Test func readsFilesOfGreyAndOfColour() throws {
        try Fixture.withFolder { folder in
            for channels in [1, 3] {
                let path = "\(folder)/mask\(channels).png"
                let picture = try RegionMask(Self.picture, path: "").mask(
                    channels: channels, height: 3, width: 4, crop: .multipleOf(1))
                try PNGFile.write(picture, to: path)
                #expect(try RegionMask(contentsOf: path).image == Self.picture)
            }
        }
    }

    @Test func refusesAnythingElse() throws {
        func refusal(_ picture: Image) -> RegionMaskError? {
            #expect(throws: RegionMaskError.self) { _ = try RegionMask(picture, path: "hole.png") }
        }
        var grey = Self.picture
        grey[0, 2, 1] = 0.5
        #expect(
            refusal(grey)?.description == "hole.png: the pixel at column 1, row 2 is neither black nor white; "
                + "a mask is white where the image is known and black elsewhere")
        var red = Image(channels: 3, height: 2, width: 2, repeating: 1)
        red[1, 1, 0] = 0
        #expect(refusal(red) == .notBlackAndWhite(path: "hole.png", x: 0, y: 1))

        let mask = try RegionMask(Self.picture, path: "hole.png")
        let wrong = #expect(throws: RegionMaskError.self) {
            _ = try mask.mask(channels: 3, height: 4, width: 3, crop: .multipleOf(1))
        }
        #expect(wrong?.description == "hole.png: the mask is 4 x 3, its image 3 x 4; they must have the same size")
        let lost = #expect(throws: RegionMaskError.self) {
            _ = try mask.mask(channels: 3, height: 3, width: 4, crop: .rectangle(left: 2, top: 0, right: 3, bottom: 3))
        }
        #expect(
            lost?.description
                == "hole.png: the mask is black in the whole part of the image that is restored; some of it must be white"
        )
        #expect(throws: CropError.self) { _ = try mask.mask(channels: 3, height: 3, width: 4, crop: .centred(5)) }
    }

    @Test(
        .enabled(if: TestData.available, "real test images not found; set DIP_DATA"),
        arguments: [("kate", 11334), ("library", 58762), ("vase", 2809)])
    func readsTheMasksOfTheDeepImagePrior(name: String, lost: Int) throws {
        let image = try ImageFile.load(TestData.path("inpainting/regions/\(name).png")).image
        let mask = try RegionMask(contentsOf: TestData.path("inpainting/regions/\(name)_mask.png"))
            .mask(channels: image.channels, height: image.height, width: image.width, crop: .multipleOf(1))
        #expect(mask.pixels.count { $0 == 0 } == 3 * lost)
    }
}
