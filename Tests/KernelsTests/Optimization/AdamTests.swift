import TestSupport
import Testing

@testable import Kernels

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Adam against its formulas in Double.
@Suite struct AdamTests {
    @Test(arguments: [1, 7, 16, 1003, 40_001], [0, 0.25])
    func followsTheFormulas(count: Int, decay: Double) {
        expect(count: count, decay: decay, epsilon: 1e-8) {
            Adam(count: count, learningRate: $0, weightDecay: decay)
        }
    }

    @Test(arguments: [7, 1003], [1e-4, 0.5])
    func takesAnotherEpsilon(count: Int, epsilon: Double) {
        expect(count: count, decay: 0.25, epsilon: epsilon) {
            Adam(count: count, learningRate: $0, epsilon: epsilon, weightDecay: 0.25)
        }
    }

    private func expect(count: Int, decay: Double, epsilon: Double, _ adam: (_ rate: Double) -> Adam) {
        let rate = 0.01, beta1 = 0.9, beta2 = 0.999
        var random = TestRandom(seed: UInt64(count))
        var expected = random.values(count), mean = [Double](repeating: 0, count: count), square = mean
        let run = KernelRun(threads: 2)
        let parameters = run.values(expected), first = run.zeros(count), second = run.zeros(count)
        let steps = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        defer { steps.deallocate() }
        steps.initialize(to: 0)
        for step in 1...50 {
            // Gradients of very different sizes, some of them zero.
            let gradients = random.values(count).enumerated().map { Double(Float($1 * [1, 1e-3, 0, 100][$0 % 4])) }
            // The gradient that is used: the given one and decay times the parameter.
            let used = zip(gradients, expected).map { $0 + decay * $1 }
            for i in 0..<count {
                mean[i] = beta1 * mean[i] + (1 - beta1) * used[i]
                square[i] = beta2 * square[i] + (1 - beta2) * used[i] * used[i]
                let unbiasedMean = mean[i] / (1 - pow(beta1, Double(step)))
                let unbiasedSquare = square[i] / (1 - pow(beta2, Double(step)))
                expected[i] -= rate * unbiasedMean / (unbiasedSquare.squareRoot() + epsilon)
            }
            run.do(
                adam(rate)
                    .update(
                        parameters: parameters, gradients: run.values(gradients), first: first, second: second,
                        steps: steps))
            #expect(relativeError(run.array(parameters, count), expected) < 2e-5)
        }
        #expect(relativeError(run.array(first, count), mean) < 2e-5)
        #expect(relativeError(run.array(second, count), square) < 2e-5)
        #expect(steps.pointee == 50)
    }
}
