import Imaging
import Kernels
import Networks
import TestSupport
import Testing
@testable import Restoration

@Suite struct DataTermTests {
    @Test(arguments: [2, 4]) func makingSmallerIsTheEnginesAndHasItsTransposed(factor: Int) {
        let downsampling = Downsampling(factor: factor)
        var random = TestRandom(seed: 1)
        let x = random.values(2 * 16 * 24).map { Float($0) }
        let reduction = SeparableReduction(downsampling, channels: 2, height: 16, width: 24)
        let small = reduction.apply(x)
        let wanted = downsampling.apply(x, channels: 2, height: 16, width: 24)
        #expect(zip(small, wanted).allSatisfy { abs($0 - $1) < 1e-5 })
        let r = random.values(small.count).map { Float($0) }
        func product(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
        #expect(abs(product(small, r) - product(x, reduction.transposed(r))) < 1e-4)
    }

    @Test func errorAndGradientAreThoseOfTheObjective() throws {
        let clean = Image.textured(channels: 1, height: 8, width: 8, seed: 1)
        let problem = try Problem(task: .inpaint(keep: 0.5), clean: clean, seed: 0)
        let data = DataTerm(problem.objective, output: Shape(channels: 1, height: 8, width: 8))
        let x = [Float](repeating: 0.25, count: 64), mask = try #require(problem.mask).pixels
        let residual = data.residual(x), gradient = data.backward(residual, factor: 2.0 / 64)
        for i in 0..<64 {
            #expect(residual[i] == mask[i] * 0.25 - problem.degraded.pixels[i])
            #expect(abs(gradient[i] - 2.0 / 64 * residual[i] * mask[i]) < 1e-8)
        }
    }
}
