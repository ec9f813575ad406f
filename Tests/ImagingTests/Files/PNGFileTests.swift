import Foundation
import Testing
@testable import Imaging

@Suite struct PNGFileTests {
    @Test(arguments: [("grey1.png", 2), ("grey1-interlaced.png", 2), ("grey2.png", 4), ("grey4.png", 16)])
    func readsFewBitsExactly(name: String, count: Int) throws {
        let raw = Fixture.small(count)
        let expected = Fixture.image(channels: 1) { Float(raw($0, $1, $2)) / Float(count - 1) }
        #expect(try PNGFile.read(Fixture.path(name)) == expected)
    }

    @Test(arguments: [("grey8.png", 1), ("rgb8.png", 3), ("rgb8-interlaced.png", 3), ("rgb8-gamma.png", 3)])
    func readsEightBitsExactly(name: String, channels: Int) throws {
        let expected = Fixture.image(channels: channels) { Float(Fixture.eight(channel: $0, y: $1, x: $2)) / 255 }
        let loaded = try PNGFile.decode(Fixture.bytes(name), path: name)
        #expect(loaded.image == expected)
        #expect(loaded.notes.isEmpty)
    }

    @Test(arguments: [("grey16.png", 1), ("rgb16.png", 3), ("rgb16-interlaced.png", 3)])
    func readsSixteenBitsExactly(name: String, channels: Int) throws {
        let expected = Fixture.image(channels: channels) { Float(Fixture.sixteen(channel: $0, y: $1, x: $2)) / 65535 }
        #expect(try PNGFile.read(Fixture.path(name)) == expected)
    }

    @Test(arguments: ["palette2.png", "palette8.png"])
    func readsPalettesAsColour(name: String) throws {
        let index = Fixture.small(4)
        let expected = Fixture.image(channels: 3) { Float(Fixture.palette[index(0, $1, $2)][$0]) / 255 }
        let loaded = try PNGFile.decode(Fixture.bytes(name), path: name)
        #expect(loaded.image == expected)
        #expect(loaded.notes.isEmpty)
    }

    @Test(arguments: [
        ("grey-alpha8.png", 1, false), ("rgba8.png", 3, false), ("grey-alpha16.png", 1, true), ("rgba16.png", 3, true),
    ])
    func compositesAlphaOnWhite(name: String, channels: Int, isDeep: Bool) throws {
        let largest = isDeep ? 65535.0 : 255.0
        let expected = Fixture.image(channels: channels) { channel, y, x in
            let sample = { isDeep ? Fixture.sixteen(channel: $0, y: y, x: x) : Fixture.eight(channel: $0, y: y, x: x) }
            let alpha = Double(sample(channels)) / largest
            return Float(alpha * Double(sample(channel)) / largest + (1 - alpha))
        }
        let loaded = try PNGFile.decode(Fixture.bytes(name), path: name)
        #expect(loaded.notes == ["alpha channel composited on white"])
        #expect(loaded.image.channels == channels)
        for (found, wanted) in zip(loaded.image.pixels, expected.pixels) { #expect(abs(found - wanted) <= 1e-7) }
    }

    @Test func compositesTransparentPaletteEntries() throws {
        let index = Fixture.small(4)
        let alphas = [0.0, 1, 0.2, 1]
        let loaded = try PNGFile.decode(Fixture.bytes("palette2-transparent.png"), path: "")
        #expect(loaded.notes == ["alpha channel composited on white"])
        let expected = Fixture.image(channels: 3) { channel, y, x in
            let entry = index(0, y, x)
            return Float(alphas[entry] * Double(Fixture.palette[entry][channel]) / 255 + 1 - alphas[entry])
        }
        for (found, wanted) in zip(loaded.image.pixels, expected.pixels) { #expect(abs(found - wanted) <= 1e-7) }
    }

    @Test(arguments: [("grey8-transparent.png", 1, 255), ("rgb16-transparent.png", 3, 65535)])
    func makesTheTransparentColourWhite(name: String, channels: Int, largest: Int) throws {
        let raw = largest == 255 ? Fixture.eight : Fixture.sixteen
        let key = (0..<channels).map { raw($0, 2, 3) }
        let expected = Fixture.image(channels: channels) { channel, y, x in
            (0..<channels).map { raw($0, y, x) } == key ? 1 : Float(raw(channel, y, x)) / Float(largest)
        }
        let loaded = try PNGFile.decode(Fixture.bytes(name), path: name)
        #expect(loaded.image == expected)
        #expect(loaded.notes == ["alpha channel composited on white"])
    }

    @Test(arguments: [1, 3], [(8, 256), (16, 65536)])
    func writesEveryValueExactly(channels: Int, depth: (bits: Int, count: Int)) throws {
        let image = Fixture.ramp(depth.count, channels: channels)
        let decoded = try PNGFile.decode(PNGFile.encode(image, bitDepth: depth.bits, path: ""), path: "").image
        #expect(decoded == image)
    }

    @Test func dividesAsDoublePrecisionDoes() {
        for value in 0...65535 where Float(value) / 65535 != Float(Double(value) / 65535) {
            Issue.record("\(value) / 65535 is rounded differently")
        }
    }

    @Test func roundsToNearestAfterClipping() throws {
        let values: [Float] = [
            -0.5, 0.49 / 255, 0.51 / 255, 100.49 / 255, 100.51 / 255, 254.6 / 255, 1.5, .infinity, -.infinity,
        ]
        let image = Image(channels: 1, height: 1, width: values.count, pixels: values)
        let decoded = try PNGFile.decode(PNGFile.encode(image, path: ""), path: "").image
        #expect(decoded.pixels.map { Int(($0 * 255).rounded()) } == [0, 0, 1, 100, 101, 255, 255, 255, 0])
    }

    @Test func writesTheSameBytesAgain() throws {
        let image = SyntheticImage.pebbles.image(width: 40, height: 24)
        let first = try PNGFile.encode(image, path: "a.png")
        #expect(try PNGFile.encode(image, path: "b.png") == first)
        try Fixture.withFolder { folder in
            try PNGFile.write(image, to: folder + "/c.png")
            #expect(try Array(Data(contentsOf: URL(fileURLWithPath: folder + "/c.png"))) == first)
        }
    }

    @Test func refusesWhatPNGCannotHold() {
        func reason(_ image: Image, bitDepth: Int = 8) -> String? {
            do {
                _ = try PNGFile.encode(image, bitDepth: bitDepth, path: "out.png")
                return nil
            } catch {
                return "\(error)"
            }
        }
        let grey = Image(channels: 1, height: 2, width: 2)
        #expect(reason(grey, bitDepth: 4) == "out.png: cannot write the image: 4 bits per sample; 8 and 16 are allowed")
        #expect(
            reason(Image(channels: 2, height: 2, width: 2))
                == "out.png: cannot write the image: 2 channels; 1 and 3 are allowed")
        #expect(reason(Image(channels: 1, height: 0, width: 2)) == "out.png: cannot write the image: it has no pixels")
        #expect(
            reason(Image(channels: 1, height: 2, width: 2, repeating: .nan))
                == "out.png: cannot write the image: it contains a value that is not a number")
    }
}
