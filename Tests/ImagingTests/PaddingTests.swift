import Testing
@testable import Imaging

@Suite struct PaddingTests {
    @Test func reflectsWithoutRepeatingTheEdge() throws {
        let row = Image(channels: 1, height: 1, width: 4, pixels: [1, 2, 3, 4])
        #expect(throws: CropError.cannotReflect(side: 1, multiple: 8)) { try row.padded(toMultipleOf: 8) }
        let samples: [Float] = (0..<8).flatMap { y -> [Float] in (1...4).map { x -> Float in Float(10 * y + x) } }
        let image = Image(channels: 1, height: 8, width: 4, pixels: samples)
        let padded = try image.padded(toMultipleOf: 8).image
        #expect(padded.width == 8)
        #expect(padded.height == 8)
        for y in 0..<8 {
            #expect((0..<8).map { padded[0, y, $0] - Float(10 * y) } == [3, 2, 1, 2, 3, 4, 3, 2])
        }
    }

    @Test(arguments: [(3, 7, 9, 4), (1, 33, 50, 32), (3, 32, 64, 32), (2, 40, 17, 16)])
    func croppingBackRestoresTheImage(channels: Int, height: Int, width: Int, factor: Int) throws {
        let count = channels * height * width
        let image = Image(channels: channels, height: height, width: width, pixels: (0..<count).map(Float.init))
        let (padded, original) = try image.padded(toMultipleOf: factor)
        #expect(padded.height % factor == 0 && padded.height - height < factor)
        #expect(padded.width % factor == 0 && padded.width - width < factor)
        #expect(try padded.cropped(original) == image)
    }

    @Test func saysWhyPaddingIsRefused() {
        let image = Image(channels: 1, height: 3, width: 40)
        let error = #expect(throws: CropError.self) { try image.padded(toMultipleOf: 32) }
        #expect(error?.description == "a side of 3 pixels is too short to be padded by reflection to a multiple of 32")
        #expect(throws: CropError.self) { try image.padded(toMultipleOf: 0) }
        #expect(throws: CropError.self) { try image.padded(toMultipleOf: .max) }
    }

    @Test func padsToAGivenSize() throws {
        let image = Image(channels: 1, height: 2, width: 3, pixels: [1, 2, 3, 4, 5, 6])
        let (padded, original) = image.padded(height: 3, width: 6)
        #expect(padded.pixels == [2, 1, 2, 3, 2, 1, 5, 4, 5, 6, 5, 4, 2, 1, 2, 3, 2, 1])
        #expect(try padded.cropped(original) == image)
        #expect(
            Image.reflects(3, to: 7) && !Image.reflects(3, to: 8) && !Image.reflects(3, to: 2)
                && !Image.reflects(0, to: 0))
    }
}
