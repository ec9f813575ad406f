import Foundation

/// The XMP packet of a picture: XML in UTF-8 that says who made it, when, where, and how it was edited.
public struct XMPPacket: Equatable, Sendable {
    /// The packet as XML.
    public private(set) var text: String

    /// Takes a packet in UTF-8; nil if the bytes are not UTF-8, hold a NUL, or do not begin as XML does.
    public init?(_ bytes: [UInt8]) {
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self),
            text.unicodeScalars.first(where: { !$0.properties.isWhitespace && $0 != "\u{feff}" }) == "<"
        else { return nil }
        self.text = text
    }

    /// The packet in UTF-8.
    public var bytes: [UInt8] { Array(text.utf8) }

    /// Sets the orientation that the packet names, for a picture that was turned.
    mutating func setUpright() { set("tiff:Orientation", to: "\(ExifOrientation.upright.rawValue)") }

    /// Sets the sizes that the packet names.
    mutating func setSize(width: Int, height: Int) {
        for name in ["tiff:ImageWidth", "exif:PixelXDimension"] { set(name, to: "\(width)") }
        for name in ["tiff:ImageLength", "exif:PixelYDimension"] { set(name, to: "\(height)") }
    }

    /// Takes out what shows the picture as it was, thumbnails and the link to a second packet, which holds depths and the like.
    mutating func removePictures() {
        for name in ["xmp:Thumbnails", "xap:Thumbnails", "xmpGImg:image", "xapGImg:image", "xmpNote:HasExtendedXMP"] {
            remove(name)
        }
    }

    /// Sets a property where it stands, as an attribute or as an element.
    private mutating func set(_ name: String, to value: String) {
        for range in attributes(name).reversed() { text.replaceSubrange(range.value, with: value) }
        for range in elements(name).reversed() { text.replaceSubrange(range.content, with: value) }
    }

    private mutating func remove(_ name: String) {
        for range in attributes(name).reversed() { text.removeSubrange(range.whole) }
        for range in elements(name).reversed() { text.removeSubrange(range.whole) }
    }

    /// The places of `name="value"`, and of the values in them; none lies in the value of another.
    private func attributes(_ name: String) -> [(whole: Range<String.Index>, value: Range<String.Index>)] {
        var last = text.startIndex
        return places(of: name).compactMap { place in
            guard place.lowerBound >= last, place.lowerBound > text.startIndex,
                text[text.index(before: place.lowerBound)].isWhitespace
            else { return nil }
            var index = place.upperBound
            func skipSpace() {
                while index < text.endIndex, text[index].isWhitespace { index = text.index(after: index) }
            }
            skipSpace()
            guard index < text.endIndex, text[index] == "=" else { return nil }
            index = text.index(after: index)
            skipSpace()
            guard index < text.endIndex, "\"'".contains(text[index]) else { return nil }
            let start = text.index(after: index)
            guard let end = text[start...].firstIndex(of: text[index]) else { return nil }
            last = text.index(after: end)
            return (place.lowerBound..<text.index(after: end), start..<end)
        }
    }

    /// The places of `<name ...>content</name>`, and of their contents; an element without content is left out.
    private func elements(_ name: String) -> [(whole: Range<String.Index>, content: Range<String.Index>)] {
        var found: [(Range<String.Index>, Range<String.Index>)] = [], start = text.startIndex
        while let open = text[start...].firstRange(of: "<" + name) {
            start = open.upperBound
            guard let next = text[start...].first, next == ">" || next.isWhitespace else { continue }
            guard let end = text[start...].firstIndex(of: ">") else { break }
            guard text[text.index(before: end)] != "/" else {
                start = text.index(after: end)
                continue
            }
            // Where none is closed here, no later one is.
            guard let close = text[end...].firstRange(of: "</\(name)>") else { break }
            found.append((open.lowerBound..<close.upperBound, text.index(after: end)..<close.lowerBound))
            start = close.upperBound
        }
        return found
    }

    private func places(of name: String) -> [Range<String.Index>] { text.ranges(of: name) }
}
