/// Strict readings of a value; each names the key and what is allowed when it throws a `SpecError`.
extension SpecNode {
    func number(_ key: String, _ range: NumberRange = .any) throws -> Double {
        guard let value = finiteNumber else { throw mismatch(key, "a number" + range.words) }
        guard range.contains(value) else { throw mismatch(key, "a number" + range.words) }
        return value
    }

    func integer(_ key: String, _ range: ClosedRange<Int>) throws -> Int {
        let words = range.upperBound == Int.max
            ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        guard case .scalar(let text, true) = content, let value = Int(text), range.contains(value) else {
            throw mismatch(key, "a whole number \(words)")
        }
        return value
    }

    func text(_ key: String) throws -> String {
        guard let text = scalarText, !isNull else { throw mismatch(key, "a text") }
        return text
    }

    func flag(_ key: String) throws -> Bool {
        guard case .scalar(let text, true) = content, let value = Bool(text) else { throw mismatch(key, "true or false") }
        return value
    }

    /// One of the names of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) throws -> Choice
    where Choice.RawValue == String {
        let names = type.allCases.map(\.rawValue)
        guard let name = scalarText, !isNull else { throw mismatch(key, "one of " + names.joined(separator: ", ")) }
        guard let value = type.init(rawValue: name) else { throw unknownName(key, name, allowed: names) }
        return value
    }

    /// A list; a single value stands for a list of one when `orSingle` is set.
    func list(_ key: String, orSingle: Bool = false) throws -> [SpecNode] {
        if orSingle, scalarText != nil, !isNull { return [self] }
        guard let items, !items.isEmpty else { throw mismatch(key, "a list with at least one value, such as [a, b]") }
        return items
    }

    /// The entries of a mapping whose keys are all among `allowed`.
    func mapping(_ key: String, allowed: [String]) throws -> [Entry] {
        guard let entries else { throw mismatch(key, "a mapping with keys among " + allowed.joined(separator: ", ")) }
        for entry in entries {
            guard allowed.contains(entry.key) else {
                throw SpecError(entry.place, "unknown key '\(entry.key)'" + NearestName.hint(for: entry.key, allowed: allowed))
            }
            guard !entry.value.isNull else { throw SpecError(entry.place, "key '\(entry.key)' has no value") }
        }
        return entries
    }

    /// A choice with options: `name`, or `{name: options}` with exactly one key.
    func alternative<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) throws
        -> (choice: Choice, options: SpecNode?)
    where Choice.RawValue == String {
        if scalarText != nil { return (try choice(key, type), nil) }
        let names = type.allCases.map(\.rawValue)
        guard let entries, entries.count == 1 else {
            throw mismatch(key, "one of " + names.joined(separator: ", ") + ", alone or as {name: {option: value}}")
        }
        guard let value = type.init(rawValue: entries[0].key) else {
            throw SpecError(entries[0].place, "'\(key)' cannot be '\(entries[0].key)'"
                + NearestName.hint(for: entries[0].key, allowed: names))
        }
        return (value, entries[0].value.isNull ? nil : entries[0].value)
    }

    /// The error for a value that is not `expected`.
    func mismatch(_ key: String, _ expected: String) -> SpecError {
        SpecError(place, isNull ? "'\(key)' has no value; it must be \(expected)" : "'\(key)' must be \(expected), not \(shown)")
    }

    func unknownName(_ key: String, _ name: String, allowed: [String]) -> SpecError {
        SpecError(place, "'\(key)' cannot be '\(name)'" + NearestName.hint(for: name, allowed: allowed))
    }

    /// A plain decimal number; nothing for `.nan`, `inf`, hexadecimal or quoted text.
    private var finiteNumber: Double? {
        guard case .scalar(let text, true) = content, text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }),
              let value = Double(text), value.isFinite
        else { return nil }
        return value
    }

    private var shown: String {
        switch content {
        case .scalar(let text, let plain): plain ? "'\(text)'" : "the text '\(text)'"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
