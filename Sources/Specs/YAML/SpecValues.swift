/// Strict readings of a value; each names the key and what is allowed when it throws a `SpecError`.
extension SpecNode {
    func number(_ key: String, _ range: NumberRange = .any) throws -> Double {
        guard let value = finiteNumber, range.contains(value) else {
            throw single(mismatch(key, "a number" + range.words))
        }
        return value
    }

    package func integer(_ key: String, _ range: ClosedRange<Int>) throws -> Int {
        let words =
            range.upperBound == Int.max
            ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        guard case .scalar(let text, true) = content, let value = Int(text), range.contains(value) else {
            throw single(mismatch(key, "a whole number \(words)"))
        }
        return value
    }

    /// The error for a list where one number is wanted, which may have been meant as a sweep.
    private func single(_ error: SpecError) -> SpecError {
        items.map { $0.count > 1 } == true
            ? SpecError(error.place, error.message + "; values to try belong under 'sweep'") : error
    }

    package func text(_ key: String) throws -> String {
        guard let text = scalarText, !isNull else { throw mismatch(key, "text") }
        return text
    }

    func flag(_ key: String) throws -> Bool {
        guard case .scalar(let text, true) = content, let value = Bool(text) else {
            throw mismatch(key, "true or false")
        }
        return value
    }

    /// One of the names of an enumeration.
    package func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) throws -> Choice
    where Choice.RawValue == String {
        let name = try name(key, among: type.allCases.map(\.rawValue))
        return Choice(rawValue: name)!
    }

    func name(_ key: String, among names: [String]) throws -> String {
        guard let name = scalarText, !isNull else { throw mismatch(key, "one of " + names.joined(separator: ", ")) }
        guard names.contains(name) else { throw SpecError(unknown: name, of: key, allowed: names, at: place) }
        return name
    }

    /// A list; a single value stands for a list of one when `orSingle` is set.
    package func list(_ key: String, orSingle: Bool = false) throws -> [SpecNode] {
        if orSingle, scalarText != nil, !isNull { return [self] }
        guard let items, !items.isEmpty else { throw mismatch(key, "a list with at least one value, such as [a, b]") }
        return items
    }

    /// The entries of a mapping; throws all keys that are not among `allowed` or have no value.
    package func mapping(_ key: String, allowed: [String]) throws -> [Entry] {
        var mistakes = Mistakes()
        let entries = mistakes.entries(of: self, key, allowed: allowed)
        try mistakes.end()
        return entries ?? []
    }

    /// A choice with options: `name`, or `{name: options}` with exactly one key.
    func alternative(_ key: String, among names: [String]) throws -> (name: String, options: SpecNode?) {
        if scalarText != nil { return (try name(key, among: names), nil) }
        guard let entries, entries.count == 1 else {
            throw mismatch(key, "one of " + names.joined(separator: ", ") + ", alone or as {name: {option: value}}")
        }
        guard names.contains(entries[0].key) else {
            throw SpecError(unknown: entries[0].key, of: key, allowed: names, at: entries[0].place)
        }
        return (entries[0].key, entries[0].value.isNull ? nil : entries[0].value)
    }

    /// The error for a value that is not `expected`.
    package func mismatch(_ key: String, _ expected: String) -> SpecError {
        SpecError(
            place,
            isNull ? "'\(key)' has no value; it must be \(expected)" : "'\(key)' must be \(expected), not \(shown)")
    }

    /// A plain decimal number; nothing for `.nan`, `inf`, hexadecimal or quoted text.
    private var finiteNumber: Double? {
        guard case .scalar(let text, true) = content,
            text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }),
            let value = Double(text), value.isFinite
        else { return nil }
        return value
    }

    private var shown: String {
        switch content {
        case .scalar(let text, let plain): plain ? "'\(text)'" : "the text '\(text)'"
        case .sequence(let items): items.isEmpty ? "an empty list" : "a list"
        case .mapping: "a mapping"
        }
    }
}

extension SpecError {
    /// The error for a name that is not one of `allowed`.
    init(unknown name: String, of key: String, allowed: [String], at place: SpecPlace) {
        self.init(place, "'\(key)' cannot be '\(name)'" + NearestName.hint(for: name, allowed: allowed))
    }
}

extension Mistakes {
    /// The entries of a mapping that are allowed and have a value; nil for anything but a mapping.
    ///
    /// An unknown key may be one that stands elsewhere in the tree of keys, where `isTop` says that the mapping is the
    /// whole spec.
    mutating func entries(of node: SpecNode, _ key: String, allowed: [String], isTop: Bool = false) -> [SpecNode.Entry]?
    {
        guard let entries = node.entries else {
            add(node.mismatch(key, "a mapping with keys among " + allowed.joined(separator: ", ")))
            return nil
        }
        return entries.filter { entry in
            if !allowed.contains(entry.key) {
                add(
                    SpecError(
                        entry.place,
                        "unknown key '\(entry.key)'"
                            + Vocabulary.hint(
                                for: entry.key, allowed: allowed, isTop: isTop,
                                value: entry.value.isNull ? nil : entry.value.summary)))
            } else if entry.value.isNull {
                add(SpecError(entry.place, "key '\(entry.key)' has no value"))
            } else {
                return true
            }
            return false
        }
    }
}

extension [SpecNode.Entry] {
    /// The value of a key; nil when it was left out.
    package func value(_ key: String) -> SpecNode? {
        first { $0.key == key }?.value
    }
}
