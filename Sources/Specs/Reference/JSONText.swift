import Quoting

/// JSON whose keys keep their order.
indirect enum JSONText: Sendable {
    case object([(String, JSONText)])
    case array([JSONText])
    case text(String)
    case number(Double)
    case flag(Bool)

    static func texts(_ texts: [String]) -> JSONText { .array(texts.map { .text($0) }) }

    /// Indented by two spaces a level; short lists of plain values on one line.
    func written(indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .object(let entries):
            if entries.isEmpty { return "{}" }
            return "{\n"
                + entries.map { "\(inner)\(JSONString.quoted($0)): \($1.written(indent: inner))" }.joined(
                    separator: ",\n") + "\n\(indent)}"
        case .array(let items):
            let isPlain = items.allSatisfy { item in if case .object = item { false } else { true } }
            if isPlain { return "[" + items.map { $0.written() }.joined(separator: ", ") + "]" }
            return "[\n" + items.map { inner + $0.written(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .text(let text): return JSONString.quoted(text)
        case .number(let value): return CanonicalText.number(value)
        case .flag(let value): return "\(value)"
        }
    }
}
