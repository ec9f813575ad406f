import Networks

extension OperationCase {
    /// Maps that feed several operations, and maps of different sizes.
    static let branches: [OperationCase] = [
        OperationCase("one map into two transposed convolutions", sizes: [CaseSize(16, 17, channels: 32)], growth: 2) {
            build, value, size in
            let left = build.apply(
                build.transposedConvolution("left", from: size.channels, to: size.outputs), to: value)
            let right = build.apply(
                build.transposedConvolution("right", from: size.channels, to: size.outputs), to: value)
            return build.concatenate(build.activate(.sigmoid, left), right)
        },
        OperationCase(
            "one map into two convolutions and a concatenation",
            sizes: [CaseSize(5, 7, channels: 3, outputs: 4), CaseSize(8, 9, channels: 16)]
        ) { build, value, size in
            let left = try build.apply(build.convolution("left", from: size.channels, to: 2, kernel: 3), to: value)
            let right = try build.apply(
                build.convolution("right", from: size.channels, to: size.outputs, kernel: 1), to: value)
            return build.concatenate(build.concatenate(left, right), value)
        },
        OperationCase("concatenation", sizes: CaseSize.vectors + [CaseSize(5, 7, channels: 3)]) { build, value, _ in
            build.concatenate(value, build.activate(.sigmoid, value))
        },
        OperationCase(
            "concatenation cropped about the centre",
            sizes: [CaseSize(9, 7, channels: 3, outputs: 2), CaseSize(9, 11, channels: 16)]
        ) { build, value, size in
            let reduced = try build.apply(
                build.convolution("reduce", from: size.channels, to: size.outputs, kernel: 3, stride: 2), to: value)
            return build.concatenate(value, build.interpolate(.bilinear, reduced))
        },
        OperationCase("addition", sizes: CaseSize.vectors + [CaseSize(5, 7, channels: 3)]) { build, value, _ in
            build.add(build.activate(.sigmoid, value), value)
        },
        OperationCase("addition of two maps that nothing else reads", sizes: CaseSize.vectors) { build, value, size in
            let left = try build.apply(
                build.convolution("left", from: size.channels, to: size.outputs, kernel: 3), to: value)
            let right = try build.apply(
                build.convolution("right", from: size.channels, to: size.outputs, kernel: 1), to: value)
            return build.activate(.leakyReLU(slope: 0.2), build.add(left, right))
        },
        OperationCase("residual block", sizes: CaseSize.chain) { build, value, size in
            let start = try build.apply(
                build.convolution("start", from: size.channels, to: size.outputs, kernel: 3), to: value)
            var block = start
            for name in ["a", "b"] {
                let convolution = build.convolution(
                    name, from: size.outputs, to: size.outputs, kernel: 3, padding: .zero, bias: false)
                let norm = build.normalization("\(name).norm", .batch, channels: size.outputs)
                block = build.apply(norm, to: try build.apply(convolution, to: block))
                if name == "a" { block = build.activate(.leakyReLU(slope: 0.2), block) }
            }
            return build.add(block, start)
        },
        OperationCase("norms and activations of one map side by side") { build, value, size in
            let shifted = build.apply(build.normalization("shift", .meanOnly, channels: size.channels), to: value)
            let scaled = build.apply(build.normalization("scale", .batch, channels: size.channels), to: value)
            return build.concatenate(build.activate(.leakyReLU(slope: 0.1), shifted), build.activate(.sigmoid, scaled))
        },
        OperationCase("mean-only norm after an activation") { build, value, size in
            let active = build.activate(.sigmoid, value)
            let norm = build.normalization("body", .meanOnly, channels: size.channels)
            return build.activate(.leakyReLU(slope: 0.2), build.apply(norm, to: active))
        },
        OperationCase("activation of an activation") { build, value, _ in
            build.activate(.sigmoid, build.activate(.leakyReLU(slope: 0.2), value))
        },
    ]
}
