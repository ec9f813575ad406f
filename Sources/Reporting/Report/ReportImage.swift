import Foundation
import Records

/// A picture of the page: embedded, or a file beside the page.
package struct ReportImage: Equatable, Sendable {
    package enum Kind: String, Sendable {
        case png = "image/png"
        case svg = "image/svg+xml"
    }

    /// A `data:` URL, or the address of the file relative to the page.
    package let address: String
    /// In pixels; nil for a picture of lines.
    package let width: Int?
    package let height: Int?
    /// The bytes that the page contains.
    package let embeddedBytes: Int

    /// A picture that the page contains.
    package init(_ kind: Kind, data: Data) {
        self.init(
            address: "data:\(kind.rawValue);base64,\(data.base64EncodedString())", kind, head: data.prefix(24),
            embeddedBytes: data.count)
    }

    /// A picture in a file, whose type is that of its extension; throws `RecordError` when it cannot be read.
    /// - Parameter address: where the page finds the file; nil for a picture that the page contains.
    package init(contentsOf path: String, address: String? = nil) throws {
        let kind = path.hasSuffix(".svg") ? Kind.svg : .png
        guard let address else {
            self.init(kind, data: try TextFile.data(path))
            return
        }
        self.init(address: address, kind, head: try TextFile.head(path, count: 24), embeddedBytes: 0)
    }

    private init(address: String, _ kind: Kind, head: Data, embeddedBytes: Int) {
        self.address = address
        self.embeddedBytes = embeddedBytes
        let bytes = [UInt8](head)
        guard kind == .png, bytes.count == 24, bytes[..<4] == [0x89, 0x50, 0x4e, 0x47] else {
            (width, height) = (nil, nil)
            return
        }
        func number(at place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        (width, height) = (number(at: 16), number(at: 20))
    }

    /// Width and height in pixels of a PNG file; nil for anything else.
    var size: (width: Int, height: Int)? { width.flatMap { width in height.map { (width, $0) } } }

    /// The attributes of an element that shows the picture when it comes near the screen.
    var attributes: [(String, String)] {
        (size.map { [("width", "\($0.width)"), ("height", "\($0.height)")] } ?? []) + [("loading", "lazy")]
    }
}

/// Pictures of one scene that a reader can overlay: degraded, restored by each variant, clean.
package struct ImageComparison: Equatable, Sendable {
    package struct Picture: Equatable, Sendable {
        package var label: String
        /// E.g. its PSNR; empty for none.
        package var note: String
        package var image: ReportImage

        package init(label: String, note: String = "", image: ReportImage) {
            self.label = label
            self.note = note
            self.image = image
        }
    }

    package var title: String
    package var pictures: [Picture]

    package init(title: String, pictures: [Picture]) {
        self.title = title
        self.pictures = pictures
    }

    /// All pictures side by side; the page's script adds a slider that overlays two of them.
    var html: String {
        let figures = pictures.map { picture in
            let alt = "\(title): \(picture.label)" + (picture.note.isEmpty ? "" : ", \(picture.note)")
            return HTML.element(
                "figure", [],
                HTML.image(picture.image.address, alt: alt, more: picture.image.attributes)
                    + HTML.element(
                        "figcaption", [],
                        HTML.text("b", [], picture.label)
                            + (picture.note.isEmpty ? "" : " " + HTML.escaped(picture.note))))
        }
        return HTML.element(
            "div", [("class", "comparison"), ("data-title", title)],
            HTML.text("h4", [], title) + HTML.element("div", [("class", "pictures")], figures.joined(separator: "\n")))
            + "\n"
    }
}
