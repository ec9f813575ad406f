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
