import Quoting
import Wording

/// One of several named groups of settings that an experiment compares.
struct Variant: Equatable, Sendable {
    var name: String
    /// Where the name was written.
    var place: SpecPlace
    /// The settings that override the spec, in this order.
    var settings: [Assignment]

    /// The key of a run's variant in its label, its record and a figure's `series`.
    static let key = SettingName.variant
}

/// The key `variants`: names with the settings that override the spec, as the first axis of the sweep.
struct Variants: Equatable, Sendable {
    private(set) var all: [Variant] = []

    init() {}

    /// Reads the spec's own `variants`. What is wrong is collected, and what is right is read.
    init(_ node: SpecNode, _ mistakes: inout Mistakes) {
        guard let entries = node.entries else {
            mistakes.add(node.mismatch("variants", Self.words))
            return
        }
        if entries.isEmpty { mistakes.add(node.mismatch("variants", Self.words + ", with at least one name")) }
        mistakes.attempt { try lay(node) }
    }

    /// Lays settings over the variants of the same names, adds new ones, or keeps those of a list of names, in the
    /// list's order.
    mutating func lay(_ node: SpecNode) throws {
        var mistakes = Mistakes()
        for entry in node.entries ?? [] {
            let settings = Self.settings(entry, &mistakes)
            if let index = all.firstIndex(where: { $0.name == entry.key }) {
                all[index].settings += settings
            } else {
                all.append(Variant(name: entry.key, place: entry.place, settings: settings))
            }
        }
        try mistakes.end()
        if node.entries == nil { all = try picked(try node.list("variants", orSingle: true)) }
    }

    /// Checks what a block that is not asked for would lay over the variants, but for the names that it picks.
    static func check(_ node: SpecNode, _ mistakes: inout Mistakes) {
        if node.entries != nil { _ = Variants(node, &mistakes) }
    }

    private func picked(_ names: [SpecNode]) throws -> [Variant] {
        var picked: [Variant] = [], mistakes = Mistakes()
        for node in names {
            mistakes.attempt {
                let name = try node.text("variants")
                guard !all.isEmpty else {
                    throw SpecError(node.place, "the spec has no 'variants' to pick '\(name)' from")
                }
                guard let variant = all.first(where: { $0.name == name }) else {
                    throw SpecError(
                        node.place,
                        "the spec has no variant '\(name)'" + NearestName.hint(for: name, allowed: all.map(\.name)))
                }
                guard !picked.contains(where: { $0.name == name }) else {
                    throw SpecError(node.place, "'variants' lists '\(name)' twice")
                }
                picked.append(variant)
            }
        }
        try mistakes.end()
        return picked
    }

    private static func settings(_ variant: SpecNode.Entry, _ mistakes: inout Mistakes) -> [Assignment] {
        let name = variant.key
        // A comma, a bracket or a quote would not pass through a `variants=a,b` argument.
        if name.first?.isWhitespace != false || name.last?.isWhitespace != false
            || name.unicodeScalars.contains(where: { ",[]{}\"'\\".unicodeScalars.contains($0) })
            || ScriptWord.hasControlCharacters(name)
        {
            mistakes.add(
                SpecError(
                    variant.place,
                    "a variant's name must not be empty, begin or end with a space, or contain a control character or any of , [ ] { } \" ' \\, "
                        + "not '\(name)'"))
        }
        guard let entries = variant.value.entries else {
            mistakes.add(variant.value.mismatch(name, "a mapping of the settings that the variant overrides"))
            return []
        }
        return entries.flatMap { entry in
            let settings = Assignment.all(in: [entry], allowed: Vocabulary.variant, &mistakes)
            guard entry.key == "network", entry.value["architecture"] != nil, let keys = entry.value.entries else {
                return settings
            }
            // A network that names its architecture takes the place of the whole network, since architectures differ in
            // their keys.
            let right = Set(settings.map(\.place))
            let network = SpecNode(.mapping(keys.filter { right.contains($0.place) }), at: entry.value.place)
            return [Assignment(path: ["network"], place: entry.place, value: network)]
        }
    }

    private static let words = "a mapping of names to settings, such as {plain: {}, averaged: {ema: 0.99}}"
}
