import TestSupport
import Testing

@testable import Imaging

/// XMP and IPTC of a photograph, through both formats.
@Suite struct XMPAndIPTCTests {
    static let packet = """
        <?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"
          exif:PixelXDimension = '20' xmpNote:HasExtendedXMP="0123ABCD" xtiff:Orientation="6">
        <tiff:ImageLength>12</tiff:ImageLength><dc:creator>Zoë O'Neil</dc:creator>
        <xmp:Thumbnails><rdf:Alt><rdf:li xmpGImg:width="9"><xmpGImg:image>/9j/4AAQ</xmpGImg:image></rdf:li></rdf:Alt></xmp:Thumbnails>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """
    /// A caption in UTF-8, as IIM holds it.
    static let records: [UInt8] = [0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47, 0x1c, 2, 120, 0, 5] + Array("Zoë!".utf8)
    private static let image = Image.textured(channels: 3, height: 12, width: 20, seed: 1)
    private static var metadata: PhotoMetadata {
        PhotoMetadata(xmp: XMPPacket(Array(packet.utf8)), iptc: IPTCBlock(records))
    }

    private static func encoded(_ metadata: PhotoMetadata, _ format: PhotoFormat) throws -> (
        bytes: [UInt8], notes: [String]
    ) {
        switch format {
        case .png: try PNGFile.encode(image, alpha: nil, bitDepth: 8, metadata: metadata, path: "")
        case .jpeg: try JPEGFile.encode(image, quality: 95, metadata: metadata, path: "")
        case .tiff:
            (try TIFFFile.encode(image, alpha: nil, bitDepth: 8, metadata: metadata, path: ""), [])
        }
    }

    @Test(arguments: [PhotoFormat.png, .jpeg] + (TIFFFile.problem == nil ? [.tiff] : [])) func bothAreKept(
        format: PhotoFormat
    ) throws {
        let encoded = try Self.encoded(Self.metadata, format)
        #expect(encoded.notes.isEmpty)
        let read = try Photograph(encoded.bytes, path: "").metadata
        #expect(read.xmp?.text == Self.packet && read.iptc?.bytes == Self.records)
    }

    /// From one format to the other, by way of the files that `dip restore` writes.
    @Test func theyGoFromJPEGToPNGAndBack() throws {
        try Fixture.withFolder { folder in
            let first = try Photograph(try Self.encoded(Self.metadata, .jpeg).bytes, path: "")
            for (photograph, name) in [(first, "a.png"), (try nextOf(first, folder), "b.jpg")] {
                #expect(try photograph.write(photograph.image, to: folder + "/" + name).isEmpty)
                let kept = try Photograph(contentsOf: folder + "/" + name).metadata
                #expect(kept.iptc?.bytes == Self.records)
                #expect(kept.xmp?.text.contains("<dc:creator>Zoë O'Neil</dc:creator>") == true)
                #expect(kept.xmp?.text.contains("Thumbnails") == false)
            }
        }
    }

    private func nextOf(_ photograph: Photograph, _ folder: String) throws -> Photograph {
        try photograph.write(photograph.image, to: folder + "/next.png")
        return try Photograph(contentsOf: folder + "/next.png")
    }

    @Test func whatThePacketSaysOfThePictureIsTrueOfTheNewOne() throws {
        let turned = Self.metadata.turned(.turnedClockwise).restored(width: 240, height: 400)
        let expected = Self.packet.replacing(" tiff:Orientation=\"6\"", with: " tiff:Orientation=\"1\"")
            .replacing("'20'", with: "'240'").replacing(">12<", with: ">400<")
            .replacing("xmpNote:HasExtendedXMP=\"0123ABCD\"", with: "")
            .replacing(#/<xmp:Thumbnails>.*<\/xmp:Thumbnails>/#, with: "")
        #expect(turned.xmp?.text == expected)
        #expect(turned.iptc == Self.metadata.iptc)
    }

    /// A property in the value of another is a part of it, and quotation marks and elements may be left open.
    @Test(arguments: [
        ("<x xmp:Thumbnails='see xmp:Thumbnails=\"a\"'/>", "<x />"),
        ("<x tiff:ImageWidth='was tiff:ImageWidth=\"1234567\"'/>", "<x tiff:ImageWidth='240'/>"),
        ("<x xmp:Thumbnails='a' xmp:Thumbnails=\"b\" xmp:Thumbnails='c/>", "<x   xmp:Thumbnails='c/>"),
        ("<xmp:Thumbnails/><xmp:Thumbnails>a</xmp:Thumbnails><xmp:Thumbnails>b", "<xmp:Thumbnails/><xmp:Thumbnails>b"),
    ])
    func propertiesInOddPlaces(_ packet: String, _ expected: String) {
        let restored = PhotoMetadata(xmp: XMPPacket(Array(packet.utf8))).restored(width: 240, height: 400)
        #expect(restored.xmp?.text == expected)
    }

    /// What is left open again and again is not looked for to the end each time.
    @Test(
        .timeLimit(.minutes(2)),
        arguments: ["<xmp:Thumbnails >", "\n xmp:Thumbnails='", "\n xmp:Thumbnails=\" ", "<xmp:Thumbnails "])
    func manyOpenProperties(_ part: String) {
        let packet = "<x" + String(repeating: part, count: 40_000)
        for end in ["", "/>", ">", "'\">"] {
            _ = PhotoMetadata(xmp: XMPPacket(Array((packet + end).utf8))).restored(width: 240, height: 400)
        }
    }

    @Test func aPacketThatIsTooLongForAJPEGIsSaid() throws {
        var metadata = PhotoMetadata(xmp: XMPPacket(Array(("<x>" + String(repeating: "a", count: 65_600)).utf8)))
        let encoded = try Self.encoded(metadata, .jpeg)
        #expect(encoded.notes == ["the XMP block of 65603 bytes is too long for a JPEG and left out"])
        #expect(try Photograph(encoded.bytes, path: "").metadata.xmp == nil)
        #expect(try Photograph(try Self.encoded(metadata, .png).bytes, path: "").metadata.xmp == metadata.xmp)
        metadata = PhotoMetadata(iptc: IPTCBlock([0x1c] + [UInt8](repeating: 2, count: 65_600)))
        #expect(try Self.encoded(metadata, .jpeg).notes.first?.hasPrefix("the IPTC block of ") == true)
    }

    /// Photoshop's resources in two segments, with a thumbnail before the block; the second XMP packet of a camera.
    @Test func segmentsOfOtherPrograms() throws {
        func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
            [0xff, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 255)] + content
        }
        let block = try #require(IPTCBlock(Self.records))
        let thumbnail = Array("8BIM".utf8) + [4, 0x0c, 3] + Array("abc".utf8) + [0, 0, 0, 3, 1, 2, 3, 0]
        let resources = thumbnail + block.resource, name = Array("Photoshop 3.0\0".utf8)
        let extended = Array("http://ns.adobe.com/xmp/extension/\0".utf8) + [UInt8](repeating: 65, count: 60)
        let bytes =
            [0xff, 0xd8] + segment(0xed, name + resources.prefix(20)) + segment(0xe1, extended)
            + segment(0xed, name + resources.dropFirst(20)) + [0xff, 0xd9]
        let metadata = JPEGSegments.metadata(bytes)
        #expect(metadata.iptc?.bytes == Self.records && metadata.xmp == nil)
    }

    @Test func damagedBlocksSayNothing() throws {
        let block = try #require(IPTCBlock(Self.records))
        for count in 0..<block.resource.count - 1 {
            #expect(IPTCBlock(resources: Array(block.resource.prefix(count))) == nil)
        }
        for count in 0..<block.text.count - 3 { #expect(IPTCBlock(text: Array(block.text.prefix(count))) == nil) }
        #expect(IPTCBlock(text: block.text) == block)
        #expect(IPTCBlock(text: Array("\niptc\n 5\n1c02xx0001\n".utf8)) == nil)
        #expect(IPTCBlock(text: Array("\niptc\n 5\n1c02780000\n".utf8))?.bytes.count == 5, "without Photoshop's frame")
        #expect(XMPPacket([0x3c, 0xff]) == nil && XMPPacket([0x3c, 0]) == nil && XMPPacket([]) == nil)
        for cut in [
            "<x tiff:Orientation", "<x tiff:Orientation=", "<x tiff:Orientation='6", "<xmp:Thumbnails>",
            "<tiff:ImageWidth",
        ] {
            var packet = try #require(XMPPacket(Array(cut.utf8)))
            packet.setUpright()
            packet.setSize(width: 1, height: 1)
            packet.removePictures()
            #expect(packet.text == cut)
        }
    }
}
