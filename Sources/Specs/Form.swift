import Quoting

/// The type of a key: what is allowed, how a value is read and how it is written. A range stands in one place, here.
struct Form<Value: Sendable>: Sendable {
    let allowed: SpecValue
    /// The keys of a mapping that the value may be.
    let below: [SpecKey]
    /// Reads a value; the last argument is the one that holds where the spec says nothing, if there is one.
    let read: @Sendable (_ node: SpecNode, _ key: String, _ standard: Value?) throws -> Value
    /// The value as canonical YAML; nil for one that is not written.
    let text: @Sendable (Value) -> String?

    init(
        _ allowed: SpecValue, below: [SpecKey] = [],
        read: @escaping @Sendable (_ node: SpecNode, _ key: String, _ standard: Value?) throws -> Value,
        text: @escaping @Sendable (Value) -> String?
    ) {
        self.allowed = allowed
        self.below = below
        self.read = read
        self.text = text
    }

    /// The same for a value that may be missing.
    var optional: Form<Value?> {
        Form<Value?>(allowed, below: below) {
            try read($0, $1, $2 ?? nil)
        } text: {
            $0.flatMap(text)
        }
    }

    /// A list of at least one, or of any number where it may be empty; a single value stands for a list of one where `orSingle` is set.
    func list(orSingle: Bool = false, mayBeEmpty: Bool = false) -> Form<[Value]> {
        let list = SpecValue.list(allowed, (mayBeEmpty ? 0 : 1)...Int.max)
        return Form<[Value]>(orSingle ? .either([allowed, list]) : list, below: below) { node, key, _ in
            if mayBeEmpty, node.items?.isEmpty == true { return [] }
            var mistakes = Mistakes()
            let values = try node.list(key, orSingle: orSingle).compactMap { item in
                mistakes.attempt { try read(item, key, nil) }
            }
            try mistakes.end()
            return values
        } text: {
            CanonicalText.list($0.compactMap(text))
        }
    }
}

extension Form<Double> {
    static func number(_ range: NumberRange) -> Form {
        Form(.number(range)) { node, key, _ in
            try node.number(key, range)
        } text: {
            CanonicalText.number($0)
        }
    }

    /// A number that is 0 where there is none.
    var orZero: Form<Double?> {
        Form<Double?>(allowed) { node, key, _ in
            let value = try read(node, key, nil)
            return value == 0 ? nil : value
        } text: {
            text($0 ?? 0)
        }
    }
}

extension Form<Float> {
    static func number(_ range: NumberRange) -> Form {
        Form(.number(range)) { node, key, _ in
            Float(try node.number(key, range))
        } text: {
            CanonicalText.number($0)
        }
    }
}

extension Form where Value: FixedWidthInteger {
    static func integer(_ range: ClosedRange<Int>) -> Form {
        Form(.integer(range)) { node, key, _ in
            Value(try node.integer(key, range))
        } text: {
            "\($0)"
        }
    }
}

extension Form<Int> {
    /// One of a few numbers.
    static func one(of numbers: [Int]) -> Form {
        let words = numbers.dropLast().map(String.init).joined(separator: ", ") + " or \(numbers[numbers.count - 1])"
        return Form(.numbers(numbers)) { node, key, _ in
            guard case .scalar(let text, true) = node.content, let number = Int(text), numbers.contains(number) else {
                throw node.mismatch(key, words)
            }
            return number
        } text: {
            "\($0)"
        }
    }
}

extension Form<Bool> {
    static var flag: Form {
        Form(.flag) { node, key, _ in
            try node.flag(key)
        } text: {
            "\($0)"
        }
    }
}

extension Form<String> {
    static var text: Form {
        Form(.text) { node, key, _ in
            try node.text(key)
        } text: {
            CanonicalText.scalar($0)
        }
    }

    /// One of the keys that tell runs apart; `words` names them in the error.
    static func key(among keys: [String], _ words: String) -> Form {
        Form(.text) { node, name, _ in
            let key = try node.text(name)
            guard keys.contains(key) else {
                throw SpecError(
                    node.place,
                    "'\(name)' must name \(words), not '\(key)'" + NearestName.hint(for: key, allowed: keys))
            }
            return key
        } text: {
            CanonicalText.scalar($0)
        }
    }

    /// A name that becomes part of a file's.
    static var fileName: Form {
        Form(.fileName) { node, key, _ in
            let name = try node.text(key), length = name.utf8.count
            guard FilePath.isPlain(name) else {
                throw SpecError(node.place, "'\(key)' may contain only letters, digits, '-' and '_', not '\(name)'")
            }
            guard length <= FilePath.longestName else {
                throw SpecError(
                    node.place, "'\(key)' may have at most \(FilePath.longestName) characters, not \(length)")
            }
            return name
        } text: {
            CanonicalText.scalar($0)
        }
    }

    /// The path of a file, which no control character may be part of: systems end a path at a NUL.
    static var path: Form {
        Form(.text) { node, key, _ in
            let path = try node.text(key)
            guard !ScriptWord.hasControlCharacters(path) else {
                throw node.mismatch(key, "the path of a file, without control characters")
            }
            return path
        } text: {
            CanonicalText.scalar($0)
        }
    }

    /// The name of a series or of a group of columns.
    static var label: Form {
        Form(.text) { node, key, _ in
            let label = try node.text(key)
            guard label.contains("{}") else {
                throw SpecError(node.place, "'\(key)' must contain {}, which stands for the value")
            }
            return label
        } text: {
            CanonicalText.scalar($0)
        }
    }
}

extension Form where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// The names of an enumeration.
    static var name: Form {
        Form(.names(Value.allCases.map(\.rawValue))) { node, key, _ in
            try node.choice(key, Value.self)
        } text: {
            $0.rawValue
        }
    }

    /// The names but one, which is refused where the key stands.
    static func name(without other: Value, _ reason: String) -> Form {
        let names = Value.allCases.map(\.rawValue).filter { $0 != other.rawValue }
        return Form(.names(names)) { node, key, _ in
            guard node.scalarText != other.rawValue else {
                throw SpecError(
                    node.place,
                    "'\(key)' cannot be '\(other.rawValue)' \(reason); allowed: " + names.joined(separator: ", "))
            }
            return Value(rawValue: try node.name(key, among: names))!
        } text: {
            $0.rawValue
        }
    }
}
