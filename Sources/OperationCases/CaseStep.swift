import Networks

/// How a case takes a step: one pass, and Adam at a constant rate, unless it says otherwise.
public struct CaseStep: Equatable, Sendable {
    /// The passes, which share their parameters and whose losses are added up: what the sides of each one's map are divided by.
    public var divisors = [1]
    /// Whether weights and biases of convolutions stay as they are.
    public var frozen = false
    public var optimizer = Optimizer(learningRate: 0.001)

    /// Whether it is other than a session's step: composed of passes.
    package var isComposed: Bool { divisors != [1] || frozen }
}
