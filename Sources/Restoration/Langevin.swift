import Imaging

/// Stochastic gradient Langevin dynamics instead of plain Adam (Cheng et al. 2019, A Bayesian perspective on the Deep Image Prior): each
/// update adds N(0, (noise x learning rate)^2) to the weights of convolutions, and the result is the mean of every n-th output after a burn-in.
public struct Langevin: Equatable, Sendable {
    /// The burn-in: only outputs of later iterations are sampled.
    public var burnIn: Int
    /// Outputs are sampled at iterations that are multiples of this.
    public var every: Int
    /// Standard deviation of the noise, as a multiple of the learning rate.
    public var noise: Double

    /// The published settings.
    public init(burnIn: Int = 7000, every: Int = 50, noise: Double = 2) {
        self.burnIn = burnIn
        self.every = every
        self.noise = noise
    }

    /// The number of iterations of the published program.
    public static let iterations = 20_000

    /// Whether the output of an iteration, counted from 0, belongs to the mean.
    public func samples(_ iteration: Int) -> Bool { iteration > burnIn && iteration % every == 0 }

    /// Whether any output of so many iterations belongs to the mean.
    public func samplesAny(of iterations: Int) -> Bool { (iterations - 1) / every * every > burnIn }
}

/// The mean of the outputs that Langevin dynamics samples.
struct PosteriorMean: Sendable {
    /// Nil before the first sample.
    private(set) var image: Image?
    private(set) var count = 0
    private let langevin: Langevin

    init(_ langevin: Langevin) { self.langevin = langevin }

    /// Restores the mean of so many samples.
    mutating func restore(_ mean: Image?, count: Int) {
        image = mean
        self.count = count
    }

    func needs(_ iteration: Int) -> Bool { langevin.samples(iteration) }

    /// Adds the output of an iteration if it is one of the samples.
    mutating func follow(_ output: Image, iteration: Int) {
        guard needs(iteration) else { return }
        count += 1
        guard image != nil else { return image = output }
        let share = 1 / Float(count)
        for i in output.pixels.indices { image!.pixels[i] += (output.pixels[i] - image!.pixels[i]) * share }
    }
}
