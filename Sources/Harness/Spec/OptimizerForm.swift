/// The key `optimizer`: `{adam: {learning_rate: 0.001}}` (METHOD section 5).
enum OptimizerForm {
    enum Name: String, CaseIterable {
        case adam
    }

    /// The learning rate; `standard` when it was left out.
    static func read(_ node: SpecNode?, standard: Double) throws -> Double {
        guard let node else { return standard }
        let (name, options) = try node.alternative("optimizer", Name.self)
        switch name {
        case .adam:
            let entries = try options?.mapping("adam", allowed: ["learning_rate"]) ?? []
            return try entries.value("learning_rate")?.number("learning_rate", .above(0).atMost(1)) ?? standard
        }
    }

    static func text(learningRate: Double) -> String {
        "{adam: {learning_rate: \(CanonicalText.number(learningRate))}}"
    }
}
