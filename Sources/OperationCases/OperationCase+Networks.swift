import Architectures
import Networks

extension OperationCase {
    /// Decoders of depth 2: every norm, padding and upsampler, free and controlled.
    static let decoders: [OperationCase] = Normalization.allCases.flatMap { norm in
        [nil, 1].map { lambda in decoder("norm \(norm.rawValue)", .bilinear, lipschitz: lambda, norm: norm) }
    } + Padding.allCases.map { padding in
        decoder("padding \(padding.rawValue)", .nearest, lipschitz: 1, padding: padding)
    } + upsamplerKinds.flatMap { name, upsampler in
        [nil, 1].map { lambda in decoder(name, upsampler, lipschitz: lambda) }
    } + [
        decoder("masked objective", .bilinear, lipschitz: 1, masked: true),
        OperationCase("decoder, mixed stages", sizes: [CaseSize(16, 8, channels: 5)]) { size, _ in
            try DecoderOptions(upsamplers: [.gaussian(sigma: 0.1, gain: .published), .pixelShuffle], width: size.channels, inputChannels: 4,
                               lipschitz: 1.2).network(channels: 3, height: size.height, width: size.width)
        },
    ]

    private static let upsamplerKinds: [(String, Upsampler)] = [
        ("nearest", .nearest), ("bicubic", .bicubic), ("lanczos", .lanczos), ("deconv", .deconv), ("pixel shuffle", .pixelShuffle),
        ("gaussian sigma 0.5", .gaussian(sigma: 0.5, gain: .published)),
        ("zero insertion, unit gain", .gaussian(sigma: 0, gain: .unit)),
        ("low-pass 1", .lowPass(.lpf1)), ("low-pass 2", .lowPass(.lpf2)),
        ("windowed sinc 7", .lowPass(.windowedSinc(taps: 7, cutoff: 0.5, attenuation: 30))),
        ("windowed sinc 17", .lowPass(.windowedSinc(taps: 17, cutoff: 0.5, attenuation: 50))),
    ]

    /// Skip networks of two scales.
    static let skips: [OperationCase] = [
        skip("skip"),
        skip("skip, no skip channels", skipChannels: [0, 0]),
        skip("skip at the inner scale only, 5 x 5 down", skipChannels: [0, 3], downKernel: 5, side: 12),
        skip("skip, nearest, no 1 x 1", upsampler: .nearest, need1x1Up: false),
        skip("skip, deconv inside, pixel shuffle outside", upsamplers: [.pixelShuffle, .deconv]),
        skip("skip, zero padding, masked", padding: .zero, masked: true),
    ]

    private static func decoder(_ name: String, _ upsampler: Upsampler, lipschitz: Double?, norm: Normalization = .meanOnly,
                                padding: Padding = .reflect, masked: Bool = false) -> OperationCase {
        OperationCase("decoder, \(name)\(lipschitz.map { ", lambda \($0)" } ?? "")", sizes: [CaseSize(8, 8, channels: 5)],
                      masked: masked) { size, _ in
            try DecoderOptions(upsamplers: [upsampler, upsampler], width: size.channels, inputChannels: 4, lipschitz: lipschitz, norm: norm,
                               padding: padding).network(channels: 3, height: size.height, width: size.width)
        }
    }

    private static func skip(_ name: String, skipChannels: [Int] = [2, 2], downKernel: Int = 3, upsampler: Upsampler = .bilinear, upsamplers: [Upsampler]? = nil,
                             need1x1Up: Bool = true, padding: Padding = .reflect, side: Int = 8, masked: Bool = false) -> OperationCase {
        OperationCase(name, sizes: [CaseSize(side, side, channels: 4)], masked: masked) { size, _ in
            let outer = size.channels
            return try SkipOptions(downChannels: [outer, outer + 2], upChannels: [outer, outer + 1], skipChannels: skipChannels,
                                   downKernel: downKernel, upsampler: upsampler, inputChannels: 3, need1x1Up: need1x1Up, padding: padding,
                                   upsamplers: upsamplers)
                .network(channels: 3, height: size.height, width: size.width)
        }
    }
}
