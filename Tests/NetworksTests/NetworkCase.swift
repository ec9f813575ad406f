import Architectures
import Kernels
import Networks
import Testing

/// A small network to be compared with the naive one.
struct NetworkCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let network: Network
    let masked: Bool

    /// A convolution, the operations of `body`, a convolution: so that what `body` passes back reaches learned weights.
    init(_ name: String, channels: Int = 3, height: Int = 5, width: Int = 7, masked: Bool = false,
         _ body: (inout NetworkBuilder, NetworkBuilder.Value) throws -> NetworkBuilder.Value) {
        do {
            var build = NetworkBuilder(input: Shape(channels: 2, height: height, width: width))
            let first = build.convolution("first", from: 2, to: channels, kernel: 3)
            let value = try body(&build, build.apply(first, to: build.input))
            let last = build.convolution("last", from: value.shape.channels, to: 2, kernel: 3)
            _ = try build.apply(last, to: value)
            self.init(name, build.network(), masked: masked)
        } catch {
            preconditionFailure("the network '\(name)' cannot be built: \(error)")
        }
    }

    init(_ name: String, _ network: Network, masked: Bool = false) {
        testDescription = name
        self.network = network
        self.masked = masked
    }

    /// One of the literature's networks, RGB.
    static func architecture(_ name: String, _ architecture: Architecture, height: Int = 8, width: Int = 8,
                             masked: Bool = false) -> NetworkCase {
        do {
            return NetworkCase(name, try architecture.network(channels: 3, height: height, width: width), masked: masked)
        } catch {
            preconditionFailure("the network '\(name)' cannot be built: \(error)")
        }
    }
}

extension NetworkCase {
    /// Each operation between two convolutions.
    static let operations: [NetworkCase] = convolutions + upsamplers + normalizations + [
        NetworkCase("transposed convolution") { build, value in
            build.apply(build.transposedConvolution("body", from: 3, to: 5), to: value)
        },
        NetworkCase("transposed convolution by phases", channels: 32, height: 13, width: 21) { build, value in
            build.apply(build.transposedConvolution("body", from: 32, to: 32), to: value)
        },
        NetworkCase("transposed convolutions by phases, one map twice", channels: 32, height: 16, width: 17) { build, value in
            let left = build.apply(build.transposedConvolution("left", from: 32, to: 32), to: value)
            let right = build.apply(build.transposedConvolution("right", from: 32, to: 32), to: value)
            return build.concatenate(build.activate(.sigmoid, left), right)
        },
        NetworkCase("depth to space", channels: 8) { build, value in build.depthToSpace(value) },
        NetworkCase("leaky ReLU") { build, value in build.activate(.leakyReLU(slope: 0.2), value) },
        NetworkCase("ReLU") { build, value in build.activate(.relu, value) },
        NetworkCase("sigmoid") { build, value in build.activate(.sigmoid, value) },
        NetworkCase("sigmoid, masked objective", masked: true) { build, value in build.activate(.sigmoid, value) },
    ] + branches

    private static let convolutions: [NetworkCase] = Padding.allCases.flatMap { padding in
        [(1, 1), (3, 1), (5, 1), (1, 2), (3, 2), (5, 2)].map { kernel, stride in
            let name = "convolution \(kernel) x \(kernel), stride \(stride), \(padding.rawValue)"
            return NetworkCase(name, height: 6, width: 9) { build, value in
                try build.apply(build.convolution("body", from: 3, to: 9, kernel: kernel, stride: stride, padding: padding), to: value)
            }
        }
    } + [
        NetworkCase("convolution without bias") { build, value in
            try build.apply(build.convolution("body", from: 3, to: 4, kernel: 3, bias: false), to: value)
        },
        NetworkCase("controlled convolution, ceiling reached") { build, value in
            try build.apply(build.convolution("body", from: 3, to: 4, kernel: 3, lipschitz: 0.5), to: value)
        },
        NetworkCase("controlled convolution, ceiling not reached") { build, value in
            try build.apply(build.convolution("body", from: 3, to: 4, kernel: 3, lipschitz: 50), to: value)
        },
    ]

    private static let upsamplers: [NetworkCase] = filters.map { name, filter in
        NetworkCase(name, height: 4, width: 5) { build, value in build.interpolate(filter, value) }
    }

    static let filters: [(String, InterpolationFilter)] = [
        ("nearest", .nearest), ("bilinear", .bilinear), ("bicubic", .bicubic), ("lanczos", .lanczos),
        ("gaussian sigma 0", .gaussian(sigma: 0, gain: 1)), ("gaussian sigma 0.5", .gaussian(sigma: 0.5, gain: 1)),
        ("gaussian sigma 0.5, unit gain", .gaussian(sigma: 0.5, gain: 2)), ("low-pass 1", .lowPass(taps: LowPassFilter.lpf1.taps)),
        ("low-pass 2", .lowPass(taps: LowPassFilter.lpf2.taps)),
        ("windowed sinc 7", .lowPass(taps: LowPassFilter.windowedSinc(taps: 7, cutoff: 0.5, attenuation: 20).taps)),
        ("windowed sinc 9", .lowPass(taps: LowPassFilter.windowedSinc(taps: 9, cutoff: 0.5, attenuation: 40).taps)),
    ]

    private static let normalizations: [NetworkCase] = [
        ("mean-only norm", .meanOnly, nil), ("batch norm", .batch, nil), ("instance norm", .instance, nil),
        ("lipschitz batch norm, ceiling reached", .lipschitzBatch, 0.3),
        ("lipschitz batch norm, ceiling not reached", .lipschitzBatch, 1000),
        ("lipschitz batch norm without a ceiling", .lipschitzBatch, nil),
    ].map { (name: String, kind: Normalization, lambda: Double?) in
        NetworkCase(name, channels: 9) { build, value in
            // Without the activation, the last convolution's mean would be the only thing that offsets change.
            build.activate(.sigmoid, build.apply(build.normalization("body", kind, channels: 9, lipschitz: lambda), to: value))
        }
    }

    /// Maps that feed several operations, and maps of different sizes.
    private static let branches: [NetworkCase] = [
        NetworkCase("one map into two convolutions and a concatenation") { build, value in
            let left = try build.apply(build.convolution("left", from: 3, to: 2, kernel: 3), to: value)
            let right = try build.apply(build.convolution("right", from: 3, to: 4, kernel: 1), to: value)
            return build.concatenate(build.concatenate(left, right), value)
        },
        NetworkCase("concatenation cropped about the centre", height: 9, width: 7) { build, value in
            let reduced = try build.apply(build.convolution("reduce", from: 3, to: 2, kernel: 3, stride: 2), to: value)
            return build.concatenate(value, build.interpolate(.bilinear, reduced))
        },
        NetworkCase("norms and activations of one map side by side") { build, value in
            let shifted = build.apply(build.normalization("shift", .meanOnly, channels: 3), to: value)
            let scaled = build.apply(build.normalization("scale", .batch, channels: 3), to: value)
            return build.concatenate(build.activate(.leakyReLU(slope: 0.1), shifted), build.activate(.sigmoid, scaled))
        },
        NetworkCase("mean-only norm after an activation") { build, value in
            let active = build.activate(.sigmoid, value)
            return build.activate(.leakyReLU(slope: 0.2), build.apply(build.normalization("body", .meanOnly, channels: 3), to: active))
        },
        NetworkCase("activation of an activation") { build, value in
            build.activate(.sigmoid, build.activate(.leakyReLU(slope: 0.2), value))
        },
    ]
}
