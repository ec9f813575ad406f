/// The Exif block of a picture: a TIFF structure, from its byte order on (Exif 2.32).
public struct ExifBlock: Equatable, Sendable {
    /// The block's bytes, which begin with the byte order, `II` or `MM`.
    public private(set) var bytes: [UInt8]
    private let isLittle: Bool

    private enum Tag {
        static let width = 0x0100, height = 0x0101, orientation = 0x0112
        static let resolutionAcross = 0x011a, resolutionDown = 0x011b, resolutionUnit = 0x0128
        static let exifDirectory = 0x8769, pixelWidth = 0xa002, pixelHeight = 0xa003
    }
    private static let long = 4, entrySize = 12

    /// Takes the bytes of a TIFF structure; nil if they do not begin as one does.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= 8, bytes[0] == bytes[1], bytes[0] == 0x49 || bytes[0] == 0x4d else { return nil }
        self.bytes = bytes
        isLittle = bytes[0] == 0x49
        guard number(2, 2) == 42 else { return nil }
    }

    /// How to turn the picture upright; nil if the block does not say.
    var orientation: ExifOrientation? {
        firstDirectory.flatMap { entry(Tag.orientation, in: $0) }.flatMap { number($0 + 8, 2) }
            .flatMap { ExifOrientation(rawValue: $0) }
    }

    /// The resolution of the picture; nil if the block does not say.
    var resolution: PixelResolution? {
        guard let directory = firstDirectory, let across = rational(Tag.resolutionAcross, in: directory),
            let down = rational(Tag.resolutionDown, in: directory)
        else { return nil }
        let unit = entry(Tag.resolutionUnit, in: directory).flatMap { number($0 + 8, 2) } ?? 2
        let units: [Int: PixelResolution.Unit] = [2: .inch, 3: .centimetre]
        return units[unit].flatMap { PixelResolution(across: across, down: down, unit: $0) }
    }

    mutating func setUpright() {
        guard let entry = firstDirectory.flatMap({ entry(Tag.orientation, in: $0) }) else { return }
        write(ExifOrientation.upright.rawValue, at: entry + 8, 2)
    }

    /// Sets the sizes that the block names.
    mutating func setSize(width: Int, height: Int) {
        guard let first = firstDirectory else { return }
        let second = entry(Tag.exifDirectory, in: first).flatMap { number($0 + 8, 4) }
        let places = [
            (Tag.width, first, width), (Tag.height, first, height),
            (Tag.pixelWidth, second, width), (Tag.pixelHeight, second, height),
        ]
        for (tag, directory, length) in places {
            guard let entry = directory.flatMap({ entry(tag, in: $0) }) else { continue }
            write(Self.long, at: entry + 2, 2)
            write(1, at: entry + 4, 4)
            write(length, at: entry + 8, 4)
        }
    }

    /// The thumbnail in the second directory shows the picture as it was.
    mutating func removeThumbnail() {
        guard let first = firstDirectory, let count = number(first, 2) else { return }
        let link = first + 2 + Self.entrySize * count
        guard number(link, 4) != nil else { return }
        write(0, at: link, 4)
    }

    private var firstDirectory: Int? { number(4, 4) }

    /// The place of a tag's entry in a directory.
    private func entry(_ tag: Int, in directory: Int) -> Int? {
        guard let count = number(directory, 2) else { return nil }
        for index in 0..<count {
            let place = directory + 2 + Self.entrySize * index
            // All of it is inside the block, so that it can be written.
            guard number(place + 8, 4) != nil else { return nil }
            if number(place, 2) == tag { return place }
        }
        return nil
    }

    private func rational(_ tag: Int, in directory: Int) -> Double? {
        guard let place = entry(tag, in: directory).flatMap({ number($0 + 8, 4) }), let above = number(place, 4),
            let below = number(place + 4, 4), below > 0
        else { return nil }
        return Double(above) / Double(below)
    }

    private func number(_ offset: Int, _ size: Int) -> Int? {
        guard offset >= 0, offset + size <= bytes.count else { return nil }
        return (0..<size).reduce(0) { $0 << 8 | Int(bytes[offset + (isLittle ? size - 1 - $1 : $1)]) }
    }

    private mutating func write(_ value: Int, at offset: Int, _ size: Int) {
        for index in 0..<size {
            let shift = 8 * (isLittle ? index : size - 1 - index)
            bytes[offset + index] = UInt8(truncatingIfNeeded: value >> shift)
        }
    }
}

/// The orientation in a picture's Exif block (Exif 2.32, tag 0x0112): how to turn the picture upright.
public enum ExifOrientation: Int, CaseIterable, Sendable {
    /// Shown as it is stored.
    case upright = 1
    /// Shown with left and right exchanged.
    case mirrored = 2
    /// Shown after half a turn.
    case turnedHalf = 3
    /// Shown with top and bottom exchanged.
    case flipped = 4
    /// Shown with rows and columns exchanged.
    case transposed = 5
    /// Shown after a quarter turn clockwise.
    case turnedClockwise = 6
    /// Shown with rows and columns exchanged, both in reverse order.
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
    /// The picture turned upright; height and width are exchanged where the orientation exchanges rows and columns.
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
