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

    /// The contents of the code marks.
    static func code(_ text: String) -> [String] { parts(text).filter(\.isCode).map(\.text) }

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
