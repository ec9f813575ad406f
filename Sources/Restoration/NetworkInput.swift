import Networks
import Randomness
import Spectra

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The network input z (METHOD section 3).
public enum NetworkInput: Equatable, Sendable {
    /// [sin 2 pi u, cos 2 pi u] with u uniform in 0...1; half of the channels are sines, half cosines.
    case fourier
    /// Uniform noise in 0...`scale`.
    case uniformNoise(scale: Double)
    /// Normal noise N(0, `scale`^2).
    case gaussianNoise(scale: Double)
    /// Two channels, x / (W - 1) and y / (H - 1); 0 along a side of one sample. Draws nothing.
    case meshgrid
    /// Uniform noise in 0...`scale` without frequencies above `cutoff` times Nyquist in every channel; see `BandLimit`.
    case bandLimited(cutoff: Double, scale: Double)

    /// Uniform noise in 0...0.1, as published for `skip`.
    public static let noise = NetworkInput.uniformNoise(scale: standardScale)
    /// The published scale of noise.
    public static let standardScale = 0.1

    /// The names a spec may use, one for each case of `NetworkInput`; `noise` is the uniform one.
    public enum Name: String, CaseIterable, Sendable {
        case fourier, noise
        case gaussianNoise = "gaussian-noise"
        case meshgrid
        case bandLimited = "band-limited"
    }

    /// The name in a spec; options are no part of it.
    public var name: Name {
        switch self {
        case .fourier: .fourier
        case .uniformNoise: .noise
        case .gaussianNoise: .gaussianNoise
        case .meshgrid: .meshgrid
        case .bandLimited: .bandLimited
        }
    }

    /// The only number of channels that the input can have; nil if any is possible.
    public var fixedChannels: Int? { self == .meshgrid ? 2 : nil }

    /// Why the input cannot have this many channels, as the end of a sentence; nil if it can.
    public func objection(toChannels channels: Int) -> String? {
        switch self {
        case .fourier where channels % 2 != 0:
            "even with input 'fourier', half for sines and half for cosines, not \(channels)"
        case .meshgrid where channels != 2:
            "2 with input 'meshgrid', one for x and one for y, not \(channels)"
        case .fourier, .uniformNoise, .gaussianNoise, .meshgrid, .bandLimited: nil
        }
    }

    /// Checks that z can have this shape, and would not be constant.
    /// - Throws: `FitError.unsuitableInput` when it cannot, or would be.
    public func check(_ shape: Shape) throws {
        if let objection = objection(toChannels: shape.channels) {
            throw FitError.unsuitableInput("the number of input channels must be \(objection)")
        }
        if case .bandLimited(let cutoff, _) = self,
            !BandLimit(cutoff: cutoff).keepsMoreThanTheMean(height: shape.height, width: shape.width)
        {
            throw FitError.unsuitableInput(
                "a band-limited input of \(shape.height) x \(shape.width) with cutoff \(cutoff) contains only its "
                    + "mean: its lowest frequency is \(2 / Double(max(shape.height, shape.width))) times Nyquist")
        }
    }

    /// Draws z, C x H x W.
    func draw(_ shape: Shape, from random: inout TorchRandom) -> [Float] {
        switch self {
        case .fourier:
            let angles = random.uniform(count: shape.count / 2).map { $0 * Float(2 * Double.pi) }
            return angles.map { sinf($0) } + angles.map { cosf($0) }
        case .uniformNoise(let scale):
            return random.uniform(count: shape.count).map { $0 * Float(scale) }
        case .gaussianNoise(let scale):
            return random.normal(count: shape.count).map { $0 * Float(scale) }
        case .meshgrid:
            func share(_ place: Int, of side: Int) -> Float { side > 1 ? Float(place) / Float(side - 1) : 0 }
            let places = 0..<shape.pixels
            return places.map { share($0 % shape.width, of: shape.width) }
                + places.map { share($0 / shape.width, of: shape.height) }
        case .bandLimited(let cutoff, let scale):
            var planes = random.uniform(count: shape.count).map { $0 * Float(scale) }
            BandLimit(cutoff: cutoff).apply(to: &planes, height: shape.height, width: shape.width)
            return planes
        }
    }
}

/// Where the noise of a network input comes from (METHOD section 8).
public enum InputNoiseStream: String, CaseIterable, Codable, Sendable {
    /// PyTorch's stream of the run's seed, as in the published programs.
    case pytorch
    /// Threefry, a function of seed and iteration: a graphics processor draws it by itself.
    case threefry

    /// PyTorch fills a tensor of fewer in another way, which no published run needs.
    static let fewestSamples = 16
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
