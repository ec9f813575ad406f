import TestSupport
import Testing
@testable import Imaging

/// What a TIFF says beside its samples is kept, whatever the photograph was and becomes.
@Suite(.enabled(if: TIFFFile.problem == nil, "libtiff is not installed")) struct TIFFMetadataTests {
    private static let image = Image.textured(channels: 3, height: 12, width: 20, seed: 1)

    /// An Exif block as cameras write it: a text, an orientation, a directory of its own, and one of places.
    private func block(isLittle: Bool, orientation: Int = 1) throws -> ExifBlock {
        var first = TIFFDirectory(isLittle: isLittle), own = first, places = first
        own.set(0x829a, TIFFDirectory.Kind.rational, numbers: [1, 125])
        own.set(0xa002, TIFFDirectory.Kind.long, numbers: [99])
        own.set(0xa005, TIFFDirectory.Kind.long, numbers: [7])
        places.set(2, TIFFDirectory.Kind.rational, numbers: [52, 1, 22, 1, 30, 1])
        var bytes = first.head(first: 0)
        first.set(0x0110, 2, Array("Model 7\0".utf8))
        first.set(0x0112, TIFFDirectory.Kind.short, numbers: [orientation])
        first.set(0x8769, TIFFDirectory.Kind.long, numbers: [own.write(to: &bytes)])
        first.set(0x8825, TIFFDirectory.Kind.long, numbers: [places.write(to: &bytes)])
        let place = first.write(to: &bytes)
        bytes.replaceSubrange(0..<8, with: first.head(first: place))
        return try #require(ExifBlock(bytes))
    }

    private func copy(_ photograph: Photograph, as name: String = "copy.tif") throws -> Photograph {
        try Fixture.withFolder { folder in
            #expect(try photograph.write(photograph.image, to: "\(folder)/\(name)").isEmpty)
            return try Photograph(contentsOf: "\(folder)/\(name)")
        }
    }

    @Test(arguments: [true, false])
    func everythingIsKept(isLittle: Bool) throws {
        let exif = try block(isLittle: isLittle)
        let metadata = PhotoMetadata(
            profile: PhotoMetadataTests.profile("RGB ", count: 4001),
            resolution: PixelResolution(across: 300, down: 72.5, unit: .inch), exif: exif,
            xmp: XMPPacket(Array("<x:xmpmeta xmlns:x='adobe:ns:meta/'>näher</x:xmpmeta>".utf8)),
            iptc: IPTCBlock([0x1c, 2, 120, 0, 3] + Array("sea".utf8)))
        let said = try copy(Photograph(image: Self.image, metadata: metadata)).metadata
        #expect(said.profile == metadata.profile && said.resolution == metadata.resolution && said.xmp == metadata.xmp)
        #expect(said.iptc == metadata.iptc)
        let directory = try #require(said.exif.flatMap { TIFFDirectory($0.bytes) })
        #expect(directory.isLittle == isLittle && directory[0x0110] == Array("Model 7\0".utf8)[...])
        let own = try #require(directory.directory(0x8769, in: said.exif!.bytes))
        #expect(own.number(0xa002) == 20, "the size is that of the picture")
        #expect(own[0x829a]?.count == 8 && own[0xa005] == nil)
        #expect(directory.directory(0x8825, in: said.exif!.bytes)?[2]?.count == 24)
    }

    /// From a TIFF to a PNG and back.
    @Test func otherFormatsGetIt() throws {
        let metadata = PhotoMetadata(
            profile: PhotoMetadataTests.profile(count: 4000),
            resolution: PixelResolution(across: 11811, down: 11811, unit: .metre),
            exif: try block(isLittle: false))
        let tiff = try copy(Photograph(image: Self.image, bitDepth: 16, metadata: metadata))
        #expect(tiff.metadata.resolution == PixelResolution(across: 118.11, down: 118.11, unit: .centimetre))
        let png = try copy(tiff, as: "copy.png")
        #expect(png.bitDepth == 16 && png.metadata.profile == metadata.profile)
        #expect(png.metadata.resolution == metadata.resolution && png.metadata.exif == tiff.metadata.exif)
        #expect(try copy(png).metadata == tiff.metadata)
    }

    @Test func itIsTurnedUpright() throws {
        var file = try TIFFFile.encode(Self.image, alpha: nil, bitDepth: 8, metadata: PhotoMetadata(), path: "a.tif")
        var directory = try #require(TIFFDirectory(file))
        directory.set(0x0112, TIFFDirectory.Kind.short, numbers: [6])
        let place = directory.write(to: &file)
        file.replaceSubrange(0..<8, with: directory.head(first: place))
        let photograph = try Photograph(file, path: "a.tif")
        #expect(photograph.image.width == 12 && photograph.image.height == 20)
        #expect(photograph.notes == ["turned upright, as its Exif block says"])
        #expect(try copy(photograph).image == photograph.image, "not turned twice")
    }

    /// A damaged file may name the same bytes many times.
    @Test func textsThatAreNamedOftenAreTakenOnce() throws {
        var directory = TIFFDirectory(isLittle: true)
        let text = [UInt8](repeating: 65, count: 100_000)
        for tag in [0x010e, 0x010e, 0x010f, 0x010e] {
            directory.entries.append(.init(tag: tag, type: 2, value: text[...]))
        }
        let file = [UInt8](repeating: 0, count: 250_000)
        let block = try #require(ExifBlock(directory, in: file))
        #expect(block.bytes.count < 201_000)
        #expect(ExifBlock(directory, in: Array(file[..<150_000])) == nil)
    }

    /// A profile says more, and what has none is taken for sRGB.
    @Test(arguments: ["jpg", "tif"])
    func gammaAndPrimariesAreLeftOutAndSaid(ending: String) throws {
        let gamma = PNGColours(intent: nil, gamma: 100_000, chromaticities: nil)
        let standard = PNGColours(intent: 0, gamma: 45455, chromaticities: nil)
        func notes(_ metadata: PhotoMetadata) throws -> [String] {
            try Fixture.withFolder {
                try Photograph(image: Self.image, metadata: metadata).write(Self.image, to: "\($0)/copy.\(ending)")
            }
        }
        let format = ending == "jpg" ? "JPEG" : "TIFF"
        let sentence = "a \(format) cannot hold the PNG's gamma and primaries: they are left out"
        #expect(try notes(PhotoMetadata(colours: gamma)) == [sentence])
        #expect(try notes(PhotoMetadata(colours: standard)).isEmpty)
        #expect(try notes(PhotoMetadata(profile: PhotoMetadataTests.profile(), colours: gamma)).isEmpty)
    }

    @Test func aPlainFileSaysNothing() throws {
        #expect(try copy(Photograph(image: Self.image)).metadata == PhotoMetadata())
    }
}
