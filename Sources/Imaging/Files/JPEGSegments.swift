/// The segments of a JPEG before its samples, and those that carry metadata.
enum JPEGSegments {
    static let app0: UInt8 = 0xe0, app1: UInt8 = 0xe1, app2: UInt8 = 0xe2, app13: UInt8 = 0xed
    /// Two bytes of a segment's length count themselves.
    private static let mostContent = 65535 - 2
    private static let exifName = Array("Exif\0\0".utf8), profileName = Array("ICC_PROFILE\0".utf8),
        jfifName = Array("JFIF\0".utf8), xmpName = Array("http://ns.adobe.com/xap/1.0/\0".utf8),
        resourcesName = Array("Photoshop 3.0\0".utf8)

    /// What the segments of a JPEG in memory say; damaged ones say nothing.
    static func metadata(_ bytes: [UInt8]) -> PhotoMetadata {
        var result = PhotoMetadata()
        var parts: [Int: ArraySlice<UInt8>] = [:], announced: UInt8?, resources: [UInt8] = []
        for (marker, content) in segments(bytes) {
            if marker == app0, content.starts(with: jfifName), result.resolution == nil {
                result.resolution = resolution(content.dropFirst(jfifName.count))
            } else if marker == app1, content.starts(with: exifName), result.exif == nil {
                result.exif = ExifBlock(Array(content.dropFirst(exifName.count)))
            } else if marker == app1, content.starts(with: xmpName), result.xmp == nil {
                result.xmp = XMPPacket(Array(content.dropFirst(xmpName.count)))
            } else if marker == app13, content.starts(with: resourcesName) {
                // Long resources go on in the next segment.
                resources += content.dropFirst(resourcesName.count)
            } else if marker == app2, content.starts(with: profileName), content.count > profileName.count + 2 {
                let rest = content.dropFirst(profileName.count)
                announced = announced ?? rest[rest.startIndex + 1]
                parts[Int(rest[rest.startIndex])] = rest.dropFirst(2)
            }
        }
        result.iptc = IPTCBlock(resources: resources)
        if let announced, announced > 0, parts.count == announced {
            let profile = (1...Int(announced)).compactMap { parts[$0] }
            if profile.count == announced { result.profile = Array(profile.joined()) }
        }
        // Cameras write no JFIF segment; without a unit it says less than Exif does, and of square pixels nothing.
        if let resolution = result.resolution, resolution.unit == .ratio, resolution.across == resolution.down {
            result.resolution = nil
        }
        if (result.resolution?.unit ?? .ratio) == .ratio, let resolution = result.exif?.resolution {
            result.resolution = resolution
        }
        return result
    }

    /// Version, unit, and two densities.
    private static func resolution(_ content: ArraySlice<UInt8>) -> PixelResolution? {
        let bytes = Array(content)
        let units: [UInt8: PixelResolution.Unit] = [0: .ratio, 1: .inch, 2: .centimetre]
        guard bytes.count >= 7, let unit = units[bytes[2]] else { return nil }
        return PixelResolution(
            across: Double(Int(bytes[3]) << 8 | Int(bytes[4])), down: Double(Int(bytes[5]) << 8 | Int(bytes[6])),
            unit: unit)
    }

    /// Markers and contents of the segments before the samples.
    static func segments(_ bytes: [UInt8]) -> [(marker: UInt8, content: ArraySlice<UInt8>)] {
        var result: [(UInt8, ArraySlice<UInt8>)] = [], place = 2
        while place + 4 <= bytes.count, bytes[place] == 0xff {
            let marker = bytes[place + 1]
            // Any number of such bytes may stand before a marker.
            if marker == 0xff { place += 1; continue }
            // Samples follow, or the picture ends.
            if marker == 0xda || marker == 0xd9 { break }
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            let end = place + 2 + length
            guard length >= 2, end <= bytes.count else { break }
            result.append((marker, bytes[place + 4..<end]))
            place = end
        }
        return result
    }

    /// Segments of Exif, XMP, IPTC and of the profile, and sentences about what does not fit.
    static func encode(_ metadata: PhotoMetadata) -> (bytes: [UInt8], notes: [String]) {
        var bytes: [UInt8] = [], notes: [String] = []
        func append(_ marker: UInt8, _ content: [UInt8]) {
            let length = content.count + 2
            bytes += [0xff, marker, UInt8(length >> 8), UInt8(length & 255)] + content
        }
        if let exif = metadata.exif?.bytes {
            if exif.count + exifName.count <= mostContent {
                append(app1, exifName + exif)
            } else {
                notes.append("the Exif block of \(exif.count) bytes is too long for a JPEG and left out")
            }
        }
        let more = [
            ("XMP", app1, xmpName, metadata.xmp?.bytes), ("IPTC", app13, resourcesName, metadata.iptc?.resource),
        ]
        for case (let kind, let marker, let name, let content?) in more {
            if content.count + name.count <= mostContent {
                append(marker, name + content)
            } else {
                notes.append("the \(kind) block of \(content.count) bytes is too long for a JPEG and left out")
            }
        }
        if let profile = metadata.profile {
            let size = mostContent - profileName.count - 2, count = (profile.count + size - 1) / size
            if 1...255 ~= count {
                for part in 0..<count {
                    let content = profile[part * size..<min((part + 1) * size, profile.count)]
                    append(app2, profileName + [UInt8(part + 1), UInt8(count)] + content)
                }
            } else {
                notes.append("the colour profile of \(profile.count) bytes does not fit in a JPEG and is left out")
            }
        }
        return (bytes, notes + metadata.coloursNotes("JPEG"))
    }
}
