/// What a shell can complete of `key=value` settings.
package enum SpecCompletions {
    /// The dotted keys that an argument may set, each with the names that its value may be.
    package static let keys: [(key: String, names: [String])] = Vocabulary.all.filter { key in
        Vocabulary.argument.contains(String(key.path.prefix { $0 != "." })) && key.allowed != .name
    }.map { ($0.path, names($0.allowed)) }

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
