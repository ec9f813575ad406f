/// Adam (Kingma & Ba 2015) on one flat array of parameters, with the rounding order of PyTorch's implementation; with weight decay, decay
/// times the parameter is added to its gradient first.
public struct Adam {
    private let count: Int
    private let learningRate: Double
    private let beta1: Double
    private let beta2: Double
    private let epsilon: Float
    private let decay: Float

    public init(
        count: Int, learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
        weightDecay: Double = 0
    ) {
        self.count = count
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = Float(epsilon)
        decay = Float(weightDecay)
    }

    /// One update; `steps` counts the updates done before and is advanced.
    public func update(
        parameters: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>, first: UnsafeMutablePointer<Float>,
        second: UnsafeMutablePointer<Float>, steps: UnsafeMutablePointer<Int>
    ) -> [ParallelRegion] {
        let gain1 = Float(1 - beta1), decay2 = Float(beta2), gain2 = Float(1 - beta2)
        return [
            ParallelRegion(.optimizer("adam"), count: count, size: 16384) { start, end, _ in
                let (stepSize, root) = factors(after: steps.pointee)
                let sizes = Vector(repeating: stepSize), roots = Vector(repeating: root)
                let decays = Vector(repeating: decay), gains1 = Vector(repeating: gain1),
                    decays2 = Vector(repeating: decay2), gains2 = Vector(repeating: gain2)
                let epsilons = Vector(repeating: epsilon)
                forEachVector(end - start) {
                    let i = start &+ $0
                    let values = parameters.vector(i)
                    let gradient = decay == 0 ? gradients.vector(i) : gradients.vector(i).adding(decays, times: values)
                    let mean = first.vector(i)
                    let newMean = mean.adding(gradient - mean, times: gains1)
                    let square = (second.vector(i) * decays2).adding(gradient * gains2, times: gradient)
                    first.store(newMean, i)
                    second.store(square, i)
                    let denominator = square.squareRoot() / roots + epsilons
                    parameters.store(values - sizes * newMean / denominator, i)
                } rest: {
                    let i = start &+ $0
                    let gradient = decay == 0 ? gradients[i] : gradients[i] + decay * parameters[i]
                    let newMean = first[i] + (gradient - first[i]) * gain1
                    let square = second[i] * decay2 + gradient * gain2 * gradient
                    first[i] = newMean
                    second[i] = square
                    parameters[i] -= stepSize * newMean / (square.squareRoot() / root + epsilon)
                }
            },
            ParallelRegion(.optimizer("adam"), tiles: 1) { _, _ in steps.pointee += 1 },
        ]
    }

    /// What differs from step to step: the step's size and the root of the second moment's bias, `steps` updates having been done.
    package func factors(after steps: Int) -> (stepSize: Float, root: Float) {
        let step = steps + 1
        return (Float(learningRate / (1 - Self.power(beta1, step))), Float((1 - Self.power(beta2, step)).squareRoot()))
    }

    /// base^exponent by repeated squaring: the same bits everywhere.
    package static func power(_ base: Double, _ exponent: Int) -> Double {
        var result = 1.0, square = base, rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }
}
