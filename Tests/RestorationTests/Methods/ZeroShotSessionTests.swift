import Architectures
import Imaging
import Networks
import TestSupport
import Testing
@testable import Restoration

@Suite struct ZeroShotSessionTests {
    /// Odd sides: the last row and column are left out of the copies.
    private static let clean = Image.textured(channels: 3, height: 9, width: 7, seed: 6)

    private func copy(_ y: [Double], rising: Bool) -> [Double] {
        var result: [Double] = []
        for c in 0..<3 {
            for row in 0..<4 {
                for column in 0..<3 {
                    let top = (c * 9 + 2 * row) * 7 + 2 * column, bottom = top + 7
                    result.append(rising ? (y[top + 1] + y[bottom]) / 2 : (y[top] + y[bottom + 1]) / 2)
                }
            }
        }
        return result
    }

    /// L as METHOD section 9.5 has it.
    private func loss(_ y: [Double], _ parameters: [[Double]]) throws -> Double {
        let large = DoubleNetwork(try NoiseNet.network(channels: 3, height: 9, width: 7), parameters)
        let small = DoubleNetwork(try NoiseNet.network(channels: 3, height: 4, width: 3), parameters)
        func denoised(_ y: [Double], _ network: DoubleNetwork) -> [Double] { zip(y, network(y)).map { $0 - $1 } }
        let (y1, y2) = (copy(y, rising: true), copy(y, rising: false))
        let (p1, p2, q) = (denoised(y1, small), denoised(y2, small), denoised(y, large))
        return (meanSquare(y1, p2) + meanSquare(y2, p1)) / 2
            + (meanSquare(p1, copy(q, rising: true)) + meanSquare(p2, copy(q, rising: false))) / 2
    }

    @Test func theNetworkHasThePublishedSize() throws {
        #expect(try NoiseNet.network(channels: 3, height: 8, width: 8).parameterCount == 22_275)
        #expect(try NoiseNet.network(channels: 1, height: 8, width: 8).parameterCount == 21_313)
    }

    @Test func lossAndGradientsAreThoseOfTheDefinition() throws {
        var configuration = MethodFit.configuration(.zeroShot)
        // The parameters' first step then is the gradient itself.
        (configuration.rule, configuration.learningRate, configuration.schedule) = (.descent, 1, .constant)
        let (session, problem, initial, _) = try MethodFit.session(configuration, clean: Self.clean)
        let y = doubles(problem.degraded.pixels), start = initial.map(doubles)
        let loss = try session.step()
        #expect(try abs(loss / self.loss(y, start) - 1) < 1e-5)
        let after = session.parameters.read()
        for (index, places) in [(0, [0, 700]), (1, [3]), (2, [5, 20_000]), (3, [47]), (4, [11]), (5, [0, 2])] {
            let largest = zip(initial[index], after[index]).map { abs(Double($0 - $1)) }.max()!
            for place in places {
                var moved = start
                moved[index][place] += 1e-6
                let above = try self.loss(y, moved)
                moved[index][place] -= 2e-6
                let slope = try (above - self.loss(y, moved)) / 2e-6
                let step = Double(initial[index][place] - after[index][place])
                #expect(abs(step - slope) < 2e-3 * largest, "parameter \(index), \(place)")
            }
        }
    }

    /// The answer is of the parameters after the last step, clipped.
    @Test func theAnswerIsBehindTheLastStep() throws {
        let (session, problem, _, _) = try MethodFit.session(
            MethodFit.configuration(.zeroShot, iterations: 2), clean: Self.clean)
        var outputs: [[Float]] = []
        for _ in 0..<2 {
            _ = try session.step()
            outputs.append(session.output)
        }
        let network = DoubleNetwork(
            try NoiseNet.network(channels: 3, height: 9, width: 7), session.parameters.read())
        let y = doubles(problem.degraded.pixels)
        let wanted = zip(y, network(y)).map { min(max($0 - $1, 0), 1) }
        #expect(zip(outputs[1], wanted).allSatisfy { abs(Double($0) - $1) < 1e-5 })
        #expect(zip(outputs[0], wanted).contains { abs(Double($0) - $1) > 1e-5 })
    }
}
