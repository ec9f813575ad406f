import Architectures
import Networks
import Testing
import Randomness
@Suite struct ScratchTimingTests {
    @Test func timing() throws {
        let network = try DecoderOptions(upsamplers: Array(repeating: .bilinear, count: 5), width: 128, inputChannels: 32, lipschitz: nil).network(channels: 3, height: 128, width: 128)
        let session = try makeSession(network, threads: 1, noise: .init(deviation: 0.002, seed: 1), totalVariation: 0.1)
        for _ in 0..<3 { _ = session.step() }
        var best: [String: Double] = [:]
        for _ in 0..<8 { for (n, s) in session.profile() { best[n] = min(best[n] ?? 9, s) } }
        print("TIMING total", best.values.reduce(0, +), best.filter { ["adam", "weight noise", "total variation", "mean squared error"].contains($0.key) })
        var random = TorchRandom(seed: 1); let clock = ContinuousClock()
        print("TIMING torch", clock.measure { _ = random.normal(count: 1_660_000) })
    }
}
