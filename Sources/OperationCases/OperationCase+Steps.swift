import Networks

extension OperationCase {
    /// Steps of several passes, with frozen convolutions, and by each rule and schedule of updates.
    package static let steps: [OperationCase] =
        [
            OperationCase("three passes on shared weights", sizes: [CaseSize(9, 6, channels: 3)], step: threePasses) {
                build, value, _ in
                build.activate(.leakyReLU(slope: 0.2), value)
            },
            OperationCase("frozen convolutions about a batch norm", sizes: [CaseSize(7, 6, channels: 9)], step: frozen)
            { build, value, size in
                let norm = build.normalization("norm", .batch, channels: size.channels)
                return build.activate(.leakyReLU(slope: 0.2), build.apply(norm, to: value))
            },
        ]
        + ([
            ("Adam", Optimizer(learningRate: 0.01)),
            ("Adam with weight decay", Optimizer(learningRate: 0.01, weightDecay: 0.1)),
            ("Adam with a large epsilon", Optimizer(learningRate: 0.01, epsilon: 1e-3)),
            // It differs from Adam once gradients have shrunk: the tests of update rules give it such.
            ("amsgrad", Optimizer(learningRate: 0.01, rule: .amsgrad)),
            ("plain gradient descent", Optimizer(learningRate: 0.5, rule: .descent, weightDecay: 0.01)),
            ("gradient clipping", Optimizer(learningRate: 0.5, rule: .descent, largestNorm: 0.05)),
            ("learning rate by steps", descent(.steps(every: 2, factor: 0.5))),
            ("learning rate by a cosine", descent(.cosine(updates: 4, end: 0.1))),
            ("learning rate by an exponential", descent(.exponential(factor: 0.7))),
        ] as [(String, Optimizer)]).map { name, optimizer in
            OperationCase(name, step: CaseStep(optimizer: optimizer)) { build, value, _ in
                build.activate(.sigmoid, value)
            }
        }

    private static let threePasses = CaseStep(
        divisors: [1, 2, 2], optimizer: Optimizer(learningRate: 0.5, rule: .descent))
    private static let frozen = CaseStep(frozen: true, optimizer: Optimizer(learningRate: 0.5, rule: .descent))

    private static func descent(_ schedule: LearningRateSchedule) -> Optimizer {
        Optimizer(learningRate: 0.5, schedule: schedule, rule: .descent)
    }
}

/// How a case takes a step: one pass, and Adam at a constant rate, unless it says otherwise.
package struct CaseStep: Equatable, Sendable {
    /// The passes, which share their parameters and whose losses are added up: what the sides of each one's map are divided by.
    package var divisors = [1]
    /// Whether weights and biases of convolutions stay as they are.
    package var frozen = false
    package var optimizer = Optimizer(learningRate: 0.001)

    /// Whether it is other than a session's step: composed of passes.
    package var isComposed: Bool { divisors != [1] || frozen }
}
