/// The type of a key's value, from which the documentation and the schema are generated.
indirect enum SpecValue: Equatable, Sendable {
    case number(NumberRange)
    case integer(ClosedRange<Int>)
    case flag
    case text
    /// A name that becomes part of a file's.
    case fileName
    case names([String])
    /// Numbers of which only these are allowed.
    case numbers([Int])
    case list(SpecValue, ClosedRange<Int>)
    /// A list with one value for each field.
    case fields([Field])
    case either([SpecValue])
    /// A mapping whose keys are the entries below.
    case mapping
    /// One of these entries below: a mapping of its name to what it holds, or its name where that may stand `alone`.
    case choice([String], alone: [String])
    /// The name in a choice that has no options.
    case name
    /// The options of a name in a choice, which are the entries below; `alone` where the name may stand without them.
    case options(alone: Bool)
    /// A list of stopping rules, each as `stop` has them, or one of `others`.
    case stoppingRules(others: [String])
    /// Settings of a run, nested or with dotted keys.
    case settings
    /// Names, each with settings that a variant may set.
    case variants
    /// Dotted keys of a run with lists of values.
    case axes

    struct Field: Equatable, Sendable {
        let name: String
        let value: SpecValue
    }

    /// Whether the value is one of several alternatives, so that a key below it can only be set where it is that one.
    var isAlternative: Bool {
        switch self {
        case .choice: true
        case .either(let values): values.contains { $0 == .mapping || $0.isAlternative }
        default: false
        }
    }

    /// The names of a choice; nil for anything else.
    var names: [String]? {
        switch self {
        case .choice(let names, _): names
        case .either(let values): values.lazy.compactMap(\.names).first
        default: nil
        }
    }

    /// Whether a name in a choice may be written without a mapping.
    var mayStandAlone: Bool {
        switch self {
        case .name, .options(alone: true): true
        default: false
        }
    }

    /// What is allowed, in words for a reader.
    var words: String {
        switch self {
        case .number(let bounds): return "number" + bounds.words
        case .integer(let bounds): return "whole number " + Self.words(bounds)
        case .flag: return "`true` or `false`"
        case .text: return "text"
        case .fileName: return "letters, digits, `-` and `_`, at most \(FilePath.longestName)"
        case .names(let names): return names.map { "`\($0)`" }.joined(separator: ", ")
        case .choice(let names, let alone):
            return names.map { alone.contains($0) ? "`\($0)`" : "`{\($0): ...}`" }.joined(separator: ", ")
        case .numbers(let numbers): return numbers.map { "`\($0)`" }.joined(separator: ", ")
        case .list(let item, let count): return Self.listWords(count) + "of: " + item.words
        case .fields(let fields):
            return "list of " + fields.map { "\($0.name) (\($0.value.words))" }.joined(separator: ", ")
        case .either(let values):
            if values.count == 2, case .list(values[0], let count) = values[1] {
                return "\(values[0].words); or a \(Self.listWords(count))of these"
            }
            return values.map(\.words).joined(separator: "; or ")
        case .mapping: return "mapping"
        case .name: return "no options"
        case .options(let alone): return alone ? "options, or none" : "options"
        case .stoppingRules(let others):
            return "list of stopping rules in the form of `stop`, or "
                + others.map { "`\($0)`" }.joined(separator: ", ")
        case .settings: return "mapping of settings of a run, nested or dotted"
        case .variants: return "mapping of names to settings of a run, nested or dotted"
        case .axes: return "mapping of dotted keys to lists of values"
        }
    }

    private static func listWords(_ count: ClosedRange<Int>) -> String {
        "list " + (count.upperBound == Int.max ? "" : "of length \(words(count).replacing("from ", with: "")) ")
    }

    private static func words(_ range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (let least, Int.max): "of at least \(least)"
        case (let least, let most) where least == most: "\(least)"
        case (let least, let most): "from \(least) to \(most)"
        }
    }
}
