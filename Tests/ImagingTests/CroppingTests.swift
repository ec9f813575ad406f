import Testing
@testable import Imaging

@Suite struct CroppingTests {
    /// Each sample tells where it lies.
    private func located(channels: Int, height: Int, width: Int) -> Image {
        var image = Image(channels: channels, height: height, width: width)
        for channel in 0..<channels {
            for y in 0..<height {
                for x in 0..<width { image[channel, y, x] = Float(channel * 1_000_000 + y * 1000 + x) }
            }
        }
        return image
    }

    @Test(arguments: [
        (Crop.multipleOf(32), 70, 101, 3, 2, 64, 96),
        (.multipleOf(32), 64, 96, 0, 0, 64, 96),
        (.multipleOf(1), 5, 7, 0, 0, 5, 7),
        (.centred(4), 7, 10, 1, 3, 4, 4),
        (.centred(7), 7, 10, 0, 1, 7, 7),
        (.rectangle(left: 2, top: 1, right: 5, bottom: 3), 7, 10, 1, 2, 2, 3),
        (.rectangle(left: 0, top: 0, right: 10, bottom: 7), 7, 10, 0, 0, 7, 10),
    ])
    func keepsTheNamedPart(crop: Crop, height: Int, width: Int, top: Int, left: Int, rows: Int, columns: Int) throws {
        let image = located(channels: 3, height: height, width: width)
        let cropped = try image.cropped(crop)
        #expect([cropped.channels, cropped.height, cropped.width] == [3, rows, columns])
        for channel in 0..<3 {
            for y in 0..<rows {
                for x in 0..<columns { #expect(cropped[channel, y, x] == image[channel, y + top, x + left]) }
            }
        }
    }

    @Test(arguments: [
        (Crop.multipleOf(32), "a crop to a multiple of 32 does not fit into an image of 40 x 20 pixels"),
        (.multipleOf(0), "a crop to a multiple of 0 is empty; sides and multiples of at least 1 are allowed"),
        (.centred(21), "a centred crop of 21 x 21 does not fit into an image of 40 x 20 pixels"),
        (.centred(-1), "a centred crop of -1 x -1 is empty; sides and multiples of at least 1 are allowed"),
        (
            .rectangle(left: 0, top: 0, right: 41, bottom: 20),
            "the crop [0, 0, 41, 20] (left, top, right, bottom) does not fit into an image of 40 x 20 pixels"
        ),
        (
            .rectangle(left: -1, top: 0, right: 4, bottom: 20),
            "the crop [-1, 0, 4, 20] (left, top, right, bottom) does not fit into an image of 40 x 20 pixels"
        ),
        (
            .rectangle(left: 5, top: 0, right: 5, bottom: 20),
            "the crop [5, 0, 5, 20] (left, top, right, bottom) is empty; sides and multiples of at least 1 are allowed"
        ),
    ])
    func saysWhyACropIsRefused(crop: Crop, sentence: String) {
        let error = #expect(throws: CropError.self) { try Image(channels: 1, height: 20, width: 40).cropped(crop) }
        #expect(error?.description == sentence)
    }
}
