import Kernels

/// What the operations of a fused chain hand to each other.
extension StepProgram {
    private func pending(_ chain: Int) -> PendingActivation {
        PendingActivation(offset: buffer(plan.chains[chain].offset), slope: fusion.chains[chain].slope)
    }

    /// What is pending on the input of node `reader`.
    func pending(readBy reader: Int) -> PendingActivation? { fusion.chain(whereReaderIs: reader).map(pending) }

    /// What is still to be added to the gradient of node `convolution`'s output.
    func gradientOffset(_ convolution: Int) -> UnsafePointer<Float>? {
        fusion.chain(whereConvolutionIs: convolution).map { UnsafePointer(buffer(plan.chains[$0].gradientOffset)) }
    }

    /// How the input gradient of node `reader` is written.
    func activationGradient(_ reader: Int) -> ActivationGradient? {
        fusion.chain(whereReaderIs: reader).map { ActivationGradient(pending: pending($0), sums: buffer(plan.chains[$0].backwardSums)) }
    }

    /// What convolution `index` reads forward.
    func input(of index: Int) -> ConvolutionInput {
        let input = network.nodes[index].inputs[0]
        guard fusion.unwritten.contains(input), case .interpolation(let kernel) = operations[input] else {
            return ConvolutionInput(map: value(input), pending: pending(readBy: index))
        }
        return ConvolutionInput(map: value(network.nodes[input].inputs[0]), pending: pending(readBy: input), doubling: kernel)
    }

    /// What it reads for the gradients of its parameters, and the work that computes it again if it was not kept.
    func keptInput(of index: Int) -> (input: ConvolutionInput, works: [Work]) {
        let input = network.nodes[index].inputs[0]
        guard let place = plan.recomputed[input], case .interpolation(let kernel) = operations[input] else { return (self.input(of: index), []) }
        let map = buffer(place)
        return (ConvolutionInput(map: map, pending: pending(readBy: index)),
                kernel.forward(input: value(network.nodes[input].inputs[0]), pending: pending(readBy: input), output: map, scratch: scratch))
    }
}

/// A map, what is pending on it, and the upsampling through which it is read, if one is left to its reader.
struct ConvolutionInput {
    let map: UnsafePointer<Float>
    var pending: PendingActivation?
    var doubling: SeparableUpsampling?

    init(map: UnsafeMutablePointer<Float>, pending: PendingActivation?, doubling: SeparableUpsampling? = nil) {
        self.map = UnsafePointer(map)
        self.pending = pending
        self.doubling = doubling
    }
}
