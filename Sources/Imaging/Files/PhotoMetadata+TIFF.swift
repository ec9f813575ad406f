extension PhotoMetadata {
    private typealias Tag = TIFFDirectory.Tag
    private typealias Kind = TIFFDirectory.Kind

    /// What the first directory of a TIFF file says; `bytes` are those of the file.
    init(_ directory: TIFFDirectory, in bytes: [UInt8]) {
        self.init(
            profile: directory[Tag.profile].map(Array.init), resolution: ExifBlock(bytes)?.resolution,
            exif: ExifBlock(directory, in: bytes), xmp: directory[Tag.xmp].flatMap { XMPPacket(Array($0)) },
            iptc: directory[Tag.iptc].flatMap { IPTCBlock(Self.records($0)) })
    }

    /// The records of an IPTC block without the zeros that make its length a multiple of four.
    private static func records(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var end = bytes.startIndex
        while end + 5 <= bytes.endIndex, bytes[end] == 0x1c {
            end += 5 + (Int(bytes[end + 3]) << 8 | Int(bytes[end + 4]))
        }
        let isPadded = end < bytes.endIndex && bytes.endIndex - end < 4 && bytes[end...].allSatisfy { $0 == 0 }
        return Array(isPadded ? bytes[..<end] : bytes)
    }

    /// Puts it into a TIFF file that has samples only, by a new directory at its end.
    func added(to file: [UInt8]) -> [UInt8] {
        guard var directory = TIFFDirectory(file) else { return file }
        var result = file
        if let profile { directory.set(Tag.profile, Kind.anything, profile) }
        if let xmp { directory.set(Tag.xmp, Kind.bytes, xmp.bytes) }
        if let iptc {
            // In whole numbers of four bytes, as libtiff reads it.
            directory.set(
                Tag.iptc, Kind.long, iptc.bytes + [UInt8](repeating: 0, count: (4 - iptc.bytes.count % 4) % 4))
        }
        if let resolution = resolution?.inTIFF {
            directory.set(Tag.resolutionAcross, Kind.rational, numbers: resolution.across)
            directory.set(Tag.resolutionDown, Kind.rational, numbers: resolution.down)
            directory.set(Tag.resolutionUnit, Kind.short, numbers: [resolution.unit])
        }
        exif?.add(to: &directory, in: &result)
        if result.count % 2 == 1 { result.append(0) }
        let place = directory.write(to: &result)
        result.replaceSubrange(0..<8, with: directory.head(first: place))
        return result
    }
}

extension PixelResolution {
    /// Two fractions, and 1 for none, 2 for inches, 3 for centimetres.
    fileprivate var inTIFF: (across: [Int], down: [Int], unit: Int)? {
        let number =
            switch unit {
            case .ratio: 1
            case .inch: 2
            case .centimetre, .metre: 3
            }
        let factor = unit == .metre ? 0.01 : 1, parts = 1000
        let fractions = [across, down].map { value -> [Int]? in
            let scaled = (value * factor * Double(parts)).rounded()
            guard 1...Double(UInt32.max) ~= scaled else { return nil }
            return Int(scaled) % parts == 0 ? [Int(scaled) / parts, 1] : [Int(scaled), parts]
        }
        guard let across = fractions[0], let down = fractions[1] else { return nil }
        return (across, down, number)
    }
}

extension ExifBlock {
    private typealias Tag = TIFFDirectory.Tag
    private typealias Kind = TIFFDirectory.Kind

    /// What an Exif block of a JPEG would hold, taken out of a TIFF file: the directories of Exif and of places, texts, and the
    /// orientation; nil where there is nothing of these.
    init?(_ file: TIFFDirectory, in bytes: [UInt8]) {
        var first = TIFFDirectory(isLittle: file.isLittle)
        var tags: Set<Int> = []
        first.entries = file.entries.filter {
            (Tag.texts.contains($0.tag) || $0.tag == Tag.orientation) && tags.insert($0.tag).inserted
        }
        // Entries of a damaged file may name the same bytes.
        if first.entries.reduce(0, { $0 + $1.value.count }) > bytes.count {
            first.entries.removeAll { $0.tag != Tag.orientation }
        }
        var block = first.head(first: 0)
        first.take(file, in: bytes, to: &block)
        let isUpright = file.number(Tag.orientation) ?? 1 == 1
        guard first.entries.count > (isUpright && file[Tag.orientation] != nil ? 1 : 0) else { return nil }
        let place = first.write(to: &block)
        block.replaceSubrange(0..<8, with: first.head(first: place))
        self.init(block)
    }

    /// Whether numbers begin with the byte that counts least.
    var isLittleEndian: Bool { bytes[0] == 0x49 }

    /// Puts what the block says into the directory of a TIFF file of the same byte order.
    fileprivate func add(to directory: inout TIFFDirectory, in file: inout [UInt8]) {
        guard let own = TIFFDirectory(bytes), own.isLittle == directory.isLittle else { return }
        for entry in own.entries where Tag.texts.contains(entry.tag) {
            directory.set(entry.tag, entry.type, Array(entry.value))
        }
        directory.take(own, in: bytes, to: &file)
    }
}

extension TIFFDirectory {
    /// Takes over the directories of Exif and of places that another one points to; `target` gets their bytes.
    fileprivate mutating func take(_ other: TIFFDirectory, in bytes: [UInt8], to target: inout [UInt8]) {
        for tag in [Tag.exif, Tag.places] {
            guard var directory = other.directory(tag, in: bytes) else { continue }
            // It points to further bytes.
            directory.entries.removeAll { $0.tag == Tag.interoperability }
            // Many entries of a damaged file may name the same bytes.
            guard directory.entries.reduce(0, { $0 + $1.value.count }) <= bytes.count, !directory.entries.isEmpty else {
                continue
            }
            set(tag, Kind.long, numbers: [directory.write(to: &target)])
        }
    }
}
