import Architectures
import Networks
import Restoration

/// The keys of the network and of its input.
extension SpecReference {
    private static let channelCounts = 1...4096
    private static let lists = SpecValue.list(.integer(channelCounts), DecoderForm.depths)

    static let network = [
        SpecKey("network", "The network that is trained.", .mapping, example: "{architecture: decoder, lipschitz: 1.4}", section: "2"),
        SpecKey("network.architecture", "Which network.", .names(Architecture.Name.allCases.map(\.rawValue)), default: "decoder", example: "skip", section: "2"),
        SpecKey("network.upsampler", "How stages double height and width: one for all stages, or a list, coarse to fine.",
                .either([.choice, .list(.choice, DecoderForm.depths)]), default: "bilinear", example: "{gaussian: {sigma: 0.5}}", section: "4.2"),
        SpecKey("network.upsampler.nearest", "Each sample repeated.", .name, example: "nearest", section: "4.2"),
        SpecKey("network.upsampler.bilinear", "Linear interpolation.", .name, example: "bilinear", section: "4.2"),
        SpecKey("network.upsampler.bicubic", "Cubic convolution with a = -0.75.", .name, example: "bicubic", section: "4.2"),
        SpecKey("network.upsampler.gaussian", "A fixed Gaussian.", .options(alone: true), example: "{sigma: 0.5, gain: unit}", section: "4.2"),
        SpecKey("network.upsampler.gaussian.sigma", "Width of the Gaussian, for all stages or a list of them; 0 is zero insertion.",
                .either([.number(.atLeast(0)), .list(.number(.atLeast(0)), DecoderForm.depths)]), unit: "pixels of the small map",
                defaultWords: "as published: 0.5 in the two finest stages, 0.1 before", example: "0.5", section: "4.2"),
        SpecKey("network.upsampler.gaussian.gain", "What the kernel sums to: 1 as published, which leaves a quarter of a constant, or 4.",
                .names(GaussianGain.allCases.map(\.rawValue)), default: "published", example: "unit", section: "4.2"),
        SpecKey("network.upsampler.lanczos", "Lanczos-3 interpolation.", .name, example: "lanczos", section: "4.2"),
        SpecKey("network.upsampler.low-pass", "Zero insertion and a separable low-pass: a named filter, or a Kaiser-windowed sinc of `taps`, `cutoff` and "
                + "`attenuation`.", .options(alone: false), example: "{taps: 9, cutoff: 0.5, attenuation: 40}", section: "4.2"),
        SpecKey("network.upsampler.low-pass.filter", "Taps [.5, .5] or [.25, .5, .25].", .names(["lpf1", "lpf2"]), example: "lpf2", section: "4.2"),
        SpecKey("network.upsampler.low-pass.taps", "Taps of the windowed sinc.", .numbers([7, 9, 17]), example: "17", section: "4.2"),
        SpecKey("network.upsampler.low-pass.cutoff", "Cut-off of the windowed sinc.", .number(.above(0).below(1)), unit: "of the large map's Nyquist",
                example: "0.5", section: "4.2"),
        SpecKey("network.upsampler.low-pass.attenuation", "Stop-band attenuation of the windowed sinc.", .number(.above(0).atMost(200)), unit: "dB",
                example: "40", section: "4.2"),
        SpecKey("network.upsampler.deconv", "A learned transposed convolution.", .name, example: "deconv", section: "4.2"),
        SpecKey("network.upsampler.pixel-shuffle", "A learned convolution to four times the channels, then depth to space.", .name, example: "pixel-shuffle",
                section: "4.2"),
        SpecKey("network.lipschitz", "Ceiling of the norm of every 3 x 3 convolution; 0 for none. A number is of the published norm.",
                .either([.number(LipschitzForm.ceilings), .choice]), default: "0", example: "1.4", section: "4.1", of: [.decoder]),
        SpecKey("network.lipschitz.reshaped", "Ceiling of the largest singular value of the weights as a matrix of out x (in k k), as published.",
                .number(LipschitzForm.ceilings), example: "1.4", section: "4.1", of: [.decoder]),
        SpecKey("network.lipschitz.operator-norm", "Ceiling of the norm of the convolution itself, over all frequencies.", .number(LipschitzForm.ceilings),
                example: "1.4", section: "4.1", of: [.decoder]),
        SpecKey("network.norm", "The normalisation after a convolution.", .names(Normalization.allCases.map(\.rawValue)), default: "mean-only",
                example: "batch", section: "2.1", of: [.decoder]),
        SpecKey("network.padding", "What a convolution sees beyond the border.", .names(Padding.allCases.map(\.rawValue)), default: "reflect",
                example: "zero", section: "2.1"),
        SpecKey("network.width", "Channels of every stage.", .integer(channelCounts), default: "128", example: "64", section: "2.1", of: [.decoder]),
        SpecKey("network.input_channels", "Channels of the network input; even with input `fourier`, 2 with `meshgrid`.", .integer(channelCounts),
                defaultWords: "32; 2 with `meshgrid`", example: "16", section: "3"),
        SpecKey("network.depth", "Number of stages.", .integer(DecoderForm.depths), defaultWords: "5, or as many as `upsampler` lists", example: "4",
                section: "2.1", of: [.decoder]),
        SpecKey("network.slope", "Slope of LeakyReLU for negative values.", .number(.atLeast(0).atMost(1)), defaultWords: "0.01 for `decoder`, 0.2 for `skip`",
                example: "0.1", section: "2"),
        SpecKey("network.down", "Channels on the way down, for all scales or a list from the outside in.", .either([.integer(channelCounts), lists]),
                default: "128", example: "[16, 32, 64]", section: "2.2", of: [.skip]),
        SpecKey("network.up", "Channels on the way up, for all scales or a list from the outside in.", .either([.integer(channelCounts), lists]),
                default: "128", example: "[16, 32, 64]", section: "2.2", of: [.skip]),
        SpecKey("network.skip", "Channels of the skip connections, for all scales or a list from the outside in; 0 leaves one out.",
                .either([.integer(0...4096), .list(.integer(0...4096), DecoderForm.depths)]), default: "4", example: "[0, 0, 4]", section: "2.2", of: [.skip]),
        SpecKey("network.down_kernel", "Side of the convolutions on the way down.", .numbers([1, 3, 5, 7]), unit: "pixels", default: "3", example: "5",
                section: "2.2", of: [.skip]),
        SpecKey("network.up_kernel", "Side of the convolutions on the way up.", .numbers([1, 3, 5, 7]), unit: "pixels", default: "3", example: "5",
                section: "2.2", of: [.skip]),
        SpecKey("network.need1x1_up", "Whether a 1 x 1 convolution ends each scale.", .flag, default: "true", example: "false", section: "2.2", of: [.skip]),
    ]

    static let input = [
        SpecKey("input", "The network input, drawn by the run's seed and kept.", .choice, defaultWords: "`fourier` for `decoder`, `noise` for `skip`",
                example: "{noise: {scale: 0.1}}", section: "3"),
        SpecKey("input.fourier", "Sines and cosines of uniform angles, half the channels each.", .name, example: "fourier", section: "3"),
        SpecKey("input.noise", "Uniform in 0...scale.", .options(alone: true), example: "{scale: 1}", section: "3"),
        SpecKey("input.noise.scale", "The largest value.", .number(InputForm.scales), default: "0.1", example: "1", section: "3"),
        SpecKey("input.gaussian-noise", "Normal values.", .options(alone: true), example: "{scale: 0.1}", section: "3"),
        SpecKey("input.gaussian-noise.scale", "Their standard deviation.", .number(InputForm.scales), default: "0.1", example: "1", section: "3"),
        SpecKey("input.meshgrid", "Two channels, x / (width - 1) and y / (height - 1).", .name, example: "meshgrid", section: "3"),
        SpecKey("input.band-limited", "Uniform noise without its high frequencies: components of more than `cutoff` times Nyquist, as distance in normalised "
                + "frequency, are set to 0.", .options(alone: false), example: "{cutoff: 0.5}", section: "3"),
        SpecKey("input.band-limited.cutoff", "The highest frequency that stays.", .number(InputForm.cutoffs), unit: "of Nyquist", example: "0.5", section: "3"),
        SpecKey("input.band-limited.scale", "The largest value before filtering.", .number(InputForm.scales), default: "0.1", example: "1", section: "3"),
    ]
}
