/// One of the values of a choice: a name, with or without options.
struct Alternative<Value: Sendable>: Sendable {
    /// The context for making a value from its options.
    struct Site {
        /// The whole choice, and what stands below the name.
        let node: SpecNode
        let options: SpecNode?
        let given: Given

        /// The error for options that leave out what has no default.
        func needs(_ name: String, _ what: String, at place: SpecPlace? = nil) -> SpecError {
            SpecError(place ?? node.place, "'\(name)' needs \(what)")
        }
    }

    let entry: SpecKey
    let read: @Sendable (_ node: SpecNode, _ options: SpecNode?, _ standard: Value?) throws -> Value
    /// The options in the canonical order, none where the name stands alone; nil for a value that is another
    /// alternative.
    let lines: @Sendable (Value) -> [(String, String)]?

    var name: String { entry.name }

    func text(_ value: Value) -> String? {
        lines(value).map { $0.isEmpty ? name : CanonicalText.mapping([(name, CanonicalText.mapping($0))]) }
    }

    /// A name without options; `others` says, at the end of a sentence, which names have some.
    init(
        _ name: some RawRepresentable<String>, _ value: Value, _ meaning: String, method: String? = nil,
        others: String = ""
    )
    where Value: Equatable {
        let name = name.rawValue
        entry = SpecKey(name, meaning, .name, example: name, method: method)
        read = { _, options, _ in
            if let options { throw SpecError(options.place, "'\(name)' has no options\(others)") }
            return value
        }
        lines = { $0 == value ? [] : nil }
    }

    /// A name with options.
    /// - Parameters:
    ///   - isNeeded: whether the name cannot stand without its options.
    ///   - isShort: whether it is written without them where all are standard.
    ///   - make: the value that options stand for; `from` gives them back, or nil for a value that is another
    ///     alternative.
    ///   - start: the options that hold where they are left out; the block's own without it.
    init<Options: Sendable>(
        _ name: some RawRepresentable<String>, _ meaning: String, example: String, method: String? = nil,
        isNeeded: Bool = false, isShort: Bool = false, _ block: Block<Options>,
        make: @escaping @Sendable (Options, Site) throws -> Value,
        from options: @escaping @Sendable (Value) -> Options?,
        start: (@Sendable (Value) -> Options)? = nil
    ) {
        let name = name.rawValue
        entry = SpecKey(
            name, meaning, .options(alone: !isNeeded), example: example, method: method, below: block.entries)
        read = { node, below, standard in
            var mistakes = Mistakes(), options = standard.flatMap { start?($0) } ?? block.standard
            let given = below.map { block.read($0, name, into: &options, &mistakes) } ?? Given()
            try mistakes.end()
            return try make(options, Site(node: node, options: below, given: given))
        }
        lines = { value in
            options(value).map { options in
                let lines = block.lines(options)
                return isShort && lines.elementsEqual(block.lines(block.standard), by: ==) ? [] : lines
            }
        }
    }

    private init(
        _ entry: SpecKey, read: @escaping @Sendable (SpecNode, SpecNode?, Value?) throws -> Value,
        lines: @escaping @Sendable (Value) -> [(String, String)]?
    ) {
        (self.entry, self.read, self.lines) = (entry, read, lines)
    }

    /// The same where there may be no value.
    var optional: Alternative<Value?> {
        Alternative<Value?>(entry) {
            try read($0, $1, $2 ?? nil)
        } lines: {
            $0.flatMap(lines)
        }
    }
}

/// A value that is one of several alternatives: `name`, or `{name: options}`.
struct Choice<Value: Sendable>: Sendable {
    let alternatives: [Alternative<Value>]

    init(_ alternatives: [Alternative<Value>]) { self.alternatives = alternatives }

    init(@ChoiceBuilder<Value> _ alternatives: () -> [Alternative<Value>]) { self.alternatives = alternatives() }

    var names: [String] { alternatives.map(\.name) }

    func read(_ node: SpecNode, _ key: String, _ standard: Value?) throws -> Value {
        let (name, options) = try node.alternative(key, among: names)
        return try alternatives.first { $0.name == name }!.read(node, options, standard)
    }

    func lines(_ value: Value) -> [(String, String)] {
        alternatives.lazy.compactMap { $0.lines(value) }.first ?? []
    }

    func text(_ value: Value) -> String {
        alternatives.lazy.compactMap { $0.text(value) }.first ?? ""
    }

    var allowed: SpecValue {
        .choice(names, alone: alternatives.map(\.entry).filter(\.allowed.mayStandAlone).map(\.name))
    }

    var form: Form<Value> {
        Form(allowed, below: alternatives.map(\.entry)) {
            try read($0, $1, $2)
        } text: {
            text($0)
        }
    }
}

@resultBuilder
enum ChoiceBuilder<Value: Sendable> {
    static func buildExpression(_ alternative: Alternative<Value>) -> [Alternative<Value>] { [alternative] }
    static func buildBlock(_ alternatives: [Alternative<Value>]...) -> [Alternative<Value>] {
        alternatives.flatMap(\.self)
    }
}
