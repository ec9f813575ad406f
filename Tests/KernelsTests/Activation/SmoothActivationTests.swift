import Foundation
import Testing
@testable import Kernels

/// Swish and ELU over all exponents, sample by sample against Double: what they make of e^x in vectors, and of what is left of them.
@Suite struct SmoothActivationTests {
    /// From -86 to 86 in steps that no vector divides.
    private static let samples: [Double] = (0...20_001).map { step -> Double in -86 + Double(step) * 172 / 20_001 }

    private func results(
        _ samples: [Double],
        _ works: (_ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, _ count: Int) ->
            [ParallelRegion]
    )
        -> [Double]
    {
        let run = KernelRun()
        let output = run.zeros(samples.count)
        run.do(works(run.values(samples), output, samples.count))
        return run.array(output, samples.count).map { Double($0) }
    }

    /// The largest error relative to the value itself: for large negative x, that of e^x.
    @Test func swish() {
        let values = results(Self.samples) { Swish(count: $2).forward(input: $0, output: $1) }
        for (sample, value) in zip(Self.samples, values) where sample != 0 {
            let x = Double(Float(sample)), exact = x / (1 + exp(-x))
            #expect(abs(value - exact) < 5e-7 * abs(exact), "at \(x)")
        }
    }

    @Test func elu() {
        let values = results(Self.samples) { ELU(count: $2).forward(input: $0, output: $1) }
        for (sample, value) in zip(Self.samples, values) {
            let x = Double(Float(sample)), exact = x > 0 ? x : exp(x) - 1
            #expect(abs(value - exact) < 2e-7 * max(abs(exact), 1), "at \(x)")
        }
    }

    /// A vector each of values beyond the exponent's range, and of what is not a number.
    @Test func theEndsOfTheRange() {
        func sixteen(_ value: Double) -> [Double] { Array(repeating: value, count: 16) }
        let swish = results(sixteen(1e9) + sixteen(-1e9) + sixteen(.nan)) {
            Swish(count: $2).forward(input: $0, output: $1)
        }
        #expect(
            swish[0..<16].allSatisfy { $0 == 1e9 } && swish[16..<32].allSatisfy { abs($0) < 1e-20 }
                && swish[32...].allSatisfy(\.isNaN))
        let elu = results(sixteen(1e9) + sixteen(-1e9) + sixteen(.nan)) {
            ELU(count: $2).forward(input: $0, output: $1)
        }
        #expect(
            elu[0..<16].allSatisfy { $0 == 1e9 } && elu[16..<32].allSatisfy { $0 == -1 }
                && elu[32...].allSatisfy(\.isNaN))
    }
}
