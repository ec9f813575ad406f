import Architectures

/// The documentation of one key of a spec, derived from its declaration.
struct SpecKey: Sendable {
    /// What holds with one network.
    struct Scope: Sendable {
        let architecture: Architecture.Name
        let allowed: SpecValue
        let standard: String?
    }

    let name: String
    /// Other names of the key, for hints.
    var aliases: [String] = []
    /// What it decides, in one sentence.
    let meaning: String
    private(set) var allowed: SpecValue
    var unit: String?
    /// The value that leaving the key out stands for, as YAML; nil where there is none, or it depends.
    var standard: String?
    /// What the default depends on, where it does.
    var standardWords: String?
    /// A value as YAML.
    let example: String
    /// The section of METHOD that defines it; nil for the program's own keys.
    var section: String?
    /// The networks that have the key; empty for a key that is not of a network.
    var scopes: [Scope] = []
    /// The keys of a mapping that the value may be.
    var below: [SpecKey] = []
    /// Dotted; the name alone until the key has its place among all.
    var path = ""

    init(
        _ name: String, _ meaning: String, _ allowed: SpecValue, unit: String? = nil, default words: String? = nil,
        example: String,
        method section: String? = nil, below: [SpecKey] = []
    ) {
        self.name = name
        self.meaning = meaning
        self.allowed = allowed
        self.unit = unit
        standardWords = words
        self.example = example
        self.section = section
        self.below = below
        path = name
    }

    /// The same key where something else is allowed.
    func allowing(_ allowed: SpecValue, below: [SpecKey]) -> SpecKey {
        var key = self
        (key.allowed, key.below) = (allowed, below)
        return key
    }

    /// One key for what several networks say of it; the first of them allows all that the others do.
    static func merging(_ found: [(architecture: Architecture.Name, key: SpecKey)]) -> SpecKey {
        var key = found[0].key
        key.scopes = found.map {
            Scope(architecture: $0.architecture, allowed: $0.key.allowed, standard: $0.key.standard)
        }
        if key.scopes.contains(where: { $0.standard != key.standard }) { key.standard = nil }
        key.below = key.below.map { option in
            let having = found.filter { $0.key.allowed.names?.contains(option.name) ?? true }
            var merged = merging(
                having.map { found in (found.architecture, found.key.below.first { $0.name == option.name }!) })
            // What holds with all networks of the key needs no mention.
            let isSame = having.count == found.count && merged.scopes.allSatisfy { $0.allowed == merged.allowed }
            if isSame { merged.scopes = [] }
            return merged
        }
        return key
    }

    /// The key and all below it, with their paths.
    func flattened(under parent: String = "") -> [SpecKey] {
        var key = self
        key.path = parent.isEmpty ? name : "\(parent).\(name)"
        return [key] + below.flatMap { $0.flattened(under: key.path) }
    }

    /// The path without the name; empty at the top.
    var parent: String { path.split(separator: ".").dropLast().joined(separator: ".") }

    /// The networks that have the key, where not all do.
    var architectures: [Architecture.Name]? {
        scopes.isEmpty || scopes.count == Architecture.Name.allCases.count ? nil : scopes.map(\.architecture)
    }

    /// What is allowed, in words; with some networks something else than with most.
    var allowedWords: String {
        let others = scopes.filter { $0.allowed != allowed }
        return
            ([allowed.words]
            + Self.grouped(others, by: \.allowed).map { "for \(Self.listed($0.names)): \($0.value.words)" })
            .joined(separator: "; ")
    }

    /// The default, in words.
    var defaultWords: String {
        if let standardWords { return standardWords }
        if let standard { return "`\(standard)`" }
        let groups = Self.grouped(scopes, by: \.standard).sorted { $0.names.count < $1.names.count }
        guard let most = groups.last?.value else { return "" }
        return (groups.dropLast().map { "`\($0.value ?? "")` for \(Self.listed($0.names))" } + ["else `\(most)`"])
            .joined(separator: ", ")
    }

    /// The networks for each value, in the order in which the values come up.
    private static func grouped<Value: Equatable>(_ scopes: [Scope], by value: (Scope) -> Value)
        -> [(value: Value, names: [Architecture.Name])]
    {
        scopes.reduce(into: []) { groups, scope in
            if let index = groups.firstIndex(where: { $0.value == value(scope) }) {
                groups[index].names.append(scope.architecture)
            } else {
                groups.append((value(scope), [scope.architecture]))
            }
        }
    }

    static func listed(_ names: [Architecture.Name]) -> String {
        names.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    }
}

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
