import Restoration

/// How weights are trained.
public enum OptimizerName: String, CaseIterable, Sendable {
    case adam, sgld
}

/// The key `optimizer`: `{adam: {learning_rate: 0.001}}` or `{sgld: {burn_in: 7000, every: 50}}` (METHOD section 5).
struct OptimizerForm: Equatable, Sendable {
    var learningRate: Double
    var weightDecay = 0.0
    var langevin: Langevin?

    /// `standard` is the learning rate when it was left out.
    static func read(_ node: SpecNode?, standard: Double) throws -> OptimizerForm {
        var form = OptimizerForm(learningRate: standard)
        guard let node else { return form }
        let (name, options) = try node.alternative("optimizer", OptimizerName.self)
        let entries = try options?.mapping(name.rawValue, allowed: Vocabulary.below["optimizer.\(name.rawValue)"] ?? []) ?? []
        form.learningRate = try entries.value("learning_rate")?.number("learning_rate", .above(0).atMost(1)) ?? standard
        form.weightDecay = try entries.value("weight_decay")?.number("weight_decay", .atLeast(0).atMost(1)) ?? 0
        if name == .sgld {
            var langevin = Langevin()
            langevin.noise = try entries.value("noise")?.number("noise", .above(0).atMost(1000)) ?? langevin.noise
            langevin.burnIn = try entries.value("burn_in")?.integer("burn_in", 0...Int.max) ?? langevin.burnIn
            langevin.every = try entries.value("every")?.integer("every", 1...Int.max) ?? langevin.every
            form.langevin = langevin
        }
        return form
    }

    /// Throws when a run of so many iterations has no output to average.
    func check(iterations: Int, place: SpecPlace) throws {
        guard let langevin, !langevin.samplesAny(of: iterations) else { return }
        throw SpecError(place, "'sgld' averages every \(langevin.every)th output after its 'burn_in' of \(langevin.burnIn) iterations, and the run has no such "
            + "output: it ends after \(iterations) iterations")
    }

    var text: String {
        var options = [("learning_rate", CanonicalText.number(learningRate))]
        if weightDecay != 0 { options.append(("weight_decay", CanonicalText.number(weightDecay))) }
        if let langevin {
            options += [("noise", CanonicalText.number(langevin.noise)), ("burn_in", "\(langevin.burnIn)"), ("every", "\(langevin.every)")]
        }
        let name: OptimizerName = langevin == nil ? .adam : .sgld
        return "{\(name.rawValue): {" + options.map { "\($0): \($1)" }.joined(separator: ", ") + "}}"
    }
}
