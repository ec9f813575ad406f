/// A directory of a TIFF structure (TIFF 6.0, section 2): entries with values, as they stand in the bytes.
struct TIFFDirectory {
    struct Entry {
        var tag: Int
        var type: Int
        /// In the byte order of the structure.
        var value: ArraySlice<UInt8>
    }

    /// The tags that are used here.
    enum Tag {
        static let width = 0x0100, height = 0x0101, compression = 0x0103, orientation = 0x0112
        static let resolutionAcross = 0x011a, resolutionDown = 0x011b, resolutionUnit = 0x0128
        static let xmp = 0x02bc, iptc = 0x83bb, profile = 0x8773
        static let exif = 0x8769, places = 0x8825, interoperability = 0xa005
        /// Description, make, model, software, time, artist, copyright.
        static let texts = [0x010e, 0x010f, 0x0110, 0x0131, 0x0132, 0x013b, 0x8298]
    }
    /// Types of values, and the bytes that one of each takes.
    enum Kind {
        static let short = 3, long = 4, rational = 5, bytes = 1, anything = 7
        static let sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
    }
    private static let entrySize = 12, headCount = 8

    let isLittle: Bool
    var entries: [Entry]

    init(isLittle: Bool, entries: [Entry] = []) {
        self.isLittle = isLittle
        self.entries = entries
    }

    /// The first directory of a structure; nil if there is none. Entries whose values are not all there are left out.
    init?(_ bytes: [UInt8]) {
        guard let isLittle = Self.byteOrder(bytes) else { return nil }
        self.init(bytes, at: Self.number(bytes[4..<8], isLittle), isLittle: isLittle)
    }

    private init?(_ bytes: [UInt8], at place: Int, isLittle: Bool) {
        guard place >= Self.headCount, place + 2 <= bytes.count else { return nil }
        self.init(isLittle: isLittle)
        let count = Self.number(bytes[place..<place + 2], isLittle)
        guard place + 2 + count * Self.entrySize <= bytes.count else { return nil }
        for index in 0..<count {
            let start = place + 2 + index * Self.entrySize
            func number(_ offset: Int, _ size: Int) -> Int {
                Self.number(bytes[start + offset..<start + offset + size], isLittle)
            }
            let type = number(2, 2)
            guard Kind.sizes.indices.contains(type) else { continue }
            let size = number(4, 4) * Kind.sizes[type]
            let value = size <= 4 ? start + 8 : number(8, 4)
            guard size > 0, value + size <= bytes.count else { continue }
            entries.append(Entry(tag: number(0, 2), type: type, value: bytes[value..<value + size]))
        }
    }

    /// Whether bytes begin as a structure does, and in which order its numbers have their bytes; nil if they do not.
    static func byteOrder(_ bytes: [UInt8]) -> Bool? {
        guard bytes.count >= headCount, bytes[0] == bytes[1], bytes[0] == 0x49 || bytes[0] == 0x4d else { return nil }
        let isLittle = bytes[0] == 0x49
        return number(bytes[2..<4], isLittle) == 42 ? isLittle : nil
    }

    subscript(tag: Int) -> ArraySlice<UInt8>? { entries.first { $0.tag == tag }?.value }

    /// The first number of a value of whole numbers.
    func number(_ tag: Int) -> Int? { entries.first { $0.tag == tag }.flatMap(number) }

    /// The first number of an entry; nil where it is no whole number.
    func number(_ entry: Entry) -> Int? {
        guard [Kind.bytes, Kind.short, Kind.long].contains(entry.type) else { return nil }
        return Self.number(entry.value.prefix(Kind.sizes[entry.type]), isLittle)
    }

    /// A directory that an entry of this one points to.
    func directory(_ tag: Int, in bytes: [UInt8]) -> TIFFDirectory? {
        number(tag).flatMap { TIFFDirectory(bytes, at: $0, isLittle: isLittle) }
    }

    /// Sets an entry to bytes in the order of the structure.
    mutating func set(_ tag: Int, _ type: Int, _ value: [UInt8]) {
        entries.removeAll { $0.tag == tag }
        entries.append(Entry(tag: tag, type: type, value: value[...]))
    }

    mutating func set(_ tag: Int, _ type: Int, numbers: [Int]) {
        let size = type == Kind.rational ? 4 : Kind.sizes[type]
        set(tag, type, numbers.flatMap { bytes(of: $0, size) })
    }

    /// Appends the directory, with its values before it, to the bytes of a structure; returns its place.
    func write(to bytes: inout [UInt8]) -> Int {
        func align() { if bytes.count % 2 == 1 { bytes.append(0) } }
        var table: [UInt8] = []
        for entry in entries.sorted(by: { $0.tag < $1.tag }) {
            table += self.bytes(of: entry.tag, 2) + self.bytes(of: entry.type, 2)
            table += self.bytes(of: entry.value.count / Kind.sizes[entry.type], 4)
            if entry.value.count <= 4 {
                table += entry.value + [UInt8](repeating: 0, count: 4 - entry.value.count)
            } else {
                align()
                table += self.bytes(of: bytes.count, 4)
                bytes += entry.value
            }
        }
        align()
        let place = bytes.count
        bytes += self.bytes(of: entries.count, 2) + table + [0, 0, 0, 0]
        return place
    }

    /// The eight bytes before everything else, with the place of the first directory.
    func head(first: Int) -> [UInt8] {
        [UInt8](repeating: isLittle ? 0x49 : 0x4d, count: 2) + bytes(of: 42, 2) + bytes(of: first, 4)
    }

    private func bytes(of value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * (isLittle ? $0 : size - 1 - $0))) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ isLittle: Bool) -> Int {
        isLittle ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) } : bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
