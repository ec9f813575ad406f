import Architectures
import Imaging
import Networks
import Restoration

/// A recorded run of the published PyTorch program with the configuration that repeats it.
package struct TrajectoryCase: Sendable {
    /// The name of the CSV in `Trajectories`.
    package let name: String
    /// The image, below the data folder, and its crop.
    package let image: String
    package let crop: Crop
    package let configuration: FitConfiguration
    /// How far apart the means over the last iterations may be.
    package let windows: WindowLimits
    /// How far the published program's own repetitions stray, where that is more than the limits on single iterations.
    package var repetition: Repetition?

    /// The largest deviation from the recorded curve of nine repetitions in PyTorch: on one thread and on two of another processor, in
    /// double precision, and from six sets of initial weights changed in the last digit. Losses relative, PSNR in dB.
    package struct Repetition: Sendable {
        package let lossAt0: Double, lossAt1: Double, lossAt2To3: Double, lossAt4To10: Double, psnrAt0To15: Double
    }

    /// Limits on window means: the networks amplify rounding, single iterations differ by dB even between two precisions of the published program.
    package enum WindowLimits: Sendable {
        /// Every window of 100 iterations: 0.5 dB, 0.03.
        case every100
        /// The last 300 iterations only, as the longer runs swing.
        case last300(psnr: Double, band: Double)
    }

    package static let all = recorded.map { trajectory in
        var trajectory = trajectory
        trajectory.repetition = repetitions[trajectory.name]
        return trajectory
    }

    private static let repetitions: [String: Repetition] = [
        "decoder-bilinear-uncontrolled": .init(
            lossAt0: 1.1e-8, lossAt1: 4.3e-5, lossAt2To3: 4.7e-3, lossAt4To10: 0.36, psnrAt0To15: 6.41),
        "decoder-nearest-lambda2": .init(
            lossAt0: 9.1e-8, lossAt1: 2.1e-4, lossAt2To3: 0.11, lossAt4To10: 0.54, psnrAt0To15: 2.95),
        "decoder-batchnorm-uncontrolled": .init(
            lossAt0: 8.0e-8, lossAt1: 2.7e-5, lossAt2To3: 0.052, lossAt4To10: 0.67, psnrAt0To15: 3.23),
        "decoder-portrait-64x96": .init(
            lossAt0: 9.3e-8, lossAt1: 1.4e-6, lossAt2To3: 6.0e-4, lossAt4To10: 0.070, psnrAt0To15: 0.50),
        "inpainting-house-lambda1.6": .init(
            lossAt0: 1.3e-7, lossAt1: 2.1e-5, lossAt2To3: 6.9e-3, lossAt4To10: 0.11, psnrAt0To15: 0.88),
        "skip-f16": .init(lossAt0: 3.0e-6, lossAt1: 0.070, lossAt2To3: 0.76, lossAt4To10: 0.78, psnrAt0To15: 3.36),
        "skip-f16-no-input-noise": .init(
            lossAt0: 1.4e-6, lossAt1: 0.025, lossAt2To3: 0.35, lossAt4To10: 0.65, psnrAt0To15: 3.63),
    ]

    private static let recorded: [TrajectoryCase] = [
        decoder("decoder-bilinear-lambda1.4", peppers, .init(lipschitz: 1.4), iterations: 400),
        decoder("decoder-bilinear-uncontrolled", f16, .init(), seed: 1, iterations: 400),
        decoder(
            "decoder-gaussian-lambda1.8", peppers,
            .init(upsamplers: Upsampler.publishedGaussian(stages: 5), lipschitz: 1.8), iterations: 250),
        decoder(
            "decoder-nearest-lambda2", f16, .init(upsamplers: five(.nearest), lipschitz: 2), seed: 2, iterations: 200),
        decoder("decoder-deconv-lambda1.4", peppers, .init(upsamplers: five(.deconv), lipschitz: 1.4), iterations: 200),
        // Recorded under the name of batch norm, but its first output is that of the mean-only network to all digits.
        decoder("decoder-batchnorm-uncontrolled", peppers, .init(norm: .meanOnly), iterations: 200),
        decoder(
            "decoder-portrait-64x96", ("set9/kodim01.png", .rectangle(left: 300, top: 200, right: 364, bottom: 296)),
            .init(lipschitz: 1.4), seed: 4, iterations: 150),
        TrajectoryCase(
            name: "inpainting-house-lambda1.6", image: "inpainting/bernoulli/images/house.png",
            crop: .rectangle(left: 96, top: 96, right: 160, bottom: 160),
            configuration: FitConfiguration(
                task: .inpaint(keep: 0.5), architecture: .decoder(.init(lipschitz: 1.6)),
                seed: 100, iterations: 300),
            windows: .every100),
        skip("skip-f16", inputNoise: 1.0 / 30, iterations: 200),
        skip("skip-f16-no-input-noise", inputNoise: 0, iterations: 120),
        long(lambda: 1, psnr: 0.3, band: 0.02),
        long(lambda: 2, psnr: 1, band: 0.06),
        long(lambda: 3, psnr: 1, band: 0.06),
    ]

    private static let peppers = (
        "set9/image_Peppers512rgb.png", Crop.rectangle(left: 192, top: 192, right: 256, bottom: 256)
    )
    private static let f16 = ("set9/image_F16_512rgb.png", Crop.rectangle(left: 160, top: 200, right: 224, bottom: 264))

    private static func five(_ upsampler: Upsampler) -> [Upsampler] { Array(repeating: upsampler, count: 5) }

    private static func decoder(
        _ name: String, _ source: (String, Crop), _ options: DecoderOptions, seed: UInt32 = 0,
        iterations: Int
    ) -> TrajectoryCase {
        TrajectoryCase(
            name: name, image: source.0, crop: source.1,
            configuration: FitConfiguration(
                task: .denoise(sigma: 25), architecture: .decoder(options), seed: seed,
                iterations: iterations),
            windows: .every100)
    }

    private static func skip(_ name: String, inputNoise: Double, iterations: Int) -> TrajectoryCase {
        TrajectoryCase(
            name: name, image: f16.0, crop: f16.1,
            configuration: FitConfiguration(
                task: .denoise(sigma: 25), architecture: .skip(.init()), input: .noise,
                inputNoise: inputNoise, learningRate: 0.01, ema: 0.99, iterations: iterations),
            windows: .every100)
    }

    private static func long(lambda: Double, psnr: Double, band: Double) -> TrajectoryCase {
        TrajectoryCase(
            name: "long-peppers96-lambda\(Int(lambda))", image: peppers.0,
            crop: .rectangle(left: 208, top: 208, right: 304, bottom: 304),
            configuration: FitConfiguration(
                task: .denoise(sigma: 25), architecture: .decoder(.init(lipschitz: lambda)),
                iterations: 1200, recordEvery: 5),
            windows: .last300(psnr: psnr, band: band))
    }
}
