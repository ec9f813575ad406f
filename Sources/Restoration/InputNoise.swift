import Networks
import Randomness

/// Where the noise of a network input comes from (METHOD section 8).
public enum InputNoiseStream: String, CaseIterable, Codable, Sendable {
    /// PyTorch's stream of the run's seed, as in the published programs.
    case pytorch
    /// Threefry, a function of seed and iteration: a graphics processor draws it by itself.
    case threefry
}

/// The normal noise that is drawn for every iteration and added to the network input z (METHOD section 2.2): z + N(0, deviation^2).
public struct InputNoise {
    private let clean: [Float]
    private let deviation: Float
    private let stream: InputNoiseStream
    private let seed: UInt32

    /// Noise for z = `clean`, C x H x W, of at least 16 samples; `seed` is that of the stream `threefry`.
    public init(clean: [Float], deviation: Double, stream: InputNoiseStream = .pytorch, seed: UInt32 = 0) {
        self.clean = clean
        self.stream = stream
        self.seed = seed
        self.deviation = Float(deviation)
    }

    /// Draws new noise, from `random` as PyTorch's `normal_` does or for the iteration, and gives the session z with this noise as its input; allocates nothing
    /// but at the first call.
    public func renew(from random: inout TorchRandom, iteration: Int, in session: any TrainingSession) throws {
        switch stream {
        case .pytorch: try session.renewInput(clean, deviation: deviation) { random.fillUniform($0) }
        case .threefry:
            try session.renewInput(clean, deviation: deviation, seed: seed, iteration: iteration)
        }
    }
}
