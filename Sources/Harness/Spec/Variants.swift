/// One of several settings of an experiment that are compared under a name.
struct Variant: Equatable, Sendable {
    var name: String
    /// Where the name was written.
    var place: SpecPlace
    /// What is laid over the spec, in this order.
    var settings: [Assignment]

    /// The key under which a run's variant stands in its label, its record and a figure's `series`.
    static let key = "variant"
}

/// The key `variants`: names with the settings that each lays over the spec, as the first axis of the sweep.
struct Variants: Equatable, Sendable {
    private(set) var all: [Variant] = []

    /// Reads the spec's own `variants`.
    init(_ node: SpecNode?) throws {
        guard let node else { return }
        guard node.entries != nil else { throw node.mismatch("variants", Self.words) }
        try lay(node)
        guard !all.isEmpty else { throw node.mismatch("variants", Self.words + ", with at least one name") }
    }

    /// Lays settings over the variants of the same names, adds new ones, or keeps those of a list of names, in the list's order.
    mutating func lay(_ node: SpecNode) throws {
        if let entries = node.entries {
            for entry in entries {
                let settings = try Self.settings(entry)
                if let index = all.firstIndex(where: { $0.name == entry.key }) {
                    all[index].settings += settings
                } else {
                    all.append(Variant(name: entry.key, place: entry.place, settings: settings))
                }
            }
        } else {
            all = try picked(try node.list("variants", orSingle: true))
        }
    }

    /// Checks what a block that is not asked for would lay over the variants, but for the names that it picks.
    static func check(_ node: SpecNode) throws {
        guard node.entries != nil else { return }
        _ = try Variants(node)
    }

    private func picked(_ names: [SpecNode]) throws -> [Variant] {
        var picked: [Variant] = []
        for node in names {
            let name = try node.text("variants")
            guard !all.isEmpty else { throw SpecError(node.place, "the spec has no 'variants' to pick '\(name)' from") }
            guard let variant = all.first(where: { $0.name == name }) else {
                throw SpecError(node.place, "the spec has no variant '\(name)'" + NearestName.hint(for: name, allowed: all.map(\.name)))
            }
            guard !picked.contains(where: { $0.name == name }) else { throw SpecError(node.place, "'variants' lists '\(name)' twice") }
            picked.append(variant)
        }
        return picked
    }

    /// A network that names its architecture takes the place of the whole network, since architectures differ in their keys.
    private static func settings(_ variant: SpecNode.Entry) throws -> [Assignment] {
        let name = variant.key
        // A comma, a bracket or a quote would not pass through a `variants=a,b` argument.
        guard let first = name.first, let last = name.last, !first.isWhitespace, !last.isWhitespace,
              !name.contains(where: { ",[]{}\"'\\".contains($0) || $0.isNewline }) else {
            throw SpecError(variant.place, "a variant's name must not be empty, begin or end with a space, or hold any of , [ ] { } \" ' \\, not '\(name)'")
        }
        guard let entries = variant.value.entries else {
            throw variant.value.mismatch(name, "a mapping of the settings that the variant lays over the spec")
        }
        return try entries.flatMap { entry in
            let settings = try Assignment.all(in: [entry], allowed: Vocabulary.variant)
            let isWholeNetwork = entry.key == "network" && entry.value["architecture"] != nil
            return isWholeNetwork ? [Assignment(path: ["network"], place: entry.place, value: entry.value)] : settings
        }
    }

    private static let words = "a mapping of names to settings, such as {plain: {}, averaged: {ema: 0.99}}"
}
