import Foundation
import Records

/// A picture that is embedded in the page.
package struct ReportImage: Equatable, Sendable {
    package enum Kind: String, Sendable {
        case png = "image/png"
        case svg = "image/svg+xml"
    }

    package var kind: Kind
    package var data: Data

    package init(_ kind: Kind, data: Data) {
        self.kind = kind
        self.data = data
    }

    /// Reads an image file, whose type is that of its extension; throws `RecordError` when it cannot be read.
    package init(contentsOf path: String) throws {
        self.init(path.hasSuffix(".svg") ? .svg : .png, data: try TextFile.data(path))
    }

    /// The picture as a `data:` URL.
    var uri: String { "data:\(kind.rawValue);base64,\(data.base64EncodedString())" }

    /// Width and height in pixels of a PNG file; nil for anything else.
    var size: (width: Int, height: Int)? {
        let bytes = [UInt8](data.prefix(24))
        guard kind == .png, bytes.count == 24, bytes[..<4] == [0x89, 0x50, 0x4e, 0x47] else { return nil }
        func number(at place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(at: 16), number(at: 20))
    }
}
