import Architectures
import Foundation
import Harness
import Kernels
import Networks
import Randomness

/// A decoder on a random image, ready to be timed.
struct StepBench {
    private let session: CPUSession
    private let network: Network

    init(size: Int, upsampler: Upsampler.Name, lipschitz: Double?, threads: Int, method: ConvolutionMethod) throws {
        network = try DecoderOptions(upsamplers: Self.stages(upsampler), lipschitz: lipschitz).network(channels: 3, height: size, width: size)
        var random = TorchRandom(seed: 0)
        let input = random.uniform(count: network.input.count)
        let parameters = network.initialParameters(from: &random)
        session = try CPUSession(network, objective: Objective(target: random.uniform(count: network.output.count)), input: input,
                                 parameters: parameters, learningRate: 0.001, threads: threads, method: method)
    }

    func measure(iterations: Int) -> BenchReport {
        BenchReport(seconds: BenchReport.time(iterations) { _ = session.step() }, peakMemoryMB: HostMachine.peakMemoryMB,
                    operations: network.directOperations)
    }

    /// A line an operation: milliseconds of one step, the largest first.
    func profile() -> String {
        session.profile().sorted { ($0.value, $1.key) > ($1.value, $0.key) }
            .map { String(format: "%9.2f ms  ", $0.value * 1000) + $0.key + "\n" }.joined()
    }

    private static func stages(_ name: Upsampler.Name) -> [Upsampler] {
        switch name {
        case .gaussian: Upsampler.publishedGaussian(stages: 5)
        case .nearest: Array(repeating: .nearest, count: 5)
        case .bilinear: Array(repeating: .bilinear, count: 5)
        case .bicubic: Array(repeating: .bicubic, count: 5)
        case .lanczos: Array(repeating: .lanczos, count: 5)
        case .lowPass: Array(repeating: .lowPass(.lpf2), count: 5)
        case .deconv: Array(repeating: .deconv, count: 5)
        case .pixelShuffle: Array(repeating: .pixelShuffle, count: 5)
        }
    }
}
