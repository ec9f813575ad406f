/// One axis of a linear resampling: each output is a weighted sum of a few inputs, borders already folded in.
public struct InterpolationTable: Sendable {
    public let inputs: Int
    public let outputs: Int
    /// Entries starts[o]..<starts[o + 1] belong to output o.
    package let starts: [Int32]
    package let indices: [Int32]
    package let weights: [Float]

    /// Gathers the given terms; terms of one output that name the same input are added, zero weights dropped.
    init(inputs: Int, outputs: Int, terms: (_ output: Int) -> [(index: Int, weight: Double)]) {
        var starts: [Int32] = [0], indices: [Int32] = [], weights: [Float] = []
        for output in 0..<outputs {
            var sums: [Int: Double] = [:]
            for term in terms(output) { sums[term.index, default: 0] += term.weight }
            for (index, weight) in sums.sorted(by: { $0.key < $1.key }) where weight != 0 {
                indices.append(Int32(index))
                weights.append(Float(weight))
            }
            starts.append(Int32(indices.count))
        }
        self.inputs = inputs
        self.outputs = outputs
        self.starts = starts
        self.indices = indices
        self.weights = weights
    }

    /// The adjoint: from the gradients of the outputs to those of the inputs.
    package var transposed: InterpolationTable {
        var columns = Array(repeating: [(index: Int, weight: Double)](), count: inputs)
        for output in 0..<outputs {
            for entry in Int(starts[output])..<Int(starts[output + 1]) {
                columns[Int(indices[entry])].append((output, Double(weights[entry])))
            }
        }
        return InterpolationTable(inputs: outputs, outputs: inputs) { columns[$0] }
    }

    /// The weights as a dense row for output o, for tests and for the filter's frequency response.
    public func row(_ output: Int) -> [Float] {
        var row = [Float](repeating: 0, count: inputs)
        for entry in Int(starts[output])..<Int(starts[output + 1]) { row[Int(indices[entry])] += weights[entry] }
        return row
    }
}
