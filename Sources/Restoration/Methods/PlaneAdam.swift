import Networks

/// Adam on an image that is learned beside a network: beta 0.9 and 0.999, eps 1e-8 (METHOD section 5).
struct PlaneAdam {
    private let learningRate: Double
    private let schedule: LearningRateSchedule
    private(set) var first: [Float], second: [Float]

    init(count: Int, learningRate: Double, schedule: LearningRateSchedule = .constant) {
        self.learningRate = learningRate
        self.schedule = schedule
        first = [Float](repeating: 0, count: count)
        second = first
    }

    /// One update after `steps` others.
    mutating func update(_ values: inout [Float], gradient: [Float], steps: Int) {
        let step = Double(steps + 1)
        let size = Float(schedule.rate(learningRate, after: steps) / (1 - power(0.9, step)))
        let root = Float((1 - power(0.999, step)).squareRoot())
        for i in values.indices {
            first[i] += (gradient[i] - first[i]) * 0.1
            second[i] = second[i] * 0.999 + gradient[i] * 0.001 * gradient[i]
            values[i] -= size * first[i] / (second[i].squareRoot() / root + 1e-8)
        }
    }

    /// Moments, one after the other.
    var state: [Float] {
        get { first + second }
        set { (first, second) = (Array(newValue[..<first.count]), Array(newValue[first.count...])) }
    }

    private func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
