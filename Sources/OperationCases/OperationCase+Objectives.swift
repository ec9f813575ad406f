import Kernels
import Networks

extension OperationCase {
    /// Outputs that are made smaller before they are compared, of the few channels that images have and of as many as vectors hold; and
    /// objectives with a term of total variation.
    static let objectives: [OperationCase] =
        ([
            ("half as large, lanczos-2", 2, .lanczos2), ("a quarter as large, lanczos-2", 4, .lanczos2),
            ("an eighth as large, lanczos-2", 8, .lanczos2), ("half as large, lanczos-3", 2, .lanczos3),
            ("an eighth as large, lanczos-3", 8, .lanczos3),
        ] as [(String, Int, DownsamplingKernel)]).map { name, factor, kernel in
            OperationCase(
                "objective \(name)", sizes: [CaseSize(factor, 3 * factor, channels: 3), CaseSize(24, 16, channels: 3)],
                downsampling: Downsampling(factor: factor, kernel: kernel)
            ) { _, value, _ in value }
        } + [
            OperationCase(
                "masked objective half as large", sizes: [CaseSize(8, 6, channels: 3)], masked: true,
                downsampling: Downsampling(factor: 2)
            ) { build, value, _ in build.activate(.sigmoid, value) },
            OperationCase(
                "objective half as large of many channels", sizes: [CaseSize(6, 8, channels: 19)],
                downsampling: Downsampling(factor: 2), closed: true
            ) { build, value, _ in build.activate(.sigmoid, value) },
            OperationCase(
                "objective with total variation", sizes: [CaseSize(5, 7, channels: 3), CaseSize(20, 33, channels: 3)],
                totalVariation: 0.5
            ) { _, value, _ in value },
            OperationCase(
                "masked objective half as large with total variation", sizes: [CaseSize(8, 6, channels: 3)],
                masked: true,
                downsampling: Downsampling(factor: 2), totalVariation: 2
            ) { build, value, _ in build.activate(.sigmoid, value) },
        ]
}
