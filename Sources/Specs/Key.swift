/// The keys of a block that were given, with their values, and those that were wrong.
struct Given {
    var nodes: [String: SpecNode] = [:]
    var wrong: Set<String> = []

    subscript(key: String) -> SpecNode? { nodes[key] }
}

/// One key of a block, declared once: reading, canonical text and documentation are derived from it.
struct Key<Options: Sendable>: Sendable {
    /// What the documentation says, without the default.
    let entry: SpecKey
    /// Whether it is read after the keys on which it depends.
    let isLate: Bool
    let read: @Sendable (SpecNode, inout Options, Given) throws -> Void
    let text: @Sendable (Options) -> String?
    let isWritten: @Sendable (Options) -> Bool

    var name: String { entry.name }

    /// - Parameters:
    ///   - path: where the value goes, and from where a default is taken.
    ///   - words: the default in words, where it depends on more than the block.
    ///   - form: the form where it depends on what other keys of the block say; these are read before.
    ///   - isWritten: whether the key is part of the canonical text.
    init<Value: Sendable>(
        _ name: String, _ path: WritableKeyPath<Options, Value> & Sendable, _ form: Form<Value>, _ meaning: String,
        unit: String? = nil,
        default words: String? = nil, example: String, method: String? = nil,
        dependingOn dependent: (@Sendable (SpecNode, Options, Given) throws -> Form<Value>)? = nil,
        isWritten: @escaping @Sendable (Options) -> Bool = { _ in true }
    ) {
        self = Declaration(name, form, meaning, unit: unit, default: words, example: example, method: method)
            .at(path, dependingOn: dependent, isWritten: isWritten)
    }

    /// A key that is read elsewhere, before the others of its block or after them.
    init(
        elsewhere entry: SpecKey, default standard: String? = nil,
        text: @escaping @Sendable (Options) -> String? = { _ in nil }
    ) {
        var entry = entry
        entry.standard = standard
        self.init(entry: entry, isLate: false, read: { _, _, _ in }, text: text, isWritten: { _ in true })
    }

    fileprivate init(
        entry: SpecKey, isLate: Bool, read: @escaping @Sendable (SpecNode, inout Options, Given) throws -> Void,
        text: @escaping @Sendable (Options) -> String?, isWritten: @escaping @Sendable (Options) -> Bool
    ) {
        self.entry = entry
        self.isLate = isLate
        self.read = read
        self.text = text
        self.isWritten = isWritten
    }
}

extension Key {
    /// The same key of a block whose options are a part of others.
    func inside<Outer: Sendable>(_ path: WritableKeyPath<Outer, Options> & Sendable) -> Key<Outer> {
        Key<Outer>(entry: entry, isLate: isLate) { node, options, given in
            try read(node, &options[keyPath: path], given)
        } text: {
            text($0[keyPath: path])
        } isWritten: {
            isWritten($0[keyPath: path])
        }
    }
}

/// What a key is wherever it stands, for keys that several blocks have in common.
struct Declaration<Value: Sendable>: Sendable {
    let entry: SpecKey
    let form: Form<Value>

    init(
        _ name: String, _ form: Form<Value>, _ meaning: String, unit: String? = nil, default words: String? = nil,
        example: String,
        method: String? = nil, aliases: [String] = []
    ) {
        self.form = form
        var entry = SpecKey(
            name, meaning, form.allowed, unit: unit, default: words, example: example, method: method, below: form.below
        )
        entry.aliases = aliases
        self.entry = entry
    }

    /// The key in a block, where its value goes to `path`.
    /// - Parameter form: what is allowed there, where it is not what is allowed elsewhere.
    func at<Options: Sendable>(
        _ path: WritableKeyPath<Options, Value> & Sendable, _ form: Form<Value>? = nil,
        dependingOn dependent: (@Sendable (SpecNode, Options, Given) throws -> Form<Value>)? = nil,
        isWritten: @escaping @Sendable (Options) -> Bool = { _ in true }
    ) -> Key<Options> {
        let form = form ?? self.form, name = entry.name
        return Key(
            entry: entry.allowing(form.allowed, below: form.below), isLate: dependent != nil,
            read: { node, options, given in
                let form = try dependent?(node, options, given) ?? form
                options[keyPath: path] = try form.read(node, name, options[keyPath: path])
            }, text: { form.text($0[keyPath: path]) }, isWritten: isWritten)
    }
}

@resultBuilder
enum KeysBuilder<Options: Sendable> {
    static func buildExpression(_ key: Key<Options>) -> [Key<Options>] { [key] }
    static func buildExpression(_ keys: [Key<Options>]) -> [Key<Options>] { keys }
    static func buildBlock(_ keys: [Key<Options>]...) -> [Key<Options>] { keys.flatMap(\.self) }
}

/// The keys of a mapping, in the order of the canonical text, and the options that hold where it says nothing.
struct Block<Options: Sendable>: Sendable {
    let standard: Options
    let keys: [Key<Options>]

    init(_ standard: Options, @KeysBuilder<Options> keys: () -> [Key<Options>]) {
        self.standard = standard
        self.keys = keys()
    }

    var names: [String] { keys.map(\.name) }

    /// The documentation, with the defaults.
    var entries: [SpecKey] {
        keys.map { key in
            var entry = key.entry
            if entry.standardWords == nil, entry.standard == nil { entry.standard = key.text(standard) }
            return entry
        }
    }

    /// Reads a mapping; what is wrong in it is collected, and what is right is read.
    func read(_ node: SpecNode, _ name: String, into options: inout Options, _ mistakes: inout Mistakes) -> Given {
        guard let entries = mistakes.entries(of: node, name, allowed: names) else { return Given(wrong: Set(names)) }
        // A key with a typing mistake is not one that was left out.
        let unread = node.entries!.map(\.key).filter { key in !entries.contains { $0.key == key } }
        return fill(
            &options, from: entries,
            wrong: unread.compactMap { names.contains($0) ? $0 : NearestName.of($0, in: names) }, &mistakes)
    }

    /// The same of entries whose keys are known to be right, beside keys that are known to be wrong.
    func fill(
        _ options: inout Options, from entries: [SpecNode.Entry], wrong: [String] = [], _ mistakes: inout Mistakes
    ) -> Given {
        var given = Given(wrong: Set(wrong))
        for key in keys.filter({ !$0.isLate }) + keys.filter(\.isLate) {
            guard let node = entries.value(key.name) else { continue }
            if mistakes.attempt({ try key.read(node, &options, given) }) != nil {
                given.nodes[key.name] = node
            } else {
                given.wrong.insert(key.name)
            }
        }
        return given
    }

    /// Key and value in the canonical order.
    func lines(_ options: Options) -> [(String, String)] {
        keys.filter { $0.isWritten(options) }.compactMap { key in key.text(options).map { (key.name, $0) } }
    }

    /// A mapping of the block's keys as the value of a key.
    var form: Form<Options> {
        Form(.mapping, below: entries) { node, key, current in
            var mistakes = Mistakes(), options = current ?? standard
            _ = read(node, key, into: &options, &mistakes)
            try mistakes.end()
            return options
        } text: {
            CanonicalText.mapping(lines($0))
        }
    }
}
