import Quoting

/// Builds HTML elements as text.
enum HTML {
    /// Escapes text for content and attributes.
    static func escaped(_ text: String) -> String {
        HTMLText.escaped(text)
    }

    /// An element with content that is HTML already; attributes are escaped.
    static func element(_ name: String, _ attributes: [(String, String)] = [], _ content: String = "") -> String {
        "<\(name)\(written(attributes))>\(content)</\(name)>"
    }

    /// An element that contains text.
    static func text(_ name: String, _ attributes: [(String, String)] = [], _ text: String) -> String {
        element(name, attributes, escaped(text))
    }

    static func image(_ data: String, alt: String, more: [(String, String)] = []) -> String {
        "<img\(written([("src", data), ("alt", alt)] + more))>"
    }

    /// An identifier for links to a place on the page: letters, digits and dashes.
    static func anchor(_ text: String) -> String {
        text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    }

    private static func written(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }
}

/// A table of results on the page; it scrolls horizontally if it is wider than the screen.
struct HTMLTable {
    let table: ResultTable
    /// The heading; by default the table's title.
    var heading: String?
    var showsCaption = true

    var html: String {
        // Beside the table, not its caption, which would scroll away with it.
        let heading =
            HTML.text("h3", [], heading ?? table.title)
            + (table.caption.isEmpty || !showsCaption ? "" : HTML.text("p", [("class", "meta")], table.caption)) + "\n"
        let notes = table.notes.map { HTML.text("p", [("class", "note")], $0) }
        return heading
            + Self.scroll(
                HTML.element("table", [("class", "results"), ("aria-label", table.title)], "\n" + head + body),
                label: table.title) + notes.joined(separator: "\n") + "\n"
    }

    /// Wide content that scrolls, also with the keyboard.
    static func scroll(_ html: String, label: String) -> String {
        HTML.element("div", [("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", label)], html)
            + "\n"
    }

    private var head: String {
        func heading(_ text: String, scope: String = "col", more: [(String, String)] = []) -> String {
            HTML.text("th", [("scope", scope)] + more, text)
        }
        let first = table.rowHeadings.map {
            heading($0, more: [("class", "text")] + (table.hasGroups ? [("rowspan", "2")] : []))
        }
        guard table.hasGroups else {
            return HTML.element(
                "thead", [], HTML.element("tr", [], (first + table.columns.map { heading($0.heading) }).joined()))
                + "\n"
        }
        var place = 0
        let upper = table.groups.map { group, count in
            defer { place += count }
            guard let group else {
                return table.columns[place..<place + count].map { heading($0.heading, more: [("rowspan", "2")]) }
                    .joined()
            }
            return heading(group, scope: "colgroup", more: [("colspan", "\(count)"), ("class", "group")])
        }
        let lower = table.columns.filter { $0.group != nil }.map { heading($0.heading) }
        return HTML.element(
            "thead", [], HTML.element("tr", [], (first + upper).joined()) + HTML.element("tr", [], lower.joined()))
            + "\n"
    }

    private var body: String {
        let rows = table.rows.map { row in
            HTML.element(
                "tr", row.isMean ? [("class", "mean")] : [],
                row.headings.map { HTML.text("th", [("scope", "row")], $0) }.joined()
                    + zip(table.columns, row.cells).map(Self.cell).joined())
        }
        return HTML.element("tbody", [], "\n" + rows.joined(separator: "\n") + "\n") + "\n"
    }

    private static func cell(_ column: ResultTable.Column, _ cell: ResultTable.Cell) -> String {
        switch cell.content {
        case .empty: return HTML.element("td", [], "–")
        case .text(let text): return HTML.text("td", [("class", "text")], text + cell.mark)
        case .number(let value, let deviation):
            let digits = cell.digits ?? column.digits
            let number = TableNumber.shown(value, digits: digits, isSigned: column.isSigned)
            let spread =
                deviation.map { " " + HTML.text("small", [], "± " + TableNumber.shown($0, digits: digits)) } ?? ""
            return HTML.element(
                "td", [],
                (cell.isBest ? HTML.text("strong", [], number) : HTML.escaped(number)) + spread
                    + HTML.escaped(cell.mark))
        }
    }
}
