/// The orientation in the Exif block of a JPEG (Exif 2.32, tag 0x0112): how to turn the picture upright.
public enum ExifOrientation: Int, CaseIterable, Sendable {
    case upright = 1
    case mirrored = 2
    case turnedHalf = 3
    case flipped = 4
    /// Rows and columns exchanged.
    case transposed = 5
    /// Shown after a quarter turn clockwise.
    case turnedClockwise = 6
    case transversed = 7
    /// Shown after a quarter turn counterclockwise.
    case turnedCounterclockwise = 8

    /// The orientation of a JPEG in memory; `upright` if it is missing or invalid.
    public init(jpeg bytes: [UInt8]) {
        self = JPEGSegments.metadata(bytes).orientation
    }

    /// Whether rows become columns.
    var exchangesSides: Bool { rawValue >= Self.transposed.rawValue }
}

extension Image {
    /// The picture upright.
    public func turned(_ orientation: ExifOrientation) -> Image {
        let exchanges = orientation.exchangesSides
        var result = Image(channels: channels, height: exchanges ? width : height, width: exchanges ? height : width)
        for channel in 0..<channels {
            for y in 0..<result.height {
                for x in 0..<result.width {
                    let (row, column) =
                        switch orientation {
                        case .upright: (y, x)
                        case .mirrored: (y, width - 1 - x)
                        case .turnedHalf: (height - 1 - y, width - 1 - x)
                        case .flipped: (height - 1 - y, x)
                        case .transposed: (x, y)
                        case .turnedClockwise: (height - 1 - x, y)
                        case .transversed: (height - 1 - x, width - 1 - y)
                        case .turnedCounterclockwise: (x, width - 1 - y)
                        }
                    result[channel, y, x] = self[channel, row, column]
                }
            }
        }
        return result
    }
}
