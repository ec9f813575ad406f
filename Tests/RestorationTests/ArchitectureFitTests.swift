import Architectures
import Networks
import Restoration
import Testing

/// Every network with every upsampler, norm and task starts to fit a 64 x 64 image.
@Suite struct ArchitectureFitTests {
    static let upsamplers: [Upsampler] = [
        .nearest, .bilinear, .bicubic, .mitchell, .lanczos, .deconv, .pixelShuffle, .gaussian(sigma: 0.5, gain: .unit),
        .lowPass(.lpf1), .lowPass(.lpf2), .lowPass(.windowedSinc(taps: 17, cutoff: 0.5, attenuation: 50)),
    ]

    static let architectures: [Architecture] =
        upsamplers.map {
            .decoder(.init(upsamplers: Array(repeating: $0, count: 5), width: 8, inputChannels: 8, lipschitz: 1.4))
        } + [.decoder(.init(upsamplers: Upsampler.publishedGaussian(stages: 5), width: 8, inputChannels: 8))]
        + Normalization.allCases.map { .decoder(.init(width: 8, inputChannels: 8, lipschitz: 1.4, norm: $0)) }
        + [
            .skip(.init(downChannels: [8, 8, 8], upChannels: [8, 8, 8], skipChannels: [2, 0, 2], inputChannels: 8)),
            .deepDecoder(.init(width: 8)), .convDecoder(.init(width: 8)),
            .convNet(.init(layers: 2, width: 8, inputChannels: 8)),
            .unet(.init(width: 4, depth: 2, inputChannels: 8)), .resnet(.init(blocks: 1, width: 8, inputChannels: 8)),
        ]

    @Test(arguments: architectures, [RestorationTask.denoise(sigma: 25), .inpaint(keep: 0.5)])
    func threeIterations(_ architecture: Architecture, _ task: RestorationTask) throws {
        let input = FitStandards(architecture.name).input
        let configuration = FitConfiguration(
            task: task, architecture: architecture, input: input, learningRate: 1e-4, seed: 1,
            iterations: 3)
        let outcome = try SmallFit.run(configuration)
        let losses = outcome.values("loss").compactMap(\.self)
        #expect(losses.count == 3)
        #expect(losses == losses.sorted(by: >) && losses[2] < losses[0])
        #expect(outcome.result.output.pixels.allSatisfy { (0...1).contains($0) })
    }

    @Test func everyNameIsTried() {
        #expect(Set(Self.architectures.map(\.name)) == Set(Architecture.Name.allCases))
        #expect(Set(Self.upsamplers.map(\.name)) == Set(Upsampler.Name.allCases))
    }
}
