/// What a shell can complete of `key=value` settings.
package enum SpecCompletions {
    /// The dotted keys that an argument may set, each with the names that its value may be, and whether it only groups the
    /// keys below it.
    package static let keys: [(key: String, names: [String], isSection: Bool)] = Vocabulary.all.filter { key in
        Vocabulary.argument.contains(String(key.path.prefix { $0 != "." })) && key.allowed != .name
    }.map { ($0.path, names($0.allowed), $0.allowed == .mapping) }

    private static func names(_ value: SpecValue) -> [String] {
        switch value {
        case .names(let names): names
        case .choice(_, let alone): alone
        case .flag: ["true", "false"]
        case .either(let values): values.flatMap(names)
        default: []
        }
    }
}
