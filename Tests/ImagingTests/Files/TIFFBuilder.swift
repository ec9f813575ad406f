/// TIFF structures of Exif made byte by byte: a first directory, that of Exif, and one of a thumbnail.
struct TIFFBuilder {
    enum Value: Equatable {
        case short(Int)
        case long(Int)
        case rational(Int, Int)
    }

    struct Entry: Equatable {
        var tag: Int
        var value: Value

        init(_ tag: Int, _ value: Value) {
            self.tag = tag
            self.value = value
        }
    }

    var isLittle = true
    var entries: [Entry]
    var exif: [Entry] = []
    var thumbnail: [Entry] = []
    /// Whether the first directory names the second.
    var linksThumbnail = true

    var bytes: [UInt8] {
        let head = Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
        let hasExif = !exif.isEmpty, count = entries.count + (hasExif ? 1 : 0)
        let first = head.count, second = first + size(count)
        let third = second + (hasExif ? size(exif.count) : 0)
        let data = third + (thumbnail.isEmpty ? 0 : size(thumbnail.count))
        let all = entries + (hasExif ? [Entry(0x8769, .long(second))] : [])
        var behind: [UInt8] = []
        func directory(_ entries: [Entry], next: Int) -> [UInt8] {
            var bytes = number(entries.count, 2)
            for entry in entries {
                bytes += number(entry.tag, 2)
                switch entry.value {
                case .short(let value): bytes += number(3, 2) + number(1, 4) + number(value, 2) + [0, 0]
                case .long(let value): bytes += number(4, 2) + number(1, 4) + number(value, 4)
                case .rational(let above, let below):
                    bytes += number(5, 2) + number(1, 4) + number(data + behind.count, 4)
                    behind += number(above, 4) + number(below, 4)
                }
            }
            return bytes + number(next, 4)
        }
        var result = head + directory(all, next: thumbnail.isEmpty || !linksThumbnail ? 0 : third)
        if hasExif { result += directory(exif, next: 0) }
        if !thumbnail.isEmpty { result += directory(thumbnail, next: 0) }
        return result + behind
    }

    private func size(_ count: Int) -> Int { 2 + 12 * count + 4 }

    private func number(_ value: Int, _ size: Int) -> [UInt8] {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return isLittle ? bytes : bytes.reversed()
    }
}
