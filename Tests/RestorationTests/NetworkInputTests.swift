import Networks
import Randomness
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

    @Test func meshgridsAreColumnsThenRows() {
        var random = TorchRandom(seed: 2)
        let before = random
        let input = NetworkInput.meshgrid.draw(Shape(channels: 2, height: 3, width: 5), from: &random)
        #expect(input == [0, 0.25, 0.5, 0.75, 1, 0, 0.25, 0.5, 0.75, 1, 0, 0.25, 0.5, 0.75, 1] + [0, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1, 1])
        #expect(random == before)
        #expect(NetworkInput.meshgrid.draw(Shape(channels: 2, height: 1, width: 2), from: &random) == [0, 1, 0, 0])
    }

    @Test(arguments: [NetworkInput.fourier, .noise])
    func seedsDecide(_ kind: NetworkInput) {
        func input(_ seed: UInt32) -> [Float] {
            var random = TorchRandom(seed: seed)
            return kind.draw(Self.shape, from: &random)
        }
        #expect(input(1) == input(1))
        #expect(input(1) != input(2))
    }
}
