import Networks

extension OperationCase {
    /// With an activation behind each: without it, the last convolution's mean would be the only thing that offsets change.
    static let normalizations: [OperationCase] = [
        ("mean-only norm", .meanOnly, nil), ("batch norm", .batch, nil), ("instance norm", .instance, nil),
        ("lipschitz batch norm, ceiling reached", .lipschitzBatch, 0.3),
        ("lipschitz batch norm, ceiling not reached", .lipschitzBatch, 1000),
        ("lipschitz batch norm without a ceiling", .lipschitzBatch, nil),
    ].map { (name: String, kind: Normalization, lambda: Double?) in
        OperationCase(name, sizes: [CaseSize(5, 7, channels: 9)] + CaseSize.vectors) { build, value, size in
            build.activate(
                .sigmoid,
                build.apply(build.normalization("body", kind, channels: size.channels, lipschitz: lambda), to: value))
        }
    }

    static let activations: [OperationCase] = [
        activation("leaky ReLU", .leakyReLU(slope: 0.2)),
        activation("ReLU", .relu),
        activation("swish", .swish),
        activation("ELU", .elu),
        activation("sigmoid", .sigmoid),
        activation("sigmoid, masked objective", .sigmoid, masked: true),
    ]

    private static func activation(_ name: String, _ activation: Activation, masked: Bool = false) -> OperationCase {
        OperationCase(name, sizes: [CaseSize(5, 7, channels: 3)] + CaseSize.vectors, masked: masked) {
            build, value, _ in
            build.activate(activation, value)
        }
    }
}
