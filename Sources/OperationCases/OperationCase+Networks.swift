import Architectures
import Networks

extension OperationCase {
    /// Decoders of depth 2: every norm, padding and upsampler, free and controlled.
    static let decoders: [OperationCase] =
        Normalization.allCases.flatMap { norm in
            [nil, 1].map { lambda in decoder("norm \(norm.rawValue)", .bilinear, lipschitz: lambda, norm: norm) }
        }
        + Padding.allCases.map { padding in
            decoder("padding \(padding.rawValue)", .nearest, lipschitz: 1, padding: padding)
        }
        + upsamplerKinds.flatMap { name, upsampler in
            [nil, 1].map { lambda in decoder(name, upsampler, lipschitz: lambda) }
        } + [
            decoder("masked objective", .bilinear, lipschitz: 1, masked: true),
            OperationCase("decoder, mixed stages", sizes: [CaseSize(16, 8, channels: 5)]) { size, _ in
                try DecoderOptions(
                    upsamplers: [.gaussian(sigma: 0.1, gain: .published), .pixelShuffle], width: size.channels,
                    inputChannels: 4,
                    lipschitz: 1.2
                ).network(channels: 3, height: size.height, width: size.width)
            },
        ]

    private static let upsamplerKinds: [(String, Upsampler)] = [
        ("nearest", .nearest), ("bicubic", .bicubic), ("lanczos", .lanczos), ("deconv", .deconv),
        ("pixel shuffle", .pixelShuffle),
        ("gaussian sigma 0.5", .gaussian(sigma: 0.5, gain: .published)),
        ("zero insertion, unit gain", .gaussian(sigma: 0, gain: .unit)),
        ("low-pass 1", .lowPass(.lpf1)), ("low-pass 2", .lowPass(.lpf2)),
        ("windowed sinc 7", .lowPass(.windowedSinc(taps: 7, cutoff: 0.5, attenuation: 30))),
        ("windowed sinc 17", .lowPass(.windowedSinc(taps: 17, cutoff: 0.5, attenuation: 50))),
    ]

    /// Skip networks of two scales.
    static let skips: [OperationCase] =
        [
            skip("skip"),
            skip("skip, no skip channels", skipChannels: [0, 0]),
            skip("skip at the inner scale only, 5 x 5 down", skipChannels: [0, 3], downKernel: 5, side: 12),
            skip("skip, nearest, no 1 x 1", upsampler: .nearest, need1x1Up: false),
            skip("skip, deconv inside, pixel shuffle outside", upsamplers: [.pixelShuffle, .deconv]),
            skip("skip, zero padding, masked", padding: .zero, masked: true),
            skip("skip, odd sides", side: 11),
            skip("skip, branch inside only, sides even once", skipChannels: [0, 3], side: 10),
            skip("skip, swish, mean-only norm", activation: .swish, norm: .meanOnly),
            skip("skip, ELU, instance norm", activation: .elu, norm: .instance),
            skip("skip, ReLU, no norm", activation: .relu, norm: .none),
        ] + Downsampler.allCases.dropFirst().map { skip("skip, down by \($0.rawValue)", downsampler: $0, side: 16) }

    /// One or two of each other architecture.
    static let others: [OperationCase] = [
        network("deep decoder", side: 8) {
            DeepDecoderOptions(upsamplers: [.bilinear, .bilinear], width: $0, inputChannels: 3)
        },
        network("conv-decoder", side: 8) {
            ConvDecoderOptions(upsamplers: [.nearest, .bilinear], width: $0, inputChannels: 3)
        },
        network("conv-decoder, mean-only norm, reflection", side: 8) {
            ConvDecoderOptions(upsamplers: [.bilinear], width: $0, norm: .meanOnly, padding: .reflect)
        },
        network("convnet", side: 7) { ConvNetOptions(layers: 3, width: $0, inputChannels: 3) },
        network("unet", side: 16) { UNetOptions(width: $0 / 2, depth: 2, moreScales: 1, inputChannels: 3) },
        network("unet, bilinear, batch norm", side: 8) {
            UNetOptions(
                width: $0 / 2, depth: 1, moreScales: 0, upsampler: .bilinear, inputChannels: 3, norm: .batch,
                padding: .reflect)
        },
        network("resnet", side: 7) { ResNetOptions(blocks: 2, width: $0, inputChannels: 3) },
        network("resnet of one wide block", side: 20, channels: 32) {
            ResNetOptions(blocks: 1, width: $0, inputChannels: 3)
        },
    ]

    private static func network(
        _ name: String, side: Int, channels: Int = 4,
        _ options: @escaping @Sendable (_ channels: Int) -> any ArchitectureOptions
    ) -> OperationCase {
        OperationCase(name, sizes: [CaseSize(side, side, channels: channels)]) { size, _ in
            try options(size.channels).network(channels: 3, height: size.height, width: size.width)
        }
    }

    private static func decoder(
        _ name: String, _ upsampler: Upsampler, lipschitz: Double?, norm: Normalization = .meanOnly,
        padding: Padding = .reflect, masked: Bool = false
    ) -> OperationCase {
        OperationCase(
            "decoder, \(name)\(lipschitz.map { ", lambda \($0)" } ?? "")", sizes: [CaseSize(8, 8, channels: 5)],
            masked: masked
        ) { size, _ in
            try DecoderOptions(
                upsamplers: [upsampler, upsampler], width: size.channels, inputChannels: 4, lipschitz: lipschitz,
                norm: norm,
                padding: padding
            ).network(channels: 3, height: size.height, width: size.width)
        }
    }

    private static func skip(
        _ name: String, skipChannels: [Int] = [2, 2], downKernel: Int = 3, upsampler: Upsampler = .bilinear,
        upsamplers: [Upsampler]? = nil, need1x1Up: Bool = true, padding: Padding = .reflect,
        activation: Nonlinearity = .leakyReLU, downsampler: Downsampler = .stride, norm: Normalization = .batch,
        side: Int = 8, masked: Bool = false
    ) -> OperationCase {
        OperationCase(name, sizes: [CaseSize(side, side, channels: 4)], masked: masked) { size, _ in
            let outer = size.channels
            return try SkipOptions(
                downChannels: [outer, outer + 2], upChannels: [outer, outer + 1], skipChannels: skipChannels,
                downKernel: downKernel, upsampler: upsampler, inputChannels: 3, need1x1Up: need1x1Up, padding: padding,
                activation: activation, downsampler: downsampler, norm: norm, upsamplers: upsamplers
            )
            .network(channels: 3, height: size.height, width: size.width)
        }
    }
}
