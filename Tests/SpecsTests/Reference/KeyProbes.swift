@testable import Specs

/// Values that a documented key must accept, and others that it must refuse: at both ends of every range, and every
/// name.
struct KeyProbes {
    var accepted: [String] = []
    var refused: [String] = []

    /// - Parameter names: all names that the key has anywhere, of which only some may be allowed where it stands.
    init(_ value: SpecValue, names: [String] = []) {
        switch value {
        case .number(let range): number(range)
        case .integer(let range):
            accepted = [
                "\(range.lowerBound)", "\(range.upperBound == .max ? range.lowerBound + 1_000_000 : range.upperBound)",
            ]
            refused = ["\(range.lowerBound - 1)", "\(range.lowerBound).5", "'\(range.lowerBound)'", "nonsense"]
            if range.upperBound != .max { refused.append("\(range.upperBound + 1)") }
        case .flag: (accepted, refused) = (["true", "false"], ["1", "yes", "'true'"])
        case .text: refused = ["[a]", "{a: b}"]
        case .fileName:
            let longest = String(repeating: "a", count: FilePath.longestName)
            (accepted, refused) = (["a", "A_1-b", longest], ["[a]", "{a: b}", "a/b", "'a b'", "''", longest + "a"])
        case .names(let own): (accepted, refused) = (own, ["nonsense", "[]"] + names.filter { !own.contains($0) })
        case .numbers(let numbers):
            accepted = numbers.map(String.init)
            refused = ["\(numbers.min()! - 1)", "\(numbers.max()! + 1)", "'\(numbers[0])'"]
        case .list(let item, let count): list(item, count)
        case .fields(let fields): self.fields(fields)
        case .either(let values):
            let all = values.map { KeyProbes($0, names: names) }
            accepted = all.flatMap(\.accepted)
            refused = all.flatMap(\.refused).filter { refused in
                // What one alternative refuses may be another: a list, a mapping, a text or a name.
                !values.contains { Self.mayAccept(refused, $0) } && !accepted.contains(refused)
            }
        case .mapping: refused = ["3", "nonsense"]
        case .choice(let allowed, let alone):
            accepted = alone
            refused =
                ["nonsense", "{nonsense: }", "{\(names[0]): , \(names.last!): }"] + names.filter { !alone.contains($0) }
                + names.filter { !allowed.contains($0) }.map { "{\($0): }" }
        case .name: (accepted, refused) = ([""], ["{a: 1}"])
        case .options(let alone): (accepted, refused) = alone ? (["{}", ""], ["3"]) : ([], ["{}", "3"])
        case .stoppingRules(let others):
            (accepted, refused) = (["[]", "[ratio]"] + others, ["nonsense", "[none]", "[ratio, ratio]"])
        case .settings, .variants, .axes: refused = ["3", "[3]"]
        }
    }

    private mutating func number(_ range: NumberRange) {
        let bounds = Dictionary(uniqueKeysWithValues: range.bounds.map { ($0.keyword, $0.value) })
        if let least = bounds["minimum"] {
            (accepted, refused) = (accepted + ["\(least)"], refused + ["\(least - 1e-9)"])
        }
        if let least = bounds["exclusiveMinimum"] {
            (accepted, refused) = (accepted + ["\(least + 1e-9)"], refused + ["\(least)"])
        }
        if let most = bounds["maximum"] { (accepted, refused) = (accepted + ["\(most)"], refused + ["\(most.nextUp)"]) }
        if let most = bounds["exclusiveMaximum"] {
            (accepted, refused) = (accepted + ["\(most.nextDown)"], refused + ["\(most)"])
        }
        if bounds["maximum"] == nil, bounds["exclusiveMaximum"] == nil { accepted.append("1e6") }
        refused += ["nonsense", ".nan", "'1'"]
    }

    private mutating func list(_ item: SpecValue, _ count: ClosedRange<Int>) {
        let items = KeyProbes(item, names: item.names ?? [])
        func list(_ value: String, _ count: Int) -> String {
            "[" + Array(repeating: value, count: count).joined(separator: ", ") + "]"
        }
        refused = items.refused.filter { $0 != "[]" }.map { list($0, max(count.lowerBound, 1)) }
        if let value = items.accepted.first {
            accepted = items.accepted.map { list($0, max(count.lowerBound, 1)) }
            if count.upperBound != .max {
                accepted += [list(value, count.upperBound)]
                refused += [list(value, count.lowerBound - 1), list(value, count.upperBound + 1)]
            }
        }
        if count.lowerBound == 0 { accepted.append("[]") } else { refused.append("[]") }
    }

    private mutating func fields(_ fields: [SpecValue.Field]) {
        let probes = fields.map { KeyProbes($0.value) }
        let lowest = probes.map { $0.accepted[0] }
        func list(_ values: [String]) -> String { "[" + values.joined(separator: ", ") + "]" }
        accepted = [list(lowest), list(probes.map { $0.accepted.last! })]
        refused = [list(lowest.dropLast()), list(lowest + ["1"]), "[]", "3"]
        for (index, probe) in probes.enumerated() {
            refused += probe.refused.map { value in list(lowest.enumerated().map { $0 == index ? value : $1 }) }
        }
    }

    private static func mayAccept(_ text: String, _ value: SpecValue) -> Bool {
        switch value {
        case .mapping, .variants: text.hasPrefix("{")
        case .text: !text.hasPrefix("[") && !text.hasPrefix("{")
        case .names(let names): names.contains(text)
        case .integer(let range): Int(text).map(range.contains) ?? false
        case .number(let range): Double(text).map(range.contains) ?? false
        default: false
        }
    }
}
