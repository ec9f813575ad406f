import DeviceSessions
import Kernels
import Networks
import OperationCases

/// An engine's step on the data of a naive one, and how far the two are apart.
package struct EngineStep: Equatable {
    package let loss: Double
    package let output: [Float]
    package let gradients: [[Float]]
    /// See `CPUSession.overruns`; those of several steps.
    package let overruns: [String]

    package init(_ step: NaiveStep, _ engine: EngineVariant, threads: Int = 1, guarded: Bool) throws {
        let session = try engine.session(
            step.network, objective: step.objective, input: step.input, parameters: step.parameters,
            learningRate: 0, threads: threads, guarded: guarded)
        loss = session.step()
        var output = [Float](repeating: 0, count: step.network.output.count)
        session.readOutput(into: &output)
        self.output = output
        gradients = session.readGradients()
        _ = session.step()
        overruns = session.overruns
    }

    /// A step of a session on the device of tests.
    package init(onDevice step: NaiveStep, _ variant: DeviceVariant = DeviceVariant()) throws {
        (loss, output, gradients) = try TestDevice.use(variant) { backend in
            let session = try backend.session(
                step.network, objective: step.objective, input: step.input, parameters: step.parameters,
                optimizer: Optimizer(learningRate: 0))
            let loss = try session.step()
            var output = [Float](repeating: 0, count: step.network.output.count)
            try session.readOutput(into: &output)
            return (loss, output, try session.readGradients())
        }
        overruns = []
    }

    /// The largest difference relative to the largest value.
    package func outputError(_ step: NaiveStep) -> Double { relativeError(output, step.output) }
    package func lossError(_ step: NaiveStep) -> Double { abs(loss / step.loss - 1) }

    /// Of each parameter, in PyTorch's order: the largest difference over the slopes. A single entry's is relative to the largest
    /// gradient of the array, that along all entries to the array's length; where an array has no gradient but rounding, 1e-3 of the
    /// network's largest takes the place of its own.
    package func gradientErrors(_ step: NaiveStep) -> [(name: String, error: Double)] {
        precondition(!step.slopes.isEmpty || gradients.isEmpty, "no parameter was differentiated")
        let largest = gradients.joined().reduce(0) { max($0, Double(abs($1))) }
        var errors = step.network.parameters.map { (name: $0.name, error: 0.0) }
        for slope in step.slopes {
            let gradient = gradients[slope.parameter]
            let actual = slope.entries.reduce(0) { $0 + $1.sign * Double(gradient[$1.place]) }
            let own =
                slope.entries.count == 1
                ? gradient.reduce(0) { max($0, Double(abs($1))) }
                : gradient.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
            let scale = max(own, 1e-3 * largest * Double(slope.entries.count).squareRoot())
            let error = abs(actual - slope.value) / scale
            // A NaN is an error too, whatever it is compared with.
            errors[slope.parameter].error = error.isFinite ? max(errors[slope.parameter].error, error) : .infinity
        }
        return errors
    }
}
