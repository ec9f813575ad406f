import Networks

extension OperationCase {
    static let convolutions: [OperationCase] =
        Padding.allCases.flatMap { padding in
            [(1, 1), (3, 1), (5, 1), (1, 2), (3, 2), (5, 2)].map { kernel, stride in
                let more = kernel == 3 && stride == 1 ? CaseSize.aboutWinograd : CaseSize.aboutRows
                return OperationCase(
                    "convolution \(kernel) x \(kernel), stride \(stride), \(padding.rawValue)",
                    sizes: [CaseSize(6, 9, channels: 3, outputs: 9)] + more
                ) { build, value, size in
                    try build.apply(
                        build.convolution(
                            "body", from: size.channels, to: size.outputs, kernel: kernel, stride: stride,
                            padding: padding), to: value)
                }
            }
        } + [
            plain("convolution without bias", bias: false),
            plain("controlled convolution, ceiling reached", lipschitz: 0.5),
            plain("controlled convolution, ceiling not reached", lipschitz: 50),
            plain(
                "convolution controlled by its operator norm, ceiling reached", lipschitz: 0.5,
                lipschitzNorm: .convolutionOperator),
            plain(
                "convolution controlled by its operator norm, ceiling not reached", lipschitz: 500,
                lipschitzNorm: .convolutionOperator),
            OperationCase(
                "large convolution controlled by its operator norm", sizes: [CaseSize(17, 18, channels: 3, outputs: 2)]
            ) { build, value, size in
                try build.apply(
                    build.convolution(
                        "body", from: size.channels, to: size.outputs, kernel: 3, lipschitz: 0.5,
                        lipschitzNorm: .convolutionOperator), to: value)
            },
            OperationCase(
                "transposed convolution",
                sizes: [
                    CaseSize(5, 7, channels: 3, outputs: 5), CaseSize(4, 6, channels: 16),
                    CaseSize(13, 21, channels: 32, outputs: 64),
                ],
                growth: 2
            ) { build, value, size in
                build.apply(build.transposedConvolution("body", from: size.channels, to: size.outputs), to: value)
            },
        ]

    private static func plain(
        _ name: String, bias: Bool = true, lipschitz: Double? = nil,
        lipschitzNorm: LipschitzNorm = .reshaped
    ) -> OperationCase {
        let large = lipschitzNorm == .reshaped ? [CaseSize(20, 21, channels: 32)] : []
        return OperationCase(name, sizes: [CaseSize(5, 7, channels: 3, outputs: 4)] + large) { build, value, size in
            try build.apply(
                build.convolution(
                    "body", from: size.channels, to: size.outputs, kernel: 3, bias: bias, lipschitz: lipschitz,
                    lipschitzNorm: lipschitzNorm), to: value)
        }
    }
}
