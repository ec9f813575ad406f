/// What a key of a spec may hold, for the documentation of the vocabulary.
indirect enum SpecValue: Sendable {
    case number(NumberRange)
    case integer(ClosedRange<Int>)
    case flag
    case text
    case names([String])
    /// Numbers of which only these are allowed.
    case numbers([Int])
    case list(SpecValue, ClosedRange<Int>)
    case either([SpecValue])
    /// A mapping whose keys are the entries below.
    case mapping
    /// One of the entries below: its name, or a mapping of its name to what it holds.
    case choice
    /// The name in a choice that has no options.
    case name
    /// The options of a name in a choice, which are the entries below; `alone` where the name may stand without them.
    case options(alone: Bool)
    /// A list of stopping rules, each as `stop` has them, or the oracle.
    case stoppingRules
    /// Settings of a run, nested or with dotted keys.
    case settings
    /// Names, each with settings that a variant may set.
    case variants
    /// Dotted keys of a run with lists of values.
    case axes

    /// What is allowed, in words for a reader; `names` are those of the entries below.
    func words(_ names: [String]) -> String {
        func listed(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
        func range(_ range: ClosedRange<Int>) -> String {
            switch (range.lowerBound, range.upperBound) {
            case (let least, Int.max): "of at least \(least)"
            case (let least, let most) where least == most: "\(least)"
            case (let least, let most): "from \(least) to \(most)"
            }
        }
        switch self {
        case .number(let bounds): return "number" + bounds.words
        case .integer(let bounds): return "whole number " + range(bounds)
        case .flag: return "`true` or `false`"
        case .text: return "text"
        case .names(let names): return listed(names)
        case .numbers(let numbers): return listed(numbers.map(String.init))
        case .list(let item, let count): return "list " + (count.upperBound == Int.max ? "" : "of length \(range(count)) ").replacing("length from", with: "length") + "of: " + item.words(names)
        case .either(let values): return values.map { $0.words(names) }.joined(separator: "; or ")
        case .mapping: return "mapping"
        case .choice: return listed(names)
        case .name: return "no options"
        case .options(let alone): return alone ? "options, or none" : "options"
        case .stoppingRules: return "list of stopping rules as `stop` has them, or `oracle`"
        case .settings: return "mapping of settings of a run, nested or dotted"
        case .variants: return "mapping of names to settings of a run, nested or dotted"
        case .axes: return "mapping of dotted keys to lists of values"
        }
    }
}
