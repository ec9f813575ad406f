import Architectures
import Networks
import Testing
import TestSupport

/// Whole networks against the naive ones: output and loss within 2e-5; gradients within 1e-3 of the array's largest.
@Suite struct NetworkComparisonTests {
    static let outputTolerance = 2e-5
    static let gradientTolerance = 1e-3

    @Test(arguments: NetworkCase.operations)
    func operation(_ each: NetworkCase) throws {
        try compare(each, samples: 40)
    }

    @Test(arguments: NetworkCase.decoders)
    func decoder(_ each: NetworkCase) throws {
        try compare(each, samples: 40)
    }

    @Test(arguments: NetworkCase.skips)
    func skip(_ each: NetworkCase) throws {
        try compare(each, samples: 40)
    }

    private func compare(_ each: NetworkCase, samples: Int) throws {
        let comparison = try NetworkComparison(each.network, masked: each.masked, samples: samples)
        #expect(comparison.outputError < Self.outputTolerance)
        #expect(comparison.lossError < Self.outputTolerance)
        #expect(comparison.gradientErrors.count == each.network.parameters.count)
        for (name, error) in comparison.gradientErrors {
            #expect(error < Self.gradientTolerance, "gradient of \(name)")
        }
    }
}
