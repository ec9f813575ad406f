import Foundation
import Networks
import TestSupport
import Testing

/// Updates by every rule, against the formulas in Double.
@Suite struct UpdateRuleTests {
    private static let rates: [Double] = [0.1, 0.1, 0.05, 0.05, 0.025]
    private let network: Network
    private let initial: [[Float]]
    private let gradients: [[Float]]

    init() throws {
        var build = NetworkBuilder(input: Shape(channels: 3, height: 4, width: 4))
        let layer = build.convolution("only", from: 3, to: 2, kernel: 3, padding: .zero)
        _ = try build.apply(layer, to: build.input)
        network = build.network()
        var random = TestRandom(seed: 8)
        initial = network.parameters.map { random.values($0.count).map { Float($0) } }
        // Gradients of the output that grow and shrink, so that the largest second moment is not the last.
        let shape = network.output.count
        gradients = [1, 3, 0.2, 0.1, 2].map { scale in random.values(shape).map { Float(scale * $0) } }
    }

    /// The parameters after five updates, and the gradients of each.
    private func run(_ optimizer: Optimizer, threads: Int = 1) throws -> (values: [Float], gradients: [[Double]]) {
        let shared = try SharedParameters(network, initial: initial, optimizer: optimizer, threads: threads)
        let pass = try NetworkPass(network, parameters: shared)
        var random = TestRandom(seed: 9)
        pass.setInput(random.values(network.input.count).map { Float($0) })
        var seen: [[Double]] = []
        for gradient in gradients {
            pass.forward()
            pass.backward(gradient)
            seen.append(shared.readGradients().joined().map { Double($0) })
            shared.step()
        }
        return (shared.read().flatMap(\.self), seen)
    }

    private func expect(_ optimizer: Optimizer, _ update: (inout [Double], [Double], Int) -> Void) throws {
        let (values, gradients) = try run(optimizer)
        var wanted = initial.joined().map { Double($0) }
        for (step, gradient) in gradients.enumerated() { update(&wanted, gradient, step) }
        for (value, number) in zip(values, wanted) { #expect(abs(Double(value) - number) < 2e-6) }
        #expect(try run(optimizer, threads: 3).values == values)
    }

    private let schedule = LearningRateSchedule.steps(every: 2, factor: 0.5)

    @Test func descent() throws {
        try expect(Optimizer(learningRate: 0.1, schedule: schedule, rule: .descent, weightDecay: 0.02)) { x, g, t in
            for i in x.indices { x[i] -= Self.rates[t] * (g[i] + 0.02 * x[i]) }
        }
    }

    @Test func adamWithASchedule() throws {
        var m = [Double](repeating: 0, count: 56), v = m
        try expect(Optimizer(learningRate: 0.1, schedule: schedule)) { x, g, t in
            for i in x.indices {
                m[i] = 0.9 * m[i] + 0.1 * g[i]
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i]
                let corrected = (v[i] / (1 - pow(0.999, Double(t + 1)))).squareRoot() + 1e-8
                x[i] -= Self.rates[t] * m[i] / (1 - pow(0.9, Double(t + 1))) / corrected
            }
        }
    }

    @Test func amsgrad() throws {
        var m = [Double](repeating: 0, count: 56), v = m, largest = m
        try expect(Optimizer(learningRate: 0.1, rule: .amsgrad, weightDecay: 0.02)) { x, g, t in
            for i in x.indices {
                let gradient = g[i] + 0.02 * x[i]
                m[i] = 0.9 * m[i] + 0.1 * gradient
                v[i] = 0.999 * v[i] + 0.001 * gradient * gradient
                largest[i] = max(largest[i], v[i])
                let corrected = (largest[i] / (1 - pow(0.999, Double(t + 1)))).squareRoot() + 1e-8
                x[i] -= 0.1 * m[i] / (1 - pow(0.9, Double(t + 1))) / corrected
            }
        }
        #expect(zip(largest, v).contains { $0 > $1 })
    }

    @Test(arguments: [Optimizer.Rule.adam, .amsgrad])
    func anotherEpsilon(_ rule: Optimizer.Rule) throws {
        var m = [Double](repeating: 0, count: 56), v = m, largest = m
        try expect(Optimizer(learningRate: 0.1, rule: rule, epsilon: 0.05)) { x, g, t in
            for i in x.indices {
                m[i] = 0.9 * m[i] + 0.1 * g[i]
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i]
                largest[i] = rule == .amsgrad ? max(largest[i], v[i]) : v[i]
                let corrected = (largest[i] / (1 - pow(0.999, Double(t + 1)))).squareRoot() + 0.05
                x[i] -= 0.1 * m[i] / (1 - pow(0.9, Double(t + 1))) / corrected
            }
        }
    }

    /// Long gradients are shortened to the norm, short ones stay.
    @Test func clipping() throws {
        var clipped = 0
        try expect(Optimizer(learningRate: 0.1, rule: .descent, largestNorm: 4)) { x, g, _ in
            let norm = g.reduce(0) { $0 + $1 * $1 }.squareRoot()
            if norm > 4 { clipped += 1 }
            for i in x.indices { x[i] -= 0.1 * g[i] * min(1, 4 / (norm + 1e-6)) }
        }
        #expect(clipped > 0 && clipped < 2 * gradients.count)
    }

    /// What `amsgrad` keeps beyond the moments is part of a state.
    @Test func statesGoOn() throws {
        let optimizer = Optimizer(learningRate: 0.1, schedule: schedule, rule: .amsgrad)
        let first = try SharedParameters(network, initial: initial, optimizer: optimizer, threads: 1)
        let second = try SharedParameters(network, initial: initial, optimizer: optimizer, threads: 1)
        func step(_ shared: SharedParameters, _ gradient: [Float]) throws {
            let pass = try NetworkPass(network, parameters: shared)
            pass.setInput([Float](repeating: 0.5, count: network.input.count))
            pass.forward()
            pass.backward(gradient)
            shared.step()
        }
        for gradient in gradients[..<3] { try step(first, gradient) }
        second.restore(first.snapshot())
        for gradient in gradients[3...] {
            try step(first, gradient)
            try step(second, gradient)
        }
        #expect(first.snapshot() == second.snapshot())
        #expect(first.snapshot().extra.count == first.extraCount && first.extraCount > 0)
    }

    @Test func extensionsAreNamed() {
        #expect(Optimizer(learningRate: 1, weightDecay: 1, noise: .init(deviation: 1, seed: 0)).extensions.isEmpty)
        #expect(
            Optimizer(learningRate: 1, schedule: schedule, rule: .amsgrad, largestNorm: 1).extensions
                == ["learning-rate schedules", "amsgrad", "gradient clipping"])
        #expect(Optimizer(learningRate: 1, rule: .descent).extensions == ["plain gradient descent"])
        #expect(Optimizer(learningRate: 1, epsilon: 1e-6).extensions == ["epsilon of Adam other than 1e-8"])
        // Plain gradient descent has none.
        #expect(Optimizer(learningRate: 1, rule: .descent, epsilon: 1e-6).extensions == ["plain gradient descent"])
    }
}
