extension Network {
    /// Floating-point operations of one training step's convolutions, counted as direct ones: forward, input gradient, weight gradient.
    public var directOperations: Double {
        nodes.reduce(0) { total, node in
            switch node.operation {
            case .convolution(let layer):
                let products = Double(node.shape.count * layer.inputChannels * layer.kernel * layer.kernel)
                return total + 2 * products * (node.inputs == [0] ? 2 : 3)
            case .transposedConvolution(let layer):
                return total + 6 * Double(node.shape.pixels / 4 * layer.inputChannels * layer.outputChannels * 16)
            case .input, .interpolation, .depthToSpace, .normalization, .activation, .concatenation:
                return total
            }
        }
    }
}
