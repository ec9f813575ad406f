import Networks

/// The key `lipschitz`: a ceiling, of the published norm or as `{operator-norm: 1.4}` (METHOD section 4.1).
struct LipschitzForm {
    var norm = LipschitzNorm.reshaped
    /// Nil for no control.
    var ceiling: Double?

    static let ceilings = NumberRange.atLeast(0)

    init() {}

    init(norm: LipschitzNorm, ceiling: Double?) {
        self.norm = norm
        self.ceiling = ceiling
    }

    /// A ceiling of 0 switches the control off, whichever norm it is of.
    private init(_ norm: LipschitzNorm, _ ceiling: Double) {
        if ceiling > 0 { self.init(norm: norm, ceiling: ceiling) } else { self.init() }
    }

    static func read(_ node: SpecNode?) throws -> LipschitzForm {
        guard let node else { return LipschitzForm() }
        guard node.entries != nil else { return LipschitzForm(.reshaped, try node.number("lipschitz", ceilings)) }
        let (norm, value) = try node.alternative("lipschitz", LipschitzNorm.self)
        guard let value else { throw SpecError(node.place, "'\(norm.rawValue)' needs its ceiling, such as {\(norm.rawValue): 1.4}") }
        return LipschitzForm(norm, try value.number(norm.rawValue, ceilings))
    }

    /// The shortest form that reads back as the same control.
    var text: String {
        switch norm {
        case .reshaped: CanonicalText.number(ceiling ?? 0)
        case .convolutionOperator: ceiling.map { "{\(norm.rawValue): \(CanonicalText.number($0))}" } ?? "0"
        }
    }
}
