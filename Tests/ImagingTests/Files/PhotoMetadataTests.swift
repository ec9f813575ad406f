import TestSupport
import Testing

@testable import Imaging

/// What a file says beside its samples survives reading and writing.
@Suite struct PhotoMetadataTests {
    /// An ICC profile without tags, as long as is asked for.
    static func profile(_ space: String = "RGB ", count: Int = 132) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        func put(_ new: [UInt8], _ place: Int) { bytes.replaceSubrange(place..<place + new.count, with: new) }
        put((0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }, 0)
        put([2, 0x40, 0, 0] + Array("mntr\(space)XYZ ".utf8), 8)
        put(Array("acsp".utf8), 36)
        put([0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d], 68)
        // What is behind the header differs from place to place.
        for place in 132..<max(132, count) { bytes[place] = UInt8(truncatingIfNeeded: place * 7) }
        return bytes
    }

    private static let image = Image.textured(channels: 3, height: 12, width: 20, seed: 1)

    /// A photograph with everything, written as a PNG and read again.
    private func copy(_ photograph: Photograph) throws -> (copy: Photograph, notes: [String]) {
        try Fixture.withFolder { folder in
            let notes = try photograph.write(photograph.image, to: folder + "/copy.png")
            return (try Photograph(contentsOf: folder + "/copy.png"), notes)
        }
    }

    @Test(arguments: [(3, "RGB "), (1, "GRAY")])
    func aPNGKeepsProfileResolutionAndExif(channels: Int, space: String) throws {
        let metadata = PhotoMetadata(
            profile: Self.profile(space, count: 4000),
            resolution: PixelResolution(across: 11811, down: 5906, unit: .metre),
            exif: ExifBlock(TIFFBuilder(entries: [.init(0x0131, .short(7))]).bytes))
        let image = Image.textured(channels: channels, height: 12, width: 20, seed: 1)
        let (copy, notes) = try copy(Photograph(image: image, metadata: metadata))
        #expect(copy.metadata == metadata && notes.isEmpty)
    }

    @Test func aPNGKeepsWhatItSaysOfItsColours() throws {
        let colours = [
            PNGColours(intent: 1, gamma: nil, chromaticities: nil),
            PNGColours(
                intent: nil, gamma: 100_000,
                chromaticities: [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000]),
        ]
        for colour in colours {
            let metadata = PhotoMetadata(colours: colour)
            let read = try copy(Photograph(image: Self.image, metadata: metadata)).copy.metadata.colours
            #expect(read?.intent == colour?.intent)
            // libpng derives gamma and primaries from sRGB.
            if colour?.intent == nil { #expect(read == colour) }
        }
    }

    @Test func aProfileOfAnotherColourSpaceIsLeftOutAndSaid() throws {
        let metadata = PhotoMetadata(profile: Self.profile("GRAY"))
        let (copy, notes) = try copy(Photograph(image: Self.image, metadata: metadata))
        #expect(copy.metadata.profile == nil)
        #expect(notes == ["the colour profile does not suit the picture and is left out"])
    }

    /// More than one segment holds.
    @Test(arguments: [132, 65_519, 65_520, 200_000])
    func aJPEGKeepsProfileResolutionAndExif(count: Int) throws {
        let metadata = PhotoMetadata(
            profile: Self.profile(count: count), resolution: PixelResolution(across: 300, down: 150, unit: .inch),
            exif: ExifBlock(TIFFBuilder(entries: [.init(0x0131, .short(7))]).bytes))
        let encoded = try JPEGFile.encode(Self.image, quality: 95, metadata: metadata, path: "")
        #expect(encoded.notes.isEmpty)
        let read = try Photograph(encoded.bytes, path: "")
        #expect(read.metadata == metadata && read.jpegQuality == 95)
    }

    @Test func whatDoesNotFitInAJPEGIsSaid() throws {
        let long = TIFFBuilder(entries: []).bytes + [UInt8](repeating: 1, count: 65_600)
        let metadata = PhotoMetadata(
            profile: [UInt8](repeating: 0, count: 255 * 65_519 + 1),
            colours: .init(intent: nil, gamma: 1, chromaticities: nil),
            exif: ExifBlock(long))
        let encoded = try JPEGFile.encode(Self.image, quality: 95, metadata: metadata, path: "")
        #expect(encoded.notes.count == 2 && encoded.notes[0].hasPrefix("the Exif block of \(long.count) bytes"))
        #expect(encoded.notes[1].hasPrefix("the colour profile of "))
        #expect(try Photograph(encoded.bytes, path: "").metadata.profile == nil)
    }

    /// Colours at full resolution are for high qualities only.
    @Test func qualityChoosesTheResolutionOfColours() throws {
        let plain = try JPEGFile.encode(Self.image, quality: 89, path: "")
        #expect(try JPEGFile.encode(Self.image, quality: 89, metadata: PhotoMetadata(), path: "").bytes == plain)
        let fine = try JPEGFile.encode(Self.image, quality: 90, metadata: PhotoMetadata(), path: "").bytes
        let half = try JPEGFile.encode(Self.image, quality: 90, path: "")
        let errors = try [fine, half].map {
            ImageMetrics.meanSquaredError(try JPEGFile.decode($0, path: "").image, Self.image)
        }
        #expect(errors[0] < errors[1])
    }

    @Test(arguments: [true, false])
    func aTurnedPictureIsNotTurnedAgain(isJPEG: Bool) throws {
        let exif = ExifBlock(TIFFBuilder(entries: [.init(0x0112, .short(6))]).bytes)
        #expect(exif?.orientation == .turnedClockwise)
        let metadata = PhotoMetadata(
            resolution: PixelResolution(across: 300, down: 150, unit: .inch), exif: exif)
        let bytes =
            isJPEG
            ? try JPEGFile.encode(Self.image, quality: 95, metadata: metadata, path: "").bytes
            : try PNGFile.encode(Self.image, alpha: Self.image.grey, bitDepth: 8, metadata: metadata, path: "").bytes
        let photograph = try Photograph(bytes, path: "a")
        #expect(photograph.image.width == 12 && photograph.image.height == 20)
        #expect(photograph.notes == ["turned upright, as its Exif block says"])
        #expect(photograph.alpha?.width == (isJPEG ? nil : 12))
        #expect(photograph.metadata.exif?.orientation == .upright)
        let resolution = photograph.metadata.resolution
        #expect(resolution?.whole(per: .inch, limit: 1000).map { [$0.across, $0.down] } == [150, 300])
        let again = try copy(photograph).copy
        #expect(again.image == photograph.image && again.notes.isEmpty)
    }

    @Test func sizesAreThoseOfTheRestoredPictureAndTheThumbnailGoes() throws {
        for isLittle in [true, false] {
            let builder = TIFFBuilder(
                isLittle: isLittle, entries: [.init(0x0100, .short(20)), .init(0x0112, .short(1))],
                exif: [.init(0xa002, .short(20)), .init(0xa003, .long(12))], thumbnail: [.init(0x0201, .long(9))])
            let exif = try #require(ExifBlock(builder.bytes))
            let kept = PhotoMetadata(exif: exif).restored(width: 70_000, height: 48).exif
            var expected = builder
            expected.entries[0].value = .long(70_000)
            expected.exif = [.init(0xa002, .long(70_000)), .init(0xa003, .long(48))]
            expected.linksThumbnail = false
            #expect(kept?.bytes == expected.bytes)
        }
    }

    @Test func resolutionsAreConverted() {
        let inch = PixelResolution(across: 300, down: 300, unit: .inch)
        #expect(inch?.whole(per: .metre, limit: .max)?.across == 11811)
        let metre = PixelResolution(across: 11811, down: 11811, unit: .metre)
        #expect(metre?.whole(per: .inch, limit: 65535)?.across == 300)
        #expect(metre?.whole(per: .inch, limit: 299) == nil && metre?.whole(per: .ratio, limit: 99999) == nil)
        #expect(PixelResolution(across: 2, down: 1, unit: .ratio)?.whole(per: .ratio, limit: 9)?.across == 2)
        #expect(PixelResolution(across: 0, down: 1, unit: .inch) == nil)
    }

    /// Where a camera writes no JFIF segment, Exif holds the resolution.
    @Test func theResolutionOfExifIsTheLastResort() throws {
        let exif = ExifBlock(
            TIFFBuilder(entries: [.init(0x011a, .rational(300, 1)), .init(0x011b, .rational(600, 2))]).bytes)
        let bytes = try JPEGFile.encode(Self.image, quality: 95, metadata: PhotoMetadata(exif: exif), path: "").bytes
        let expected = PixelResolution(across: 300, down: 300, unit: .inch)
        #expect(try Photograph(bytes, path: "").metadata.resolution == expected)
    }

    /// No prefix and no single byte makes it read or write elsewhere.
    @Test func damagedBlocksAreHarmless() {
        let good = TIFFBuilder(
            entries: [.init(0x0112, .short(6)), .init(0x011a, .rational(1, 1))], exif: [.init(0xa002, .short(20))]
        ).bytes
        func use(_ bytes: [UInt8]) -> Int {
            guard var exif = ExifBlock(bytes) else { return 0 }
            _ = (exif.orientation, exif.resolution)
            exif.setUpright()
            exif.setSize(width: 1, height: 1)
            exif.removeThumbnail()
            return exif.bytes.count
        }
        for count in 0..<good.count { #expect(use(Array(good.prefix(count))) <= count) }
        for place in good.indices {
            for value: UInt8 in [0, 1, 127, 128, 255] {
                var bytes = good
                bytes[place] = value
                #expect(use(bytes) == 0 || use(bytes) == good.count)
            }
        }
    }
}
