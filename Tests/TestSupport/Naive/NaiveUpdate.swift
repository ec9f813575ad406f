import Foundation
import Networks

/// Updates of all parameters, one after the other, in Double, by the formulas of METHOD section 5.
struct NaiveUpdate {
    private let optimizer: Optimizer
    private var first: [Double]
    private var second: [Double]
    private var largest: [Double]
    private var done = 0

    init(_ optimizer: Optimizer, count: Int) {
        self.optimizer = optimizer
        first = Array(repeating: 0, count: count)
        (second, largest) = (first, first)
    }

    private var rate: Double {
        let rate = optimizer.learningRate
        return switch optimizer.schedule {
        case .constant: rate
        case .steps(let every, let factor): (0..<(done / every)).reduce(rate) { rate, _ in rate * factor }
        case .cosine(let updates, let end):
            rate * (end + (1 - end) * pow(cos(.pi / 2 * min(1, Double(done) / Double(updates!))), 2))
        case .exponential(let factor): (0..<done).reduce(rate) { rate, _ in rate * factor }
        }
    }

    mutating func apply(_ gradients: [Double], to values: inout [Double]) {
        let rate = rate, norm = gradients.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let factor = optimizer.largestNorm.map { min(1, $0 / (norm + 1e-6)) } ?? 1
        done += 1
        for i in values.indices {
            let gradient = factor * gradients[i] + optimizer.weightDecay * values[i]
            guard optimizer.rule != .descent else {
                values[i] -= rate * gradient
                continue
            }
            first[i] = 0.9 * first[i] + 0.1 * gradient
            second[i] = 0.999 * second[i] + 0.001 * gradient * gradient
            largest[i] = optimizer.rule == .amsgrad ? max(largest[i], second[i]) : second[i]
            let deviation = (largest[i] / (1 - pow(0.999, Double(done)))).squareRoot()
            values[i] -= rate * first[i] / (1 - pow(0.9, Double(done))) / (deviation + optimizer.epsilon)
        }
    }
}
