/// A term that is added to the loss.
public enum RegularizationName: String, CaseIterable, Sendable {
    case none
    case totalVariation = "total-variation"
}

/// The key `regularization`: `{total-variation: {weight: 0.1}}` (METHOD section 5).
enum RegularizationForm {
    /// The weight of the total variation; nil for none.
    static func read(_ node: SpecNode?) throws -> Double? {
        guard let node else { return nil }
        let (name, options) = try node.alternative("regularization", RegularizationName.self)
        switch name {
        case .none:
            if let options { throw SpecError(options.place, "'none' has no options") }
            return nil
        case .totalVariation:
            guard let weight = try options?.mapping(name.rawValue, allowed: ["weight"]).value("weight") else {
                throw SpecError(node.place, "'total-variation' needs its weight in the loss, such as {total-variation: {weight: 0.1}}")
            }
            return try weight.number("weight", .above(0).atMost(1000))
        }
    }

    static func text(totalVariation weight: Double) -> String {
        "{total-variation: {weight: \(CanonicalText.number(weight))}}"
    }
}
