import Kernels

extension Network {
    /// Floating-point operations of one training step's convolutions, counted as direct ones: forward, input gradient, weight gradient.
    public var directOperations: Double { operations { _, _ in 1 } }

    /// Floating-point operations of one training step's convolutions as they are computed: Winograd's F(4 x 4, 3 x 3)
    /// does with a quarter of the products where it is used.
    public func operations(by method: ConvolutionMethod) -> Double {
        operations { layer, input in
            Convolution(layer.geometry(over: input), method: method).usesWinograd ? 0.25 : 1
        }
    }

    /// Bytes of maps that one training step must move, if no map stays in a cache from one pass to the next.
    ///
    /// Only the network's input and the raw results of convolutions are stored; norms, activations and upsampling can be computed
    /// where they are read. Each convolution has three passes: forward reads its input and writes its output, the input gradient reads
    /// the output's gradient and writes the input's, the weight gradient reads the input and the output's gradient. The loss reads
    /// output and target and writes a gradient. Parameters are left out: they are few.
    public var mapTraffic: Double {
        let floats = nodes.reduce(3 * output.count) { total, node in
            guard node.operation.isConvolution else { return total }
            let read = node.inputs.reduce(0) { $0 + storedCount(behind: $1) }
            return total + passes(of: node) * (read + node.shape.count)
        }
        return Double(floats * MemoryLayout<Float>.stride)
    }

    /// The products of every convolution in all its passes, two operations each, times the share of them that is computed.
    private func operations(share: (ConvolutionLayer, _ input: Shape) -> Double) -> Double {
        nodes.reduce(0) { total, node in
            switch node.operation {
            case .convolution(let layer):
                let products = Double(node.shape.count * layer.inputChannels * layer.kernel * layer.kernel)
                return total + 2 * products * Double(passes(of: node)) * share(layer, nodes[node.inputs[0]].shape)
            case .transposedConvolution(let layer):
                return total + 6 * Double(node.shape.pixels / 4 * layer.inputChannels * layer.outputChannels * 16)
            case .input, .interpolation, .downsampling, .maxPooling, .depthToSpace, .normalization, .activation,
                .concatenation, .addition:
                return total
            }
        }
    }

    /// Forward, weight gradient, and the input gradient unless the input is the network's.
    private func passes(of node: Node) -> Int { node.inputs == [0] ? 2 : 3 }

    /// Floats of the stored maps that a node's output is made of.
    private func storedCount(behind index: Int) -> Int {
        let node = nodes[index]
        return node.operation.isConvolution || node.inputs.isEmpty
            ? node.shape.count : node.inputs.reduce(0) { $0 + storedCount(behind: $1) }
    }
}

extension Operation {
    fileprivate var isConvolution: Bool {
        switch self {
        case .convolution, .transposedConvolution: true
        case .input, .interpolation, .downsampling, .maxPooling, .depthToSpace, .normalization, .activation,
            .concatenation, .addition:
            false
        }
    }
}

extension ConvolutionLayer {
    /// How the layer's window slides over an input.
    package func geometry(over input: Shape) -> WindowGeometry {
        WindowGeometry(
            largeHeight: input.height, largeWidth: input.width, largeChannels: inputChannels,
            smallChannels: outputChannels,
            kernel: kernel, stride: stride, padding: kernel / 2, border: padding.border)
    }
}
