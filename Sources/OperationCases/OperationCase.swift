import Kernels
import Networks

/// A small network about one operation or a chain of them, at any size.
///
/// One table of cases serves three ends: tests compare each case with a naive network in Double and with that network's finite
/// differences, at `testSizes`, and the `steps` with updates in Double; `dip bench operations` times it at a real size.
package struct OperationCase: Sendable, CustomStringConvertible {
    /// What stands between the first and the last convolution.
    package typealias Body =
        @Sendable (inout NetworkBuilder, NetworkBuilder.Value, CaseSize) throws -> NetworkBuilder.Value

    package let name: String
    package let testSizes: [CaseSize]
    /// Whether the objective of the test has a mask.
    package let masked: Bool
    /// What the test's objective does to the output before it is compared.
    package let downsampling: Downsampling?
    /// The weight of the output's total variation in the objective; nil for none.
    package let totalVariation: Double?
    /// How many times the largest map's sides exceed those of the size that the case is built at.
    package let growth: Int
    package let step: CaseStep
    private let build: @Sendable (CaseSize, _ frame: Int) throws -> Network

    init(
        _ name: String, sizes: [CaseSize], masked: Bool = false, downsampling: Downsampling? = nil,
        totalVariation: Double? = nil, growth: Int = 1, step: CaseStep = CaseStep(),
        build: @escaping @Sendable (CaseSize, _ frame: Int) throws -> Network
    ) {
        self.name = name
        testSizes = sizes
        self.masked = masked
        self.downsampling = downsampling
        self.totalVariation = totalVariation
        self.growth = growth
        self.step = step
        self.build = build
    }

    /// A convolution to the size's channels, the operations of `body`, a convolution to two channels: so that what `body` passes back
    /// reaches learned weights.
    /// - Parameter closed: whether `body` ends as a network does, so that no convolution follows it.
    init(
        _ name: String, sizes: [CaseSize] = [CaseSize(5, 7, channels: 3)], masked: Bool = false,
        downsampling: Downsampling? = nil,
        totalVariation: Double? = nil, growth: Int = 1, step: CaseStep = CaseStep(), closed: Bool = false,
        body: @escaping Body
    ) {
        self.init(
            name, sizes: sizes, masked: masked, downsampling: downsampling, totalVariation: totalVariation,
            growth: growth, step: step
        ) { size, frame in
            var build = NetworkBuilder(input: Shape(channels: 2, height: size.height, width: size.width))
            let first = build.convolution("first", from: 2, to: size.channels, kernel: frame)
            let value = try body(&build, build.apply(first, to: build.input), size)
            if !closed {
                let last = build.convolution("last", from: value.shape.channels, to: 2, kernel: frame)
                _ = try build.apply(last, to: value)
            }
            return build.network()
        }
    }

    /// - Parameter frame: the side of the first and the last convolution's kernel; 1 makes them cheap beside what they frame.
    /// - Throws: `NetworkError` when the case cannot be built at that size.
    package func network(_ size: CaseSize, frame: Int = 3) throws -> Network {
        try build(size, frame)
    }

    /// The network of each pass of a step: the first at the size, others with smaller sides.
    /// - Throws: `NetworkError` when the case cannot be built at that size.
    package func networks(_ size: CaseSize, frame: Int = 3) throws -> [Network] {
        try step.divisors.map {
            let smaller = CaseSize(
                size.height / $0, size.width / $0, channels: size.channels, outputs: size.outputs)
            return try network(smaller, frame: frame)
        }
    }

    package var description: String { name }
}

extension OperationCase {
    /// Each operation between two convolutions.
    package static let operations =
        [frame] + convolutions + upsamplers + downsamplers + normalizations + activations + branches + objectives
    /// What architectures put one after the other, and an engine may compute in one go.
    package static let chains = convolutionChains + upsamplingChains + otherChains
    /// Decoders of two stages, skip networks of two scales and small ones of the other kinds; their size is the output's.
    package static let networks = decoders + skips + others

    /// The two convolutions that frame the others.
    static let frame = OperationCase("frame of the other cases") { _, value, _ in value }
}
