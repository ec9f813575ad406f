/// What was found: tables of claims with their verdicts, as a page of results states them.
package struct ReportClaims: Equatable, Sendable {
    /// A heading with its claims.
    package struct Section: Equatable, Sendable {
        package var title: String
        /// The table's headings and rows, as Markdown text.
        package var headings: [String]
        package var rows: [Row]
        /// The figures that stand in this section.
        package var thumbnails: [Thumbnail]

        package init(title: String, headings: [String], rows: [Row], thumbnails: [Thumbnail]) {
            self.title = title
            self.headings = headings
            self.rows = rows
            self.thumbnails = thumbnails
        }
    }

    package struct Row: Equatable, Sendable {
        package var cells: [String]
        package var thumbnail: Thumbnail?

        package init(cells: [String], thumbnail: Thumbnail? = nil) {
            self.cells = cells
            self.thumbnail = thumbnail
        }
    }

    /// A small picture of a figure.
    package struct Thumbnail: Equatable, Sendable {
        /// The file stem of the figure.
        package var name: String
        package var alt: String
        /// Nil where the page contains the picture once, in the figure itself.
        package var image: ReportImage?

        package init(name: String, alt: String, image: ReportImage?) {
            self.name = name
            self.alt = alt
            self.image = image
        }
    }

    /// The file that states the claims.
    package var source: String
    package var sections: [Section]

    package init(source: String, sections: [Section]) {
        self.source = source
        self.sections = sections
    }

    /// - Parameter figures: the anchors of the figures on the page, by file stem.
    func html(figures: [String: String]) -> String {
        guard !sections.isEmpty else { return "" }
        return HTML.element(
            "section", [("id", "found"), ("class", "found")],
            HTML.text("h2", [], "What was found")
                + HTML.element(
                    "p", [("class", "meta")], "As stated in " + HTML.text("code", [], source) + ".")
                + "\n" + sections.map { section($0, figures: figures) }.joined()) + "\n"
    }

    private func section(_ section: Section, figures: [String: String]) -> String {
        let hasRowPictures = section.rows.contains { $0.thumbnail != nil }
        let head =
            section.headings.map { HTML.element("th", [("scope", "col"), ("class", "text")], MarkdownInline.html($0)) }
            + (hasRowPictures ? [HTML.text("th", [("scope", "col"), ("class", "text")], "figure")] : [])
        let rows = section.rows.map { row in
            let cells = zip(row.cells.indices, row.cells).map { place, cell in
                let verdict = MarkdownInline.plain(cell).lowercased()
                let isPart = verdict.hasPrefix("yes") && cell.contains("**no**")
                let kind = verdict.hasPrefix("no") ? "no" : verdict.hasPrefix("yes") && !isPart ? "yes" : "part"
                return place == 0
                    ? HTML.element("th", [("scope", "row")], MarkdownInline.html(cell))
                    : HTML.element(
                        "td",
                        // On a phone a cell stands alone; a verdict needs no heading.
                        place == 1
                            ? [("class", verdict.isEmpty ? "text" : "text verdict \(kind)")]
                            : [("class", "text"), ("data-heading", MarkdownInline.plain(section.headings[place]))],
                        MarkdownInline.html(cell))
            }
            let picture =
                hasRowPictures
                ? [HTML.element("td", [], row.thumbnail.map { thumbnail($0, figures: figures) } ?? "")] : []
            return HTML.element("tr", [], (cells + picture).joined())
        }
        let table = HTMLTable.scroll(
            HTML.element(
                "table", [("class", "claims")],
                HTML.element("thead", [], HTML.element("tr", [], head.joined()))
                    + HTML.element("tbody", [], "\n" + rows.joined(separator: "\n") + "\n")), label: section.title)
        let strip =
            section.thumbnails.isEmpty
            ? ""
            : HTML.element(
                "div", [("class", "thumbnails")], section.thumbnails.map { thumbnail($0, figures: figures) }.joined())
                + "\n"
        return HTML.element("h3", [], MarkdownInline.html(section.title)) + "\n" + strip + table
    }

    private func thumbnail(_ thumbnail: Thumbnail, figures: [String: String]) -> String {
        guard let anchor = figures[thumbnail.name] else { return "" }
        let picture =
            thumbnail.image.map { HTML.image($0.address, alt: thumbnail.alt, more: $0.attributes) }
            ?? HTML.text("span", [("class", "words")], thumbnail.alt)
        return HTML.element(
            "a",
            [("class", "thumbnail"), ("href", "#\(anchor)")]
                + (thumbnail.image == nil ? [("data-of", anchor)] : []), picture)
    }
}

/// The inline marks of Markdown that pages of results use: bold, italics, code and links.
enum MarkdownInline {
    /// Escaped HTML; a link is shown as its text, because its target need not be beside the page.
    static func html(_ text: String) -> String {
        var result = ""
        for (part, isCode) in parts(text) {
            result += isCode ? HTML.text("code", [], part) : marked(part)
        }
        return result
    }

    /// The text without its marks.
    static func plain(_ text: String) -> String {
        parts(text).map { part, isCode in
            isCode ? part : part.replacing("**", with: "").replacing("*", with: "")
        }.joined()
    }

    private static func parts(_ text: String) -> [(text: String, isCode: Bool)] {
        let pieces = withoutLinks(text).split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        // A mark that is not closed is a character like others.
        guard !pieces.count.isMultiple(of: 2) else { return [(text, false)] }
        return pieces.enumerated().map { ($1, !$0.isMultiple(of: 2)) }
    }

    private static func withoutLinks(_ text: String) -> String {
        text.replacing(#/!?\[([^\]]*)\]\([^)]*\)/#) { String($0.1) }
    }

    private static func marked(_ text: String) -> String {
        HTML.escaped(text)
            .replacing(#/\*\*([^*]+)\*\*/#) { "<strong>\($0.1)</strong>" }
            .replacing(#/\*([^*\s][^*]*)\*/#) { "<em>\($0.1)</em>" }
    }
}
