import Kernels

/// The regions of one training step, in order, all pointers bound.
struct StepProgram {
    /// Forward, up to the loss.
    private(set) var forward: [ParallelRegion] = []
    /// Backward, up to the gradients of the parameters.
    private(set) var backward: [ParallelRegion] = []
    /// The map that each operation writes and the number of `forward` regions done by then, to find where a value stopped being finite.
    private(set) var results: [Result] = []

    struct Result {
        let name: String
        let values: UnsafePointer<Float>
        let pixels: Int, channels: Int
        /// Floats from one pixel to the next.
        let step: Int
        /// Regions of `forward` that have run by then.
        let end: Int

        var isFinite: Bool {
            (0..<pixels).allSatisfy { pixel in (0..<channels).allSatisfy { values[pixel * step + $0].isFinite } }
        }
    }

    let network: Network
    let operations: [BoundOperation]
    let fusion: FusionPlan
    let activatedNorms: ActivatedNorms
    let plan: BufferPlan
    private let arena: Arena
    let store: ParameterStore
    let scratch: Scratch
    /// Whether weights and biases of convolutions have no gradients.
    private let freezesConvolutions: Bool

    init(_ step: StepPlan, memory: StepMemory, store: ParameterStore, freezesConvolutions: Bool = false) {
        network = step.network
        operations = step.operations
        fusion = step.fusion
        activatedNorms = step.activatedNorms
        plan = step.buffers
        arena = memory.maps
        scratch = memory.scratch
        self.store = store
        self.freezesConvolutions = freezesConvolutions
    }

    func value(_ node: Int) -> UnsafeMutablePointer<Float> {
        buffer(plan.values[node]) + (fusion.joined[node]?.offset ?? 0)
    }
    func buffer(_ index: Int) -> UnsafeMutablePointer<Float> { arena[plan.memory.offsets[index]] }

    var inputMap: UnsafeMutablePointer<Float> { value(0) }
    var outputMap: UnsafeMutablePointer<Float> { value(network.nodes.count - 1) }
    var outputGradient: UnsafeMutablePointer<Float> { buffer(plan.gradients[network.nodes.count - 1]!) }
    /// Nil where the plan has none.
    var inputGradientMap: UnsafeMutablePointer<Float>? { plan.gradients[0].map(buffer) }

    /// Control of the weights, forward pass, loss.
    mutating func appendForward(_ loss: [ParallelRegion]) {
        forward += control()
        for (index, node) in network.nodes.enumerated() {
            let output = value(index)
            let regions = forward(index, inputs: node.inputs.map { UnsafePointer(value($0)) }, output: output)
            guard !regions.isEmpty else { continue }
            forward += regions
            results.append(
                Result(
                    name: regions[regions.count - 1].operation.description, values: output, pixels: node.shape.pixels,
                    channels: node.shape.channels,
                    step: fusion.joined[index]?.step ?? node.shape.channels, end: forward.count))
        }
        forward += loss
    }

    mutating func appendBackward() {
        var written = Set<Int>()
        for (index, node) in network.nodes.enumerated().reversed() {
            guard
                let gradient = plan.gradients[index].map({
                    UnsafePointer(buffer($0) + (fusion.joined[index]?.offset ?? 0))
                })
            else { continue }
            if !freezesConvolutions { backward += parameterGradients(index, outputGradient: gradient) }
            for (position, input) in node.inputs.enumerated() {
                guard let target = plan.gradients[input] else { continue }
                let isTerm = written.contains(input)
                let destination = isTerm ? buffer(plan.gradientTerm!) : buffer(target)
                backward += inputGradient(index, input: position, outputGradient: gradient, inputGradient: destination)
                if isTerm {
                    backward += GradientSum.add(
                        destination, onto: buffer(target), count: network.nodes[input].shape.count)
                }
                written.insert(input)
            }
        }
    }

    /// The Lipschitz control of every convolution that has one.
    private func control() -> [ParallelRegion] {
        var layers: [LipschitzControl.Layer] = []
        for operation in operations {
            guard case .convolution(let layer, _, _) = operation, let lambda = layer.lipschitz,
                let norm = operation.controlledNorm
            else { continue }
            layers.append(
                .init(norm: norm, lambda: lambda, weights: store.value(layer.weight), scale: store.scale(layer.weight)))
        }
        return LipschitzControl.forward(layers, scratch: scratch)
    }

    private func forward(_ index: Int, inputs: [UnsafePointer<Float>], output: UnsafeMutablePointer<Float>)
        -> [ParallelRegion]
    {
        let partials = buffer(plan.scratch)
        switch operations[index] {
        case .input:
            return []
        case .convolution(let layer, let kernel, let sums):
            let input = input(of: index)
            let bias = sums == nil ? nil : layer.bias.map { UnsafePointer(store.value($0)) }
            return kernel.forward(
                input: input.map, reading: input.reading, doubling: input.doubling, weights: store.value(layer.weight),
                scale: store.scale(layer.weight), output: output, writing: writing(by: index) ?? .bias(bias),
                shared: partials, scratch: scratch)
        case .transposedConvolution(let layer, let kernel, _):
            return kernel.forward(
                input: inputs[0], weights: store.value(layer.weight), scale: store.scale(layer.weight),
                bias: store.value(layer.bias), output: output, shared: partials, scratch: scratch)
        case .interpolation(let kernel):
            if fusion.unwritten.contains(index) { return [] }
            return kernel.forward(
                input: inputs[0], reading: reading(by: index), output: output, outputStep: fusion.joined[index]?.step,
                scratch: scratch)
        case .maxPooling(let kernel):
            return kernel.forward(input: inputs[0], output: output)
        case .depthToSpace(let kernel):
            return kernel.forward(input: inputs[0], output: output)
        case .meanOnlyNorm(let layer, let kernel):
            if let chain = fusion.chain(whereNormIs: index) {
                return [
                    kernel.pendingOffset(
                        sums: buffer(plan.chains[chain].forwardSums), rows: fusion.chains[chain].forwardSumRows,
                        beta: store.value(layer.beta!), offset: buffer(plan.chains[chain].pending))
                ]
            }
            return kernel.forward(input: inputs[0], beta: store.value(layer.beta!), output: output, partials: partials)
        case .batchNorm(let layer, let kernel):
            if let chain = fusion.chain(whereNormIs: index) { return pendingForward(kernel, layer, chain: chain) }
            return kernel.forward(
                input: inputs[0], gamma: layer.gamma.map { UnsafePointer(store.value($0)) },
                beta: layer.beta.map { UnsafePointer(store.value($0)) }, slope: activatedNorms.slope(ofNorm: index),
                output: output, statistics: buffer(plan.kept[index]), partials: partials)
        case .leakyReLU(let kernel):
            return isDoneElsewhere(index) ? [] : kernel.forward(input: inputs[0], output: output)
        case .swish(let kernel):
            return kernel.forward(input: inputs[0], output: output)
        case .elu(let kernel):
            return kernel.forward(input: inputs[0], output: output)
        case .sigmoid(let kernel):
            return kernel.forward(input: inputs[0], output: output)
        case .concatenation(let kernel):
            return kernel.forward(
                inputs: zip(network.nodes[index].inputs, inputs).map { fusion.joined[$0] == nil ? $1 : nil },
                output: output)
        case .addition(let kernel):
            return kernel.forward(first: inputs[0], second: inputs[1], output: output)
        }
    }

    /// Whether activation `index` is computed by the operation that reads it, or by the norm before it.
    private func isDoneElsewhere(_ index: Int) -> Bool {
        fusion.chain(whereActivationIs: index) != nil || activatedNorms.contains(activation: index)
    }

    /// The gradients of weights and biases that are not by-products of the input gradient.
    private func parameterGradients(_ index: Int, outputGradient: UnsafePointer<Float>) -> [ParallelRegion] {
        let partials = buffer(plan.scratch)
        switch operations[index] {
        case .convolution(let layer, let kernel, let sums):
            let (input, recomputing) = keptInput(of: index)
            var regions =
                recomputing
                + kernel.backwardWeights(
                    input: input.map, reading: input.reading, doubling: input.doubling, outputGradient: outputGradient,
                    gradientReading: gradientReading(by: index, outputGradient), scale: store.scale(layer.weight),
                    weightGradient: store.gradient(layer.weight), shared: partials, scratch: scratch)
            if let sums, let bias = layer.bias {
                regions += sums.biasGradient(
                    outputGradient: outputGradient, gradient: store.gradient(bias), partials: partials)
            }
            return regions
        case .transposedConvolution(let layer, let kernel, let sums):
            let input = UnsafePointer(value(network.nodes[index].inputs[0]))
            return kernel.backwardWeights(
                input: input, outputGradient: outputGradient, scale: store.scale(layer.weight),
                weightGradient: store.gradient(layer.weight), shared: partials, scratch: scratch)
                + sums.biasGradient(
                    outputGradient: outputGradient, gradient: store.gradient(layer.bias), partials: partials)
        case .input, .interpolation, .maxPooling, .depthToSpace, .meanOnlyNorm, .batchNorm, .leakyReLU, .swish, .elu,
            .sigmoid, .concatenation,
            .addition:
            return []
        }
    }

    private func inputGradient(
        _ index: Int, input position: Int, outputGradient: UnsafePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        let partials = buffer(plan.scratch)
        switch operations[index] {
        case .input:
            return []
        case .convolution(let layer, let kernel, _):
            return kernel.backwardInput(
                outputGradient: outputGradient, gradientReading: gradientReading(by: index, outputGradient),
                weights: store.value(layer.weight), scale: store.scale(layer.weight), inputGradient: inputGradient,
                writing: gradientWriting(by: index, inputGradient), shared: partials, scratch: scratch)
        case .transposedConvolution(let layer, let kernel, _):
            return kernel.backwardInput(
                outputGradient: outputGradient, weights: store.value(layer.weight),
                scale: store.scale(layer.weight), inputGradient: inputGradient, shared: partials, scratch: scratch)
        case .interpolation(let kernel):
            return kernel.backward(
                outputGradient: outputGradient, gradientReading: gradientReading(by: index, outputGradient),
                gradientStep: fusion.joined[index]?.step, inputGradient: inputGradient,
                writing: gradientWriting(by: index, inputGradient), scratch: scratch)
        case .maxPooling(let kernel):
            return kernel.backward(
                input: value(network.nodes[index].inputs[0]), outputGradient: outputGradient,
                inputGradient: inputGradient)
        case .depthToSpace(let kernel):
            return kernel.backward(outputGradient: outputGradient, inputGradient: inputGradient)
        case .meanOnlyNorm(let layer, let kernel):
            if let chain = fusion.chain(whereNormIs: index) {
                return [
                    kernel.pendingGradientOffset(
                        sums: buffer(plan.chains[chain].backwardSums), rows: fusion.chains[chain].backwardSumRows,
                        betaGradient: store.gradient(layer.beta!), offset: buffer(plan.chains[chain].gradient))
                ]
            }
            return kernel.backward(
                outputGradient: outputGradient, inputGradient: inputGradient,
                betaGradient: store.gradient(layer.beta!), partials: partials)
        case .batchNorm(let layer, let kernel):
            if let chain = fusion.chain(whereNormIs: index) {
                return pendingBackward(kernel, layer, chain: chain, gradient: inputGradient)
            }
            return kernel.backward(
                input: value(network.nodes[index].inputs[0]), outputGradient: outputGradient,
                gamma: layer.gamma.map { UnsafePointer(store.value($0)) },
                beta: layer.beta.map { UnsafePointer(store.value($0)) }, slope: activatedNorms.slope(ofNorm: index),
                statistics: buffer(plan.kept[index]),
                inputGradient: inputGradient, gammaGradient: layer.gamma.map { store.gradient($0) },
                betaGradient: layer.beta.map { store.gradient($0) }, partials: partials)
        case .leakyReLU(let kernel):
            guard !isDoneElsewhere(index) else { return [] }
            return kernel.backward(output: value(index), outputGradient: outputGradient, inputGradient: inputGradient)
        case .swish(let kernel):
            return kernel.backward(
                input: value(network.nodes[index].inputs[0]), outputGradient: outputGradient,
                inputGradient: inputGradient)
        case .elu(let kernel):
            return kernel.backward(output: value(index), outputGradient: outputGradient, inputGradient: inputGradient)
        case .sigmoid(let kernel):
            return kernel.backward(output: value(index), outputGradient: outputGradient, inputGradient: inputGradient)
        case .concatenation(let kernel):
            if fusion.joined[network.nodes[index].inputs[position]] != nil { return [] }
            return kernel.backward(part: position, outputGradient: outputGradient, inputGradient: inputGradient)
        case .addition(let kernel):
            return kernel.backward(outputGradient: outputGradient, inputGradient: inputGradient)
        }
    }
}
