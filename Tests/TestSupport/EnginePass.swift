import Networks
import OperationCases

/// An engine's forward and backward pass by themselves on the data of a naive step, given the gradient of its loss.
package struct EnginePass: Equatable {
    package let output: [Float]
    package let gradients: [[Float]]
    package let inputGradient: [Float]
    package let overruns: [String]

    /// - Parameter frozen: whether convolutions have no gradients.
    package init(
        _ step: NaiveStep, _ engine: EngineVariant, threads: Int = 1, guarded: Bool = false, frozen: Bool = false
    ) throws {
        precondition(step.objective.downsampling == nil && step.objective.totalVariation == nil)
        let parameters = try SharedParameters(
            step.network, initial: step.parameters, optimizer: Optimizer(learningRate: 0), threads: threads)
        let pass = try NetworkPass(
            step.network, parameters: parameters, method: engine.method, differentiatesInput: true, frozen: frozen,
            fusesLayers: engine.fusesLayers, guarded: guarded)
        pass.setInput(step.input)
        pass.forward()
        var output = [Float](repeating: 0, count: step.network.output.count)
        pass.readOutput(into: &output)
        let target = step.objective.target, mask = step.objective.mask, factor = 2 / Float(output.count)
        pass.backward(
            output.indices.map { i in
                let weight = mask?[i] ?? 1
                return factor * (weight * output[i] - target[i]) * weight
            })
        var inputGradient = [Float](repeating: 0, count: step.network.input.count)
        pass.readInputGradient(into: &inputGradient)
        self.output = output
        self.inputGradient = inputGradient
        gradients = parameters.readGradients()
        overruns = pass.overruns
    }

    /// The largest difference of the input's gradient to the slopes, relative as that of a parameter is.
    package func inputError(_ step: NaiveStep) -> Double {
        precondition(!step.inputSlopes.isEmpty, "the input was not differentiated")
        let largest = inputGradient.reduce(0) { max($0, Double(abs($1))) }
        let norm = inputGradient.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
        return step.inputSlopes.reduce(0) { worst, slope in
            let actual = slope.entries.reduce(0) { $0 + $1.sign * Double(inputGradient[$1.place]) }
            let error = abs(actual - slope.value) / (slope.entries.count == 1 ? largest : norm)
            return error.isFinite ? max(worst, error) : .infinity
        }
    }
}
