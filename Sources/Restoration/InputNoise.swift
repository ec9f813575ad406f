import Networks
import Randomness

/// The normal noise that every iteration adds anew to the network input z (METHOD section 2.2): z + N(0, deviation^2).
public struct InputNoise {
    private let clean: [Float]
    private let deviation: Float

    /// - Parameter clean: z, C x H x W, of at least 16 samples.
    public init(clean: [Float], deviation: Double) {
        self.clean = clean
        self.deviation = Float(deviation)
    }

    /// Draws new noise from the stream, as PyTorch's `normal_` does, and gives the session z with this noise as its input; allocates nothing
    /// but at the first call.
    public func renew(from random: inout TorchRandom, in session: any TrainingSession) {
        session.renewInput(clean, deviation: deviation) { random.fillUniform($0) }
    }
}
