import Foundation
import TestSupport
import Testing

@testable import Imaging

@Suite struct BernoulliMaskTests {
    @Test(arguments: [(0, 32682), (1, 32823), (100, 32854)] as [(UInt32, Int)])
    func keepsAsManySamplesAsNumpy(seed: UInt32, count: Int) {
        let mask = BernoulliMask(keep: 0.5, seed: seed).mask(channels: 1, height: 256, width: 256)
        #expect(mask.pixels.filter { $0 == 1 }.count == count)
        #expect(mask.pixels.filter { $0 == 0 }.count == 65536 - count)
    }

    @Test func comparesDrawsInPlanarOrder() {
        // numpy.random.RandomState(0).random_sample(8)
        let draws = [
            0.5488135039273248, 0.7151893663724195, 0.6027633760716439, 0.5448831829968969,
            0.4236547993389047, 0.6458941130666561, 0.4375872112626925, 0.8917730007820798,
        ]
        for keep in [0.3, 0.5, 0.55] {
            let mask = BernoulliMask(keep: keep, seed: 0).mask(channels: 2, height: 2, width: 2)
            #expect(mask.pixels == draws.map { $0 > 1 - keep ? 1 : 0 })
        }
    }

    @Test func losesWhatTheMaskLeavesOut() {
        let image = Fixture.ramp(200, channels: 3)
        let degradation = BernoulliMask(keep: 0.25, seed: 7)
        let mask = degradation.mask(channels: 3, height: 1, width: 200)
        #expect(degradation.apply(to: image).pixels == zip(image.pixels, mask.pixels).map { $1 == 1 ? $0 : 0 })
        #expect(BernoulliMask(keep: 1, seed: 7).apply(to: image).pixels.dropFirst() == image.pixels.dropFirst())
        #expect(BernoulliMask(keep: 0, seed: 7).apply(to: image).pixels.allSatisfy { $0 == 0 })
    }

    /// FNV-1a over the bits of the published masks of 256 x 256 and 512 x 512 pixels, eight a byte, set where a sample is lost.
    @Test(arguments: [(256, 0xf80f_bcf9_7a37_2fc6), (512, 0xdae9_2936_c132_a043)] as [(Int, UInt64)])
    func equalsTheChecksumsOfThePublishedMasks(side: Int, checksum: UInt64) {
        let mask = BernoulliMask(keep: 0.5, seed: 100).mask(channels: 1, height: side, width: side)
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in stride(from: 0, to: mask.pixels.count, by: 8) {
            let bits = (0..<8).reduce(UInt64(0)) { $0 << 1 | (mask.pixels[byte + $1] == 0 ? 1 : 0) }
            hash = (hash ^ bits) &* 0x100_0000_01b3
        }
        #expect(hash == checksum)
    }

    @Test(.enabled(if: TestData.available, "real test images not found; set DIP_DATA"))
    func equalsThePublishedMasks() throws {
        let folder = TestData.path("inpainting/bernoulli/masks")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".png") }
        #expect(names.count == 11)
        for name in names {
            let published = try ImageFile.load(folder + "/" + name).image
            let mask = BernoulliMask(keep: 0.5, seed: 100)
                .mask(channels: published.channels, height: published.height, width: published.width)
            #expect(mask == published, "\(name)")
        }
    }
}

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
