import Architectures
import BinaryCoding
import Networks
import Randomness
import Spectra
import TestSupport
import Testing

@testable import Restoration

/// The network inputs (METHOD section 3).
@Suite struct NetworkInputTests {
    static let shape = Shape(channels: 6, height: 5, width: 7)

    @Test func fourierInputsAreSinesThenCosines() {
        var random = TorchRandom(seed: 2), expected = random
        let input = NetworkInput.fourier.draw(Self.shape, from: &random)
        #expect(input.count == Self.shape.count)
        #expect(input.allSatisfy { (-1...1).contains($0) })
        let half = Self.shape.count / 2
        let angles = expected.uniform(count: half)
        for i in 0..<half {
            #expect(abs(input[i] * input[i] + input[half + i] * input[half + i] - 1) < 1e-6)
            // The quarter of the circle names the angle.
            let quarter = input[i] >= 0 ? (input[half + i] >= 0 ? 0 : 1) : (input[half + i] < 0 ? 2 : 3)
            #expect(quarter == Int(angles[i] * 4))
        }
        #expect(random == expected)
        #expect(input.contains { $0 < -0.9 } && input.contains { $0 > 0.9 })
    }

    @Test func noiseInputsAreATenthOfUniform() {
        var random = TorchRandom(seed: 2), expected = random
        let input = NetworkInput.noise.draw(Self.shape, from: &random)
        #expect(input == expected.uniform(count: Self.shape.count).map { $0 * 0.1 })
        #expect(input.allSatisfy { (0...0.1).contains($0) })
        #expect(input.contains { $0 > 0.09 } && input.contains { $0 < 0.01 })
    }

    @Test func scalesAreThoseOfTheSpec() {
        var random = TorchRandom(seed: 2), expected = random
        #expect(
            NetworkInput.uniformNoise(scale: 3).draw(Self.shape, from: &random)
                == expected.uniform(count: Self.shape.count).map { $0 * 3 })
        #expect(
            NetworkInput.gaussianNoise(scale: 0.5).draw(Self.shape, from: &random)
                == expected.normal(count: Self.shape.count).map { $0 * 0.5 })
        #expect(random == expected)
    }

    @Test func meshgridsAreThePlacesAndDrawNothing() {
        var random = TorchRandom(seed: 2)
        let before = random
        #expect(
            NetworkInput.meshgrid.draw(Shape(channels: 2, height: 2, width: 3), from: &random) == [
                0, 0.5, 1, 0, 0.5, 1, 0, 0, 0, 1, 1, 1,
            ])
        #expect(NetworkInput.meshgrid.draw(Shape(channels: 2, height: 1, width: 2), from: &random) == [0, 1, 0, 0])
        #expect(random == before)
    }

    @Test func bandLimitedInputsAreFilteredNoise() {
        let shape = Shape(channels: 3, height: 12, width: 20)
        var random = TorchRandom(seed: 5), expected = random
        let input = NetworkInput.bandLimited(cutoff: 0.5, scale: 2).draw(shape, from: &random)
        var noise = expected.uniform(count: shape.count).map { 2 * $0 }
        #expect(random == expected)
        #expect(input != noise)
        BandLimit(cutoff: 0.5).apply(to: &noise, height: 12, width: 20)
        #expect(input == noise)
    }

    @Test(arguments: [NetworkInput.fourier, .noise, .gaussianNoise(scale: 0.1), .bandLimited(cutoff: 0.5, scale: 0.1)])
    func seedsDecide(_ kind: NetworkInput) {
        func input(_ seed: UInt32) -> [Float] {
            var random = TorchRandom(seed: seed)
            return kind.draw(Self.shape, from: &random)
        }
        #expect(input(1) == input(1))
        #expect(input(1) != input(2))
        #expect(input(1).count == Self.shape.count)
    }

    /// Every input starts a fit of both networks.
    @Test(arguments: [
        NetworkInput.fourier, .uniformNoise(scale: 1), .gaussianNoise(scale: 0.1), .meshgrid,
        .bandLimited(cutoff: 1, scale: 1),
    ])
    func everyInputTrains(_ kind: NetworkInput) throws {
        let channels = kind.fixedChannels ?? 8
        for architecture in [
            Architecture.decoder(.init(width: 8, inputChannels: channels)),
            .skip(.init(downChannels: [8, 8], upChannels: [8, 8], skipChannels: [2, 2], inputChannels: channels)),
        ] {
            var configuration = SmallFit.configuration(iterations: 4)
            configuration.architecture = architecture
            configuration.input = kind
            configuration.learningRate = 1e-3
            let losses = try SmallFit.run(configuration).values("loss").compactMap(\.self)
            #expect(losses.count == 4 && losses[3] < losses[0])
        }
    }
}

/// Input noise by the stream that a configuration names.
@Suite struct InputNoiseTests {
    private func configuration(_ stream: InputNoiseStream) -> FitConfiguration {
        var configuration = SmallFit.configuration()
        configuration.inputNoise = 0.1
        configuration.inputNoiseStream = stream
        return configuration
    }

    @Test func streamsDiffer() throws {
        let pytorch = try SmallFit.run(configuration(.pytorch)), threefry = try SmallFit.run(configuration(.threefry))
        #expect(pytorch.curves != threefry.curves)
        #expect(try SmallFit.run(configuration(.threefry), threads: 3).curves == threefry.curves)
        var other = configuration(.threefry)
        other.seed += 1
        #expect(try SmallFit.run(other).curves != threefry.curves)
    }

    /// Noise is a function of the iteration, so that a fit that goes on draws what it would have drawn.
    @Test func goesOnBitForBit() throws {
        let configuration = configuration(.threefry)
        let problem = try Problem(task: configuration.task, clean: SmallFit.clean, seed: configuration.seed)
        let whole = try Fit(configuration, problem: problem, threads: 1)
        for _ in 0..<2 { _ = try whole.step() }
        let continued = try Fit(configuration, problem: problem, threads: 2)
        try continued.restore(whole.state)
        while !whole.isDone { _ = try whole.step() }
        while !continued.isDone { _ = try continued.step() }
        #expect(continued.result.output == whole.result.output)
    }
}
