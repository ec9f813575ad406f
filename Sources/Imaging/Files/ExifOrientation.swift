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
        self = Self.block(bytes).flatMap(Self.tag).flatMap(Self.init(rawValue:)) ?? .upright
    }

    /// The TIFF structure inside the APP1 segment of Exif.
    private static func block(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        var place = 2
        while place + 4 <= bytes.count, bytes[place] == 0xff {
            let marker = bytes[place + 1]
            // Scan data follow, or the picture ends.
            if marker == 0xda || marker == 0xd9 { return nil }
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            let end = place + 2 + length
            guard length >= 2, end <= bytes.count else { return nil }
            let content = bytes[place + 4..<end]
            if marker == 0xe1, content.starts(with: Array("Exif\0\0".utf8)) { return content.dropFirst(6) }
            place = end
        }
        return nil
    }

    /// The value of the tag in the first directory.
    private static func tag(_ tiff: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(tiff)
        guard bytes.count >= 8 else { return nil }
        let isLittle = bytes[0] == 0x49
        func number(_ offset: Int, _ size: Int) -> Int? {
            guard offset >= 0, offset + size <= bytes.count else { return nil }
            return (0..<size).reduce(0) { $0 << 8 | Int(bytes[offset + (isLittle ? size - 1 - $1 : $1)]) }
        }
        guard number(2, 2) == 42, let directory = number(4, 4), let count = number(directory, 2) else { return nil }
        for entry in 0..<count where number(directory + 2 + 12 * entry, 2) == 0x0112 {
            return number(directory + 2 + 12 * entry + 8, 2)
        }
        return nil
    }
}

extension Image {
    /// The picture upright.
    public func turned(_ orientation: ExifOrientation) -> Image {
        let exchanges = orientation.rawValue >= 5
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
