import Kernels
import Networks

/// One way in which the engine may compute a network; every case is tested with each.
package struct EngineVariant: Sendable, CustomStringConvertible {
    package let name: String
    package let method: ConvolutionMethod
    package let fusesLayers: Bool

    /// All that there are.
    package static let all = [
        EngineVariant(name: "fused", method: .winograd, fusesLayers: true),
        EngineVariant(name: "layer by layer", method: .winograd, fusesLayers: false),
        EngineVariant(name: "direct", method: .direct, fusesLayers: true),
    ]

    /// A variant that is named by what it does.
    package static func named(_ convolution: ConvolutionMethod, fusesLayers: Bool) -> EngineVariant {
        EngineVariant(
            name: convolution.rawValue + (fusesLayers ? "" : ", layer by layer"), method: convolution,
            fusesLayers: fusesLayers)
    }

    /// - Parameter guarded: whether memory overruns are watched for; see `CPUSession.overruns`.
    package func session(
        _ network: Network, objective: Objective, input: [Float], parameters: [[Float]], learningRate: Double,
        threads: Int, guarded: Bool = CPUSession.guardsByDefault
    ) throws -> CPUSession {
        try session(
            network, objective: objective, input: input, parameters: parameters,
            optimizer: Optimizer(learningRate: learningRate), threads: threads, guarded: guarded)
    }

    /// The same with any optimizer.
    package func session(
        _ network: Network, objective: Objective, input: [Float], parameters: [[Float]], optimizer: Optimizer,
        threads: Int, guarded: Bool = CPUSession.guardsByDefault
    ) throws -> CPUSession {
        try CPUSession(
            network, objective: objective, input: input, parameters: parameters, optimizer: optimizer,
            threads: threads, method: method, fusesLayers: fusesLayers, guarded: guarded)
    }

    package var description: String { name }
}
