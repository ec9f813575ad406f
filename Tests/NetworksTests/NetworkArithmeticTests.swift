import Kernels
import Testing
@testable import Networks

/// Which kinds of operation a network computes, layer by layer.
@Suite struct NetworkArithmeticTests {
    /// A network of one convolution and, if asked for, a norm.
    private func kinds(
        from input: Int = 32, to output: Int = 32, kernel: Int = 3, stride: Int = 1, side: Int = 16,
        lipschitz: Double? = nil,
        lipschitzNorm: LipschitzNorm = .reshaped, norm: Normalization = .none
    ) throws -> [ArithmeticKind] {
        var build = NetworkBuilder(input: Shape(channels: input, height: side, width: side))
        let layer = build.convolution(
            "layer", from: input, to: output, kernel: kernel, stride: stride, lipschitz: lipschitz,
            lipschitzNorm: lipschitzNorm)
        let normalization = build.normalization("norm", norm, channels: output)
        _ = build.apply(normalization, to: try build.apply(layer, to: build.input))
        return build.network().arithmeticKinds
    }

    @Test func norms() throws {
        #expect(
            try Normalization.allCases.filter { try kinds(norm: $0) == [.batchNorm] } == [
                .batch, .lipschitzBatch, .instance,
            ])
        #expect(try kinds(norm: .meanOnly) == [] && kinds() == [])
    }

    @Test func pointwiseConvolutions() throws {
        #expect(try kinds(to: 5, kernel: 1) == [.pointwiseConvolution])
        #expect(try kinds(to: 4, kernel: 1) == [])
        #expect(try kinds(from: 3, kernel: 1, side: 4) == [.pointwiseConvolution])
        #expect(try kinds(kernel: 1, stride: 2) == [.stridedConvolution])
    }

    @Test func stridedConvolutions() throws {
        #expect(try kinds(stride: 2) == [.stridedConvolution])
        #expect(try kinds(from: 3, stride: 2, side: 40) == [.stridedConvolution])
        #expect(try kinds(kernel: 5, stride: 2) == [.stridedConvolution] && kinds(kernel: 5) == [])
    }

    /// With channels that are not multiples of 32 before or behind, on maps of any size.
    @Test func convolutionsOfUnevenChannels() throws {
        #expect(try kinds(from: 132) == [.unevenWinograd] && kinds(to: 3) == [.unevenWinograd])
        #expect(try kinds(from: 132, side: 15) == [.unevenWinograd])
        #expect(try kinds(from: 48, to: 64) == [.unevenWinograd] && kinds(from: 96, to: 64) == [])
        #expect(try kinds(from: 132, kernel: 5) == [.unevenWinograd])
    }

    @Test func operatorNorms() throws {
        #expect(try kinds(lipschitz: 1.4, lipschitzNorm: .convolutionOperator) == [.operatorNorm])
        #expect(try kinds(lipschitz: 1.4) == [] && kinds(lipschitzNorm: .convolutionOperator) == [])
    }

    @Test func kindsAreInTheOrderOfTheirNames() throws {
        #expect(
            try kinds(from: 132, lipschitz: 1, lipschitzNorm: .convolutionOperator, norm: .batch)
                == [.batchNorm, .operatorNorm, .unevenWinograd])
        #expect(ArithmeticKind.allCases.allSatisfy { $0.version >= 1 && !$0.words.isEmpty })
    }
}
