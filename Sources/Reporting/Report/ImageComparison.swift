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
