import Networks
import Randomness

/// The normal noise that every iteration adds anew to the network input z (METHOD section 2.2): z + N(0, deviation^2).
public struct InputNoise {
    private let clean: [Float]
    private let deviation: Float
    private var noisy: [Float]

    /// - Parameter clean: z, C x H x W.
    public init(clean: [Float], deviation: Double) {
        self.clean = clean
        self.deviation = Float(deviation)
        noisy = clean
    }

    /// Draws new noise from the stream and gives the session z with this noise as its input; allocates nothing.
    public mutating func renew(from random: inout TorchRandom, in session: any TrainingSession) {
        noisy.withUnsafeMutableBufferPointer { values in
            random.fillNormal(values)
            for i in values.indices { values[i] = clean[i] + deviation * values[i] }
        }
        session.setInput(noisy)
    }
}
