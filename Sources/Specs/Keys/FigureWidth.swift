/// The width of a figure on a page in print.
public enum FigureWidth: Equatable, Sendable {
    /// One of two columns of a journal.
    case column
    /// Both columns.
    case text
    case millimetres(Double)

    public var millimetres: Double {
        switch self {
        case .column: 84
        case .text: 174
        case .millimetres(let width): width
        }
    }

    /// What a page has, and what letters of 7 pt leave room for.
    private static let range = 60.0...400

    static let form = Form<FigureWidth>(.either([.names(["column", "text"]), .text])) { node, key, _ in
        switch try node.text(key) {
        case "column": return .column
        case "text": return .text
        case let text:
            guard text.hasSuffix("mm"),
                let width = Double(text.dropLast(2).filter { $0 != " " }), range.contains(width)
            else { throw node.mismatch(key, "column, text or millimetres from 60mm to 400mm, such as 84mm") }
            return .millimetres(width)
        }
    } text: {
        switch $0 {
        case .column: "column"
        case .text: "text"
        case .millimetres(let width): CanonicalText.number(width) + "mm"
        }
    }
}
