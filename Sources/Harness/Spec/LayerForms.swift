import Architectures
import Networks

/// The key `slope`, which belongs to the activation `leaky-relu`.
enum SlopeForm {
    static func read(_ entries: [SpecNode.Entry], activation: Nonlinearity, standard: Float) throws -> Float {
        guard let node = entries.value("slope") else { return standard }
        guard activation == .leakyReLU else {
            throw SpecError(node.place, "'slope' belongs to the activation leaky-relu, but 'activation' is '\(activation.rawValue)'")
        }
        return Float(try node.number("slope", .atLeast(0).atMost(1)))
    }

    static func lines(_ activation: Nonlinearity, slope: Float) -> [(String, String)] {
        activation == .leakyReLU ? [("slope", CanonicalText.number(slope))] : []
    }
}

/// The key `norm` of networks without a Lipschitz control.
enum NormForm {
    static func read(_ entries: [SpecNode.Entry], standard: Normalization) throws -> Normalization {
        guard let node = entries.value("norm") else { return standard }
        let norm = try node.choice("norm", Normalization.self)
        guard norm != .lipschitzBatch else {
            throw SpecError(node.place, "'norm' cannot be 'lipschitz-batch' in a network without 'lipschitz'; allowed: "
                + Normalization.allCases.filter { $0 != .lipschitzBatch }.map(\.rawValue).joined(separator: ", "))
        }
        return norm
    }
}
