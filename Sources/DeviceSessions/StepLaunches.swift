import DeviceKernels
import Devices
import Kernels
import Networks

/// The launches of one training step, in order, all arguments bound.
struct StepLaunches {
    let network: Network
    let plan: SessionPlan
    let memory: SessionMemory
    /// Control, forward pass, loss.
    var forward: LaunchList
    var backward: LaunchList
    /// The map that each operation writes and the number of `forward` launches done by then, to find where a value stopped being finite.
    private(set) var results: [Result] = []

    struct Result {
        let name: String
        let values: Place
        let count: Int, channels: Int
        /// Floats from one pixel to the next.
        let step: Int
        /// Launches of `forward` that have run by then.
        let end: Int
    }

    init(_ memory: SessionMemory, library: KernelLibrary) throws {
        self.memory = memory
        plan = memory.plan
        network = memory.plan.network
        forward = LaunchList(library)
        backward = LaunchList(library)
        try plan.control.append(
            weights: memory.array(0), description: memory.layers, matrices: memory.matrices, state: memory.squarings,
            values: memory.controlValues, scales: memory.scales, to: &forward)
        for index in network.nodes.indices {
            let done = forward.launches.count
            try appendForward(index)
            guard forward.launches.count > done else { continue }
            results.append(
                Result(
                    name: network.nodes[index].operation.forwardName, values: memory.value(index),
                    count: network.nodes[index].shape.count, channels: network.nodes[index].shape.channels,
                    step: memory.step(of: index), end: forward.launches.count))
        }
        let last = network.nodes.count - 1
        try plan.objective.append(
            output: memory.value(last), gradient: memory.gradient(last)!, memory: memory.objective,
            tables: memory.tables, state: memory.state, to: &forward)
        try appendBackward()
    }

    private mutating func appendForward(_ index: Int) throws {
        let node = network.nodes[index], shape = node.shape
        let output = memory.value(index), inputs = node.inputs.map { memory.value($0) }
        switch node.operation {
        case .input: break
        case .convolution(let layer):
            try plan.convolutions[index]!.contract(
                large: inputs[0], weights: memory.value(layer.weight), scale: memory.scale(layer.weight),
                bias: network.effectiveBias(of: index).map { memory.value($0) }, small: output,
                scratch: memory.map(plan.buffers.scratch), into: &forward)
        case .transposedConvolution(let layer):
            try plan.convolutions[index]!.spread(
                small: inputs[0], weights: memory.value(layer.weight), scale: memory.scale(layer.weight),
                bias: memory.value(layer.bias), large: output, scratch: output, into: &forward)
        case .interpolation, .downsampling:
            try plan.resamplings[index]!.forward.apply(
                memory.tables, input: inputs[0], output: output, channels: shape.channels,
                outputStep: memory.step(of: index), into: &forward)
        case .maxPooling:
            try forward.add(
                .layout, "max_pooling_forward", over: shape.count,
                [.place(inputs[0]), .place(output)] + sizes(network.nodes[node.inputs[0]].shape))
        case .depthToSpace:
            try forward.add(
                .layout, "depth_to_space_forward", over: shape.count,
                [
                    .place(inputs[0]), .place(output), .int(shape.height / 2), .int(shape.width / 2),
                    .int(shape.channels),
                ]
            )
        case .normalization(let layer):
            try plan.norms[index]!.forward(
                input: inputs[0], vectors: vectors(layer), output: output,
                statistics: memory.map(plan.buffers.kept[index]),
                scratch: memory.map(plan.buffers.scratch), into: &forward)
        case .activation(let activation):
            if plan.isDoneByNorm(index) { break }
            try forward.add(
                .activation, "activation_forward", over: shape.count,
                [.place(inputs[0]), .place(output), .wide(shape.count)] + activation.arguments)
        case .concatenation:
            for (position, input) in node.inputs.enumerated() where plan.buffers.joined[input] == nil {
                try forward.add(
                    .layout, "concatenation_forward", over: shape.pixels * network.nodes[input].shape.channels,
                    [.place(inputs[position]), .place(output)] + concatenation(index, part: position))
            }
        case .addition:
            try forward.add(
                .layout, "addition", over: shape.count,
                [.place(inputs[0]), .place(inputs[1]), .place(output), .wide(shape.count)])
        }
    }

    func sizes(_ shape: Shape) -> [KernelArgument] { [.int(shape.height), .int(shape.width), .int(shape.channels)] }

    /// The sizes of a part of a joined map, of the whole, and where its channels begin.
    func concatenation(_ index: Int, part: Int) -> [KernelArgument] {
        let node = network.nodes[index], own = network.nodes[node.inputs[part]].shape
        return sizes(own) + sizes(node.shape) + [.int(part == 0 ? 0 : node.shape.channels - own.channels)]
    }

    func vectors(_ layer: NormalizationLayer) -> NormPlan.Vectors {
        NormPlan.Vectors(
            gamma: layer.gamma.map { memory.value($0) }, beta: layer.beta.map { memory.value($0) },
            gammaGradient: layer.gamma.map { memory.gradient($0) }, betaGradient: layer.beta.map { memory.gradient($0) }
        )
    }
}

extension Activation {
    /// Kind and slope, as the kernels number them.
    var arguments: [KernelArgument] {
        switch self {
        case .leakyReLU, .relu: [.int(0), .float(slope ?? 0)]
        case .swish: [.int(1), .float(0)]
        case .elu: [.int(2), .float(0)]
        case .sigmoid: [.int(3), .float(0)]
        }
    }
}

extension Operation {
    /// Its forward pass, in a diagnosis.
    fileprivate var forwardName: String {
        switch self {
        case .input: "input"
        case .convolution(let layer): "conv\(layer.kernel) forward"
        case .transposedConvolution: "deconv forward"
        case .interpolation: "upsampling forward"
        case .downsampling: "downsampling forward"
        case .maxPooling: "max pooling forward"
        case .depthToSpace: "depth to space forward"
        case .normalization(let layer): layer.kind == .meanOnly ? "mean-only norm forward" : "batch norm forward"
        case .activation(.leakyReLU), .activation(.relu): "leaky ReLU forward"
        case .activation(.swish): "swish forward"
        case .activation(.elu): "elu forward"
        case .activation(.sigmoid): "sigmoid forward"
        case .concatenation: "concatenation forward"
        case .addition: "addition forward"
        }
    }
}
