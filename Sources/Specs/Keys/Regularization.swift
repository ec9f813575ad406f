/// A term that is added to the loss.
package enum RegularizationName: String, CaseIterable, Sendable {
    case none
    case totalVariation = "total-variation"
}

/// The key `regularization`: `{total-variation: {weight: 0.1}}` (METHOD section 5). Its value is the weight, or nil for
/// no term.
enum RegularizationKeys {
    static let choice = Choice<Double?> {
        Alternative(RegularizationName.none, nil, "None.", method: "5")
        Alternative(
            RegularizationName.totalVariation,
            "Anisotropic total variation of the output (Liu et al. 2019): the mean over its samples of the magnitudes "
                + "of the differences to the right neighbour and to the one below.",
            example: "{weight: 0.1}", method: "5", isNeeded: true, totalVariation
        ) { options, site in
            guard let weight = options.weight else {
                throw site.needs("total-variation", "its weight in the loss, such as {total-variation: {weight: 0.1}}")
            }
            return weight
        } from: {
            $0.map { TotalVariation(weight: $0) }
        }
    }

    private struct TotalVariation { var weight: Double? }

    private static let totalVariation = Block(TotalVariation()) {
        Key(
            "weight", \.weight, Form<Double>.number(.above(0).atMost(1000)).optional,
            "What the mean is multiplied by, beside the mean squared error.",
            example: "0.1", method: "5")
    }
}
