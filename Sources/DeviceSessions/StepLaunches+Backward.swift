import DeviceKernels
import Networks

extension StepLaunches {
    /// The gradients of all parameters, from the last operation to the first.
    mutating func appendBackward() throws {
        var written = Set<Int>()
        for (index, node) in network.nodes.enumerated().reversed() {
            guard let gradient = memory.gradient(index) else { continue }
            try appendParameterGradients(index, outputGradient: gradient)
            for (position, input) in node.inputs.enumerated() {
                guard let target = memory.gradient(input) else { continue }
                let isTerm = written.contains(input)
                let destination = isTerm ? memory.map(plan.buffers.gradientTerm!) : target
                try appendInputGradient(
                    index, input: position, outputGradient: gradient, inputGradient: destination,
                    isInPlace: !isTerm && plan.buffers.gradients[input] == plan.buffers.gradients[index])
                if isTerm {
                    let count = network.nodes[input].shape.count
                    try backward.add(
                        .layout, "addition", over: count,
                        [.place(target), .place(destination), .place(target), .wide(count)])
                }
                written.insert(input)
            }
        }
    }

    private mutating func appendParameterGradients(_ index: Int, outputGradient: Place) throws {
        let node = network.nodes[index], scratch = memory.map(plan.buffers.scratch)
        let sums = ChannelSumsPlan(pixels: node.shape.pixels, channels: node.shape.channels)
        switch node.operation {
        case .convolution(let layer):
            try plan.convolutions[index]!.correlate(
                large: memory.value(node.inputs[0]), small: outputGradient, scale: memory.scale(layer.weight),
                gradient: memory.gradient(layer.weight), scratch: scratch, into: &backward)
            if let bias = network.effectiveBias(of: index) {
                try sums.bias(of: outputGradient, into: memory.gradient(bias), partials: scratch, list: &backward)
            }
        case .transposedConvolution(let layer):
            try plan.convolutions[index]!.correlate(
                large: outputGradient, small: memory.value(node.inputs[0]), scale: memory.scale(layer.weight),
                gradient: memory.gradient(layer.weight), scratch: scratch, into: &backward)
            try sums.bias(of: outputGradient, into: memory.gradient(layer.bias), partials: scratch, list: &backward)
        case .input, .interpolation, .downsampling, .maxPooling, .depthToSpace, .normalization, .activation,
            .concatenation, .addition:
            break
        }
    }

    /// - Parameter isInPlace: whether both gradients have the same place.
    private mutating func appendInputGradient(
        _ index: Int, input position: Int, outputGradient: Place, inputGradient: Place, isInPlace: Bool
    ) throws {
        let node = network.nodes[index], shape = node.shape, scratch = memory.map(plan.buffers.scratch)
        let input = memory.value(node.inputs[position]), inputShape = network.nodes[node.inputs[position]].shape
        switch node.operation {
        case .input: break
        case .convolution(let layer):
            try plan.convolutions[index]!.spread(
                small: outputGradient, weights: memory.value(layer.weight), scale: memory.scale(layer.weight),
                bias: nil, large: inputGradient, scratch: scratch, into: &backward)
        case .transposedConvolution(let layer):
            try plan.convolutions[index]!.contract(
                large: outputGradient, weights: memory.value(layer.weight), scale: memory.scale(layer.weight),
                bias: nil, small: inputGradient, scratch: scratch, into: &backward)
        case .interpolation, .downsampling:
            try plan.resamplings[index]!.backward.apply(
                memory.tables, input: outputGradient, output: inputGradient, channels: shape.channels,
                inputStep: memory.step(of: index), into: &backward)
        case .maxPooling:
            try backward.add(
                .layout, "max_pooling_backward", over: inputShape.count,
                [.place(input), .place(outputGradient), .place(inputGradient)] + sizes(inputShape))
        case .depthToSpace:
            try backward.add(
                .layout, "depth_to_space_backward", over: shape.count,
                [
                    .place(outputGradient), .place(inputGradient), .int(shape.height / 2), .int(shape.width / 2),
                    .int(shape.channels),
                ])
        case .normalization(let layer):
            try plan.norms[index]!.backward(
                input: input, output: memory.value(index), outputGradient: outputGradient, vectors: vectors(layer),
                statistics: memory.map(plan.buffers.kept[index]), inputGradient: inputGradient, scratch: scratch,
                into: &backward)
        case .activation(let activation):
            if plan.isDoneByNorm(index) { break }
            let kept = activation == .swish ? input : memory.value(index)
            try backward.add(
                .activation, "activation_backward", over: shape.count,
                [.place(kept), .place(outputGradient), .place(inputGradient), .wide(shape.count)]
                    + activation.arguments)
        case .concatenation:
            if plan.buffers.joined[node.inputs[position]] != nil { break }
            try backward.add(
                .layout, "concatenation_backward", over: inputShape.count,
                [.place(outputGradient), .place(inputGradient)] + concatenation(index, part: position))
        case .addition:
            if isInPlace { break }
            try backward.add(
                .layout, "copy", over: shape.count,
                [.place(outputGradient), .place(inputGradient), .wide(shape.count)])
        }
    }
}
