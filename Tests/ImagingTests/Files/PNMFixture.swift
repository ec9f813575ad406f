import Foundation
import Imaging

extension Fixture {
    /// What libjpeg's own programs made of these pictures of 37 x 29 pixels: `cjpeg -quality 10 -baseline`, then `djpeg`.
    static func jpegOriginal(channels: Int) -> Image {
        var image = Image(channels: channels, height: 29, width: 37)
        for c in 0..<channels {
            for y in 0..<29 {
                for x in 0..<37 {
                    image[c, y, x] = Float((6 * x + 3 * y + (x / 8 + y / 5) % 2 * 90 + 83 * c) % 256) / 255
                }
            }
        }
        return image
    }

    /// A binary PGM or PPM of 8 bits with its header on three lines.
    static func pnm(_ bytes: [UInt8]) -> Image {
        let newlines = bytes.indices.filter { bytes[$0] == 10 }.prefix(3)
        let header = String(decoding: bytes[..<newlines[2]], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        let channels = header[0] == "P6" ? 3 : 1, width = Int(header[1])!, height = Int(header[2])!
        let samples = bytes[(newlines[2] + 1)...]
        var image = Image(channels: channels, height: height, width: width)
        for (i, sample) in samples.enumerated() {
            image.pixels[i % channels * width * height + i / channels] = Float(sample) / 255
        }
        return image
    }

    /// The image as a binary PGM or PPM of 8 bits.
    static func pnm(_ image: Image) -> [UInt8] {
        let header = "\(image.channels == 3 ? "P6" : "P5")\n\(image.width) \(image.height)\n255\n"
        let count = image.width * image.height
        return Array(header.utf8)
            + (0..<image.pixels.count).map { i in
                UInt8((image.pixels[i % image.channels * count + i / image.channels] * 255).rounded())
            }
    }
}
