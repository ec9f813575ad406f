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
