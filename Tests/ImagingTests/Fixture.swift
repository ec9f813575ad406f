import Foundation
import Imaging
import Testing

/// The small files in Fixtures: 11 x 5 pixels whose raw samples follow formulas.
enum Fixture {
    static let width = 11
    static let height = 5

    static func path(_ name: String) -> String {
        Bundle.module.resourceURL!.appendingPathComponent("Fixtures/" + name).path
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// Raw samples below 2, 4 or 16.
    static func small(_ count: Int) -> (Int, Int, Int) -> Int {
        { channel, y, x in (3 * x + 7 * y + 5 * channel) % count }
    }

    /// Raw 8-bit samples.
    static func eight(channel: Int, y: Int, x: Int) -> Int {
        (37 * x + 59 * y + 83 * channel) % 256
    }

    /// Raw 16-bit samples.
    static func sixteen(channel: Int, y: Int, x: Int) -> Int {
        (7919 * x + 10007 * y + 20011 * channel) % 65536
    }

    static let palette = [[10, 20, 30], [200, 100, 50], [0, 255, 128], [77, 77, 77]]

    /// The image of a formula for its samples.
    static func image(channels: Int, _ sample: (_ channel: Int, _ y: Int, _ x: Int) -> Float) -> Image {
        var image = Image(channels: channels, height: height, width: width)
        for channel in 0..<channels {
            for y in 0..<height {
                for x in 0..<width { image[channel, y, x] = sample(channel, y, x) }
            }
        }
        return image
    }

    /// A new folder that is removed after `body`.
    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("imaging-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.path)
    }

    /// How many versions of a file with one byte changed, from place `first` on, are refused; all others must give samples in range.
    static func refusals(
        of name: String, from first: Int = 0, flips: [UInt8], repair: (inout [UInt8]) -> Void = { _ in }
    ) throws -> Int {
        let bytes = try bytes(name)
        var refused = 0
        for position in first..<bytes.count {
            for flip in flips {
                var damaged = bytes
                damaged[position] ^= flip
                repair(&damaged)
                do {
                    let image = try ImageFile.decode(damaged, path: name).image
                    #expect(image.pixels.allSatisfy { (0...1).contains($0) })
                } catch is ImageFileError {
                    refused += 1
                }
            }
        }
        return refused
    }

    /// An image of every raw value of 0 ..< count.
    static func ramp(_ count: Int, channels: Int = 1) -> Image {
        Image(
            channels: channels, height: 1, width: count,
            pixels: (0..<channels * count).map {
                Float($0 % count) / Float(count - 1)
            })
    }
}
