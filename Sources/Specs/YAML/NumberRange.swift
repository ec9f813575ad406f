/// An interval of numbers that a key of a spec may take.
struct NumberRange: Equatable, Sendable {
    private enum End: Equatable, Sendable {
        case none, open(Double), closed(Double)
    }

    private var lower = End.none
    private var upper = End.none

    static let any = NumberRange()
    static func above(_ lower: Double) -> NumberRange { NumberRange(lower: .open(lower)) }
    static func atLeast(_ lower: Double) -> NumberRange { NumberRange(lower: .closed(lower)) }

    func below(_ bound: Double) -> NumberRange { NumberRange(lower: lower, upper: .open(bound)) }
    func atMost(_ bound: Double) -> NumberRange { NumberRange(lower: lower, upper: .closed(bound)) }

    func contains(_ value: Double) -> Bool {
        switch lower {
        case .open(let bound) where value <= bound: return false
        case .closed(let bound) where value < bound: return false
        default: break
        }
        switch upper {
        case .open(let bound) where value >= bound: return false
        case .closed(let bound) where value > bound: return false
        default: return true
        }
    }

    /// The same in the words of JSON Schema.
    var bounds: [(keyword: String, value: Double)] {
        var bounds: [(keyword: String, value: Double)] = []
        switch lower {
        case .none: break
        case .open(let bound): bounds.append(("exclusiveMinimum", bound))
        case .closed(let bound): bounds.append(("minimum", bound))
        }
        switch upper {
        case .none: break
        case .open(let bound): bounds.append(("exclusiveMaximum", bound))
        case .closed(let bound): bounds.append(("maximum", bound))
        }
        return bounds
    }

    /// The words after "a number": ` above 0 and at most 255`.
    var words: String {
        var parts: [String] = []
        switch lower {
        case .none: break
        case .open(let bound): parts.append("above \(CanonicalText.number(bound))")
        case .closed(let bound): parts.append("of at least \(CanonicalText.number(bound))")
        }
        switch upper {
        case .none: break
        case .open(let bound): parts.append("below \(CanonicalText.number(bound))")
        case .closed(let bound): parts.append("at most \(CanonicalText.number(bound))")
        }
        return parts.isEmpty ? "" : " " + parts.joined(separator: " and ")
    }
}
