import Kernels
import Networks

extension NetworkBuilder {
    /// What networks are made of: convolution, norm, LeakyReLU.
    fileprivate mutating func unit(
        _ name: String, _ value: Value, to outputs: Int, kernel: Int = 3, norm: Normalization = .meanOnly,
        padding: Padding = .reflect, lipschitz: Double? = nil
    ) throws -> Value {
        let convolution = convolution(
            "\(name).conv", from: value.shape.channels, to: outputs, kernel: kernel, padding: padding,
            lipschitz: lipschitz, initialization: .kaimingUniform)
        let normalization = normalization("\(name).norm", norm, channels: outputs, lipschitz: lipschitz)
        return activate(.leakyReLU(slope: 0.01), apply(normalization, to: try apply(convolution, to: value)))
    }

    /// How a network ends: convolution 1 x 1, sigmoid.
    fileprivate mutating func end(_ value: Value) throws -> Value {
        activate(.sigmoid, try apply(convolution("end", from: value.shape.channels, to: 3, kernel: 1), to: value))
    }
}

extension OperationCase {
    private static func controlled(_ name: String, _ lipschitz: Double?) -> String {
        name + (lipschitz.map { ", lambda \($0)" } ?? "")
    }

    /// A unit, and the 3 x 3 convolution that reads it.
    static let convolutionChains: [OperationCase] =
        Normalization.allCases.flatMap { norm in
            [nil, 1].map { convolutionChain(norm: norm, padding: .reflect, lipschitz: $0) }
        } + [Padding.zero, .replicate].map { convolutionChain(norm: .meanOnly, padding: $0, lipschitz: nil) }

    private static func convolutionChain(norm: Normalization, padding: Padding, lipschitz: Double?) -> OperationCase {
        OperationCase(
            controlled("conv3, \(norm.rawValue) norm, leaky ReLU, conv3, \(padding.rawValue)", lipschitz),
            sizes: CaseSize.chain
        ) { build, value, size in
            let value = try build.unit("a", value, to: size.outputs, norm: norm, padding: padding, lipschitz: lipschitz)
            return try build.apply(
                build.convolution(
                    "b", from: size.outputs, to: size.channels, kernel: 3, padding: padding,
                    lipschitz: lipschitz), to: value)
        }
    }

    /// A unit, a doubling, a unit, and a network's end.
    static let upsamplingChains: [OperationCase] =
        filters.flatMap { name, filter in
            [nil, 1].map { upsamplingChain(name, filter, lipschitz: $0) }
        }
        + [Normalization.batch, .lipschitzBatch, .instance, .none].map {
            upsamplingChain("bilinear", .bilinear, norm: $0, lipschitz: 1)
        }
        + [Padding.zero, .replicate].map { upsamplingChain("bilinear", .bilinear, padding: $0, lipschitz: nil) }

    private static func upsamplingChain(
        _ name: String, _ filter: InterpolationFilter, norm: Normalization = .meanOnly,
        padding: Padding = .reflect, lipschitz: Double?
    ) -> OperationCase {
        let unit = "conv3, \(norm.rawValue) norm, leaky ReLU"
        return OperationCase(
            controlled("\(unit), \(name), \(unit), conv1, sigmoid, \(padding.rawValue)", lipschitz),
            sizes: lipschitz == nil ? CaseSize.doubledChain : [CaseSize.doubledChain[0]], growth: 2, closed: true
        ) { build, value, size in
            let coarse = try build.unit(
                "a", value, to: size.outputs, norm: norm, padding: padding, lipschitz: lipschitz)
            return try build.end(
                build.unit(
                    "b", build.interpolate(filter, coarse), to: size.outputs, norm: norm, padding: padding,
                    lipschitz: lipschitz))
        }
    }

    /// Chains that look like the others and differ in one place.
    static let otherChains: [OperationCase] = [
        OperationCase("deconv, conv3, conv3", sizes: CaseSize.doubledChain, growth: 2) { build, value, size in
            let doubled = build.apply(
                build.transposedConvolution("up", from: size.channels, to: size.outputs), to: value)
            let first = try build.apply(
                build.convolution("a", from: size.outputs, to: size.outputs, kernel: 3), to: doubled)
            return try build.apply(build.convolution("b", from: size.outputs, to: size.outputs, kernel: 3), to: first)
        },
        OperationCase(
            "conv3, depth to space, conv3, norm, leaky ReLU", sizes: [CaseSize(5, 7, channels: 16, outputs: 64)],
            growth: 2
        ) { build, value, size in
            let deep = try build.apply(
                build.convolution("deepen", from: size.channels, to: size.outputs, kernel: 3), to: value)
            return try build.unit("a", build.depthToSpace(deep), to: size.channels)
        },
        OperationCase("unit that two convolutions read", sizes: CaseSize.chain) { build, value, size in
            let shared = try build.unit("a", value, to: size.outputs)
            let left = try build.apply(
                build.convolution("left", from: size.outputs, to: size.channels, kernel: 3), to: shared)
            return build.concatenate(
                left, try build.apply(build.convolution("right", from: size.outputs, to: 4, kernel: 1), to: shared))
        },
        OperationCase("units 3 x 3 and 1 x 1 side by side, batch norm, unit", sizes: CaseSize.chain) {
            build, value, size in
            let wide = try build.unit("a", value, to: size.outputs, norm: .batch)
            let joined = build.concatenate(wide, try build.unit("b", value, to: size.channels, kernel: 1, norm: .batch))
            let norm = build.normalization("join", .batch, channels: size.channels + size.outputs)
            return try build.unit("c", build.apply(norm, to: joined), to: size.outputs, norm: .batch)
        },
        OperationCase(
            "conv3 of stride 2, batch norm, leaky ReLU, conv3, batch norm, leaky ReLU, conv1",
            sizes: [
                CaseSize(38, 42, channels: 16), CaseSize(37, 39, channels: 18, outputs: 29),
            ]
        ) { build, value, size in
            let reduce = build.convolution("reduce", from: size.channels, to: size.outputs, kernel: 3, stride: 2)
            let norm = build.normalization("norm", .batch, channels: size.outputs)
            let reduced = build.activate(
                .leakyReLU(slope: 0.2), build.apply(norm, to: try build.apply(reduce, to: value)))
            return try build.unit(
                "b", build.unit("a", reduced, to: size.channels, norm: .batch), to: size.outputs, kernel: 1,
                norm: .batch)
        },
        OperationCase(
            "conv1, batch norm, leaky ReLU, conv3 of stride 2",
            sizes: [CaseSize(33, 35, channels: 32), CaseSize(20, 22, channels: 29)]
        ) {
            build, value, size in
            let unit = try build.unit("a", value, to: size.channels, kernel: 1, norm: .batch)
            return try build.apply(
                build.convolution(
                    "reduce", from: size.channels, to: size.outputs, kernel: 3, stride: 2, padding: .zero), to: unit)
        },
        OperationCase(
            "conv3, bilinear, ReLU, batch norm, conv3, leaky ReLU, instance norm, conv1", sizes: CaseSize.doubledChain,
            growth: 2
        ) {
            build, value, size in
            let first = build.convolution("a", from: size.channels, to: size.outputs, kernel: 3, bias: false)
            let doubled = build.activate(.relu, build.interpolate(.bilinear, try build.apply(first, to: value)))
            let normed = build.apply(build.normalization("a.norm", .batch, channels: size.outputs), to: doubled)
            // A bias before an activation counts.
            let second = build.convolution("b", from: size.outputs, to: size.outputs, kernel: 3, padding: .zero)
            let active = build.activate(.leakyReLU(slope: 0.1), try build.apply(second, to: normed))
            let instance = build.normalization("b.norm", .instance, channels: size.outputs)
            return try build.apply(
                build.convolution("c", from: size.outputs, to: size.channels, kernel: 1),
                to: build.apply(instance, to: active))
        },
        OperationCase(
            "batch norm and leaky ReLU, bilinear, joined, batch norm, conv3", sizes: CaseSize.doubledChain, growth: 2
        ) {
            build, value, size in
            let coarse = try build.unit("a", value, to: size.outputs, norm: .batch)
            let fine = build.interpolate(.bilinear, coarse)
            let branch = try build.unit("b", build.interpolate(.nearest, value), to: 4, kernel: 1, norm: .batch)
            let joined = build.concatenate(branch, fine)
            let normed = build.apply(build.normalization("join", .batch, channels: size.outputs + 4), to: joined)
            return try build.apply(
                build.convolution("merge", from: size.outputs + 4, to: size.channels, kernel: 3), to: normed)
        },
        OperationCase("norm after an upsampler", sizes: CaseSize.doubledChain, growth: 2) { build, value, size in
            let coarse = try build.unit("a", value, to: size.outputs)
            let norm = build.normalization("norm", .meanOnly, channels: size.outputs)
            let fine = build.activate(
                .leakyReLU(slope: 0.01), build.apply(norm, to: build.interpolate(.bilinear, coarse)))
            return try build.apply(build.convolution("b", from: size.outputs, to: size.outputs, kernel: 3), to: fine)
        },
        OperationCase("leaky ReLU without a norm, bilinear, conv3", sizes: CaseSize.doubledChain, growth: 2) {
            build, value, size in
            let coarse = try build.apply(
                build.convolution("a", from: size.channels, to: size.outputs, kernel: 3), to: value)
            let doubled = build.interpolate(.bilinear, build.activate(.leakyReLU(slope: 0.2), coarse))
            return try build.apply(build.convolution("b", from: size.outputs, to: size.outputs, kernel: 3), to: doubled)
        },
        OperationCase("upsampler of an upsampler, conv3", sizes: [CaseSize(3, 4, channels: 16)], growth: 4) {
            build, value, size in
            let doubled = build.interpolate(.bilinear, build.interpolate(.nearest, value))
            return try build.unit("a", doubled, to: size.outputs)
        },
    ]
}
