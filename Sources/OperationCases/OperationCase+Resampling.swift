import Kernels
import Networks

extension OperationCase {
    static let upsamplers: [OperationCase] =
        filters.map { name, filter in
            OperationCase(
                name, sizes: [CaseSize(4, 5, channels: 3), CaseSize(7, 6, channels: 16), CaseSize(3, 9, channels: 11)],
                growth: 2
            ) { build, value, _ in
                build.interpolate(filter, value)
            }
        } + [
            OperationCase(
                "depth to space", sizes: [CaseSize(5, 7, channels: 8), CaseSize(6, 5, channels: 64)], growth: 2
            ) { build, value, _ in
                build.depthToSpace(value)
            }
        ]

    static let filters: [(String, InterpolationFilter)] = [
        ("nearest", .nearest), ("bilinear", .bilinear), ("bicubic", .bicubic), ("mitchell", .mitchell),
        ("lanczos", .lanczos),
        ("gaussian sigma 0", .gaussian(sigma: 0, gain: 1)), ("gaussian sigma 0.5", .gaussian(sigma: 0.5, gain: 1)),
        ("gaussian sigma 0.5, unit gain", .gaussian(sigma: 0.5, gain: 2)),
        ("low-pass 1", .lowPass(taps: LowPassFilter.lpf1.taps)),
        ("low-pass 2", .lowPass(taps: LowPassFilter.lpf2.taps)),
        ("windowed sinc 7", .lowPass(taps: LowPassFilter.windowedSinc(taps: 7, cutoff: 0.5, attenuation: 20).taps)),
        ("windowed sinc 9", .lowPass(taps: LowPassFilter.windowedSinc(taps: 9, cutoff: 0.5, attenuation: 40).taps)),
    ]
}

extension OperationCase {
    static let downsamplers = halvings + pools + halvedUnits

    private static let halvingFilters: [(name: String, filter: DownsamplingFilter)] = [
        ("average of 2 x 2", .average), ("lanczos-2 down", .lanczos2), ("lanczos-3 down", .lanczos3),
    ]

    /// Even and odd sides: what is left over when a side is halved has no effect.
    private static let sizes = [
        CaseSize(8, 10, channels: 3), CaseSize(7, 6, channels: 16), CaseSize(5, 9, channels: 21),
    ]

    private static let halvings: [OperationCase] = halvingFilters.map { name, filter in
        OperationCase(name, sizes: sizes) { build, value, _ in build.downsample(filter, value) }
    }

    private static let pools: [OperationCase] = [
        OperationCase("largest of 2 x 2", sizes: sizes) { build, value, _ in build.maxPool(value) },
        OperationCase("largest of 2 x 2 after an activation", sizes: [CaseSize(6, 8, channels: 16)]) {
            build, value, _ in
            build.maxPool(build.activate(.elu, value))
        },
    ]

    /// A halving that reads a norm and an activation which nothing else does.
    private static let halvedUnits: [OperationCase] = halvingFilters.map { name, filter in
        OperationCase("conv3, mean-only norm, leaky ReLU, \(name), conv3", sizes: [CaseSize(32, 36, channels: 32)]) {
            build, value, size in
            let first = build.convolution("a", from: size.channels, to: size.outputs, kernel: 3)
            let norm = build.normalization("a.norm", .meanOnly, channels: size.outputs)
            let unit = build.activate(.leakyReLU(slope: 0.1), build.apply(norm, to: try build.apply(first, to: value)))
            let second = build.convolution("b", from: size.outputs, to: size.channels, kernel: 3)
            return try build.apply(second, to: build.downsample(filter, unit))
        }
    }
}
