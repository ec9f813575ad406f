/// The IPTC block of a picture: the records of IIM (IPTC-NAA) that newsrooms write, such as caption, author and rights.
public struct IPTCBlock: Equatable, Sendable {
    /// The records' bytes, which begin with a record's marker, 0x1C.
    public let bytes: [UInt8]

    private static let signature = Array("8BIM".utf8)
    /// The number of IPTC among Photoshop's resources.
    private static let number = 0x0404
    private static let marker: UInt8 = 0x1c

    /// Takes the bytes of the records; nil if they do not begin as a record does.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= 5, bytes[0] == Self.marker else { return nil }
        self.bytes = bytes
    }

    /// The block among Photoshop's resources, as a JPEG holds them; nil if there is none.
    init?(resources bytes: [UInt8]) {
        var place = 0
        func length(_ count: Int) -> Int { count + count % 2 }
        while place + 12 <= bytes.count, Array(bytes[place..<place + 4]) == Self.signature {
            let number = Int(bytes[place + 4]) << 8 | Int(bytes[place + 5])
            let data = place + 6 + length(1 + Int(bytes[place + 6])) + 4
            guard data <= bytes.count else { return nil }
            let count = bytes[data - 4..<data].reduce(0) { $0 << 8 | Int($1) }
            guard count <= bytes.count - data else { return nil }
            if number == Self.number {
                self.init(Array(bytes[data..<data + count]))
                return
            }
            place = data + length(count)
        }
        return nil
    }

    /// The block as one of Photoshop's resources; others, such as its thumbnail, describe the picture as it was.
    var resource: [UInt8] {
        let size = bytes.count
        let head = [
            Self.number >> 8, Self.number & 255, 0, 0, size >> 24 & 255, size >> 16 & 255, size >> 8 & 255, size & 255,
        ]
        return Self.signature + head.map { UInt8($0) } + bytes + (size.isMultiple(of: 2) ? [] : [0])
    }

    /// The block in the text of a PNG: a line with its kind, its size and hexadecimal digits, as ImageMagick and ExifTool write it.
    init?(text: [UInt8]) {
        let words = text.split { $0 == 0x0a || $0 == 0x0d || $0 == 0x20 || $0 == 0x09 }
        guard words.count >= 3, let count = Int(String(decoding: words[1], as: UTF8.self)), count >= 0 else {
            return nil
        }
        let digits = Array(words[2...].joined())
        guard digits.count == 2 * count else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        if let block = IPTCBlock(bytes) ?? IPTCBlock(resources: bytes) { self = block } else { return nil }
    }

    var text: [UInt8] {
        let bytes = resource, digits = Array("0123456789abcdef".utf8)
        var text = Array("\niptc\n    \(bytes.count)\n".utf8)
        for (place, byte) in bytes.enumerated() {
            text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            if place % 36 == 35 { text.append(0x0a) }
        }
        return text + (bytes.count.isMultiple(of: 36) ? [] : [0x0a])
    }
}
