/// Where the parameters of a network lie in one flat array; every backend has them in this order, so that a state passes from one to
/// another as it is.
package struct ParameterLayout {
    package let parameters: [Parameter]
    /// Where each begins: on a cache line.
    package let offsets: [Int]
    /// Floats of the whole array.
    package let count: Int

    package init(_ parameters: [Parameter]) {
        var offsets: [Int] = [], count = 0
        for parameter in parameters {
            offsets.append(count)
            count += ArenaLayout.aligned(parameter.count)
        }
        self.parameters = parameters
        self.offsets = offsets
        self.count = count
    }

    package func offset(_ parameter: ParameterIndex) -> Int { offsets[parameter.index] }

    /// Writes initial values in PyTorch's order, one array a parameter, to their places in an array of `count`.
    package func place(_ initial: [[Float]], into array: UnsafeMutablePointer<Float>) {
        for (index, parameter) in parameters.enumerated() {
            precondition(
                initial[index].count == parameter.count,
                "\(parameter.name) has \(parameter.count) values, not \(initial[index].count)")
            for i in 0..<parameter.count { array[offsets[index] + parameter.engineIndex(i)] = initial[index][i] }
        }
    }

    /// Copies the parameter-shaped part `index` of an array out in PyTorch's order.
    package func read(_ index: Int, from array: UnsafePointer<Float>) -> [Float] {
        let parameter = parameters[index]
        return (0..<parameter.count).map { array[offsets[index] + parameter.engineIndex($0)] }
    }
}
