/// How a session updates parameters: Adam with beta 0.9 and 0.999, eps 1e-8 (METHOD section 5).
public struct Optimizer: Equatable, Sendable {
    public var learningRate: Double
    /// This times a parameter is added to its gradient, as in PyTorch's Adam; 0 for none.
    public var weightDecay: Double
    /// Noise that each update adds to the weights of convolutions; nil for none.
    public var noise: Noise?

    /// Normal noise, a function of the seed and of how many updates were done: stochastic gradient Langevin dynamics.
    public struct Noise: Equatable, Sendable {
        public var deviation: Double
        public var seed: UInt32

        public init(deviation: Double, seed: UInt32) {
            self.deviation = deviation
            self.seed = seed
        }
    }

    public init(learningRate: Double, weightDecay: Double = 0, noise: Noise? = nil) {
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.noise = noise
    }
}
