/// One value of a spec with the place where it was written.
package struct SpecNode: Equatable, Sendable {
    package indirect enum Content: Equatable, Sendable {
        /// `plain` is false for a quoted text, which is never read as a number.
        case scalar(text: String, plain: Bool)
        case sequence([SpecNode])
        case mapping([Entry])
    }

    /// A key of a mapping and its value.
    package struct Entry: Equatable, Sendable {
        package var key: String
        package var place: SpecPlace
        package var value: SpecNode
    }

    package var place: SpecPlace
    package var content: Content

    package init(_ content: Content, at place: SpecPlace) {
        self.content = content
        self.place = place
    }

    /// A text as if it had been written in quotes.
    package static func text(_ text: String, at place: SpecPlace) -> SpecNode {
        SpecNode(.scalar(text: text, plain: false), at: place)
    }

    /// The entries of a mapping; nil for anything else.
    package var entries: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The items of a sequence; nil for anything else.
    package var items: [SpecNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    /// The text of a scalar; nil for anything else.
    package var scalarText: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Whether the value was left out: `key:`, `key: ~` or `key: null`.
    package var isNull: Bool {
        if case .scalar(let text, true) = content { ["", "~", "null", "Null", "NULL"].contains(text) } else { false }
    }

    /// The value of a key of a mapping.
    package subscript(key: String) -> SpecNode? {
        entries?.first { $0.key == key }?.value
    }

    /// The value as one line of YAML, as it appears in labels and error messages.
    package var summary: String {
        switch content {
        case .scalar(let text, let plain): plain ? text : CanonicalText.scalar(text)
        case .sequence(let items): "[" + items.map(\.summary).joined(separator: ", ") + "]"
        case .mapping(let entries): "{" + entries.map { "\($0.key): \($0.value.summary)" }.joined(separator: ", ") + "}"
        }
    }
}
