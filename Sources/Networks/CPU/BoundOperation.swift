import Kernels

/// An operation with the kernels that its place in a network calls for.
enum BoundOperation {
    case input
    case convolution(ConvolutionLayer, Convolution, ChannelSums?)
    case transposedConvolution(TransposedConvolutionLayer, TransposedConvolution, ChannelSums)
    case interpolation(SeparableUpsampling)
    case maxPooling(MaxPooling)
    case depthToSpace(DepthToSpace)
    case meanOnlyNorm(NormalizationLayer, MeanOnlyNorm)
    case batchNorm(NormalizationLayer, BatchNorm)
    case leakyReLU(LeakyReLU)
    case swish(Swish)
    case elu(ELU)
    case sigmoid(Sigmoid)
    case concatenation(Concatenation)
    case addition(Addition)

    init(_ index: Int, of network: Network, method: ConvolutionMethod) {
        let node = network.nodes[index]
        let inputs = node.inputs.map { network.nodes[$0].shape }
        switch node.operation {
        case .input:
            self = .input
        case .convolution(let layer):
            let geometry = layer.geometry(over: inputs[0])
            let sums =
                network.effectiveBias(of: index) == nil
                ? nil : ChannelSums(pixels: node.shape.pixels, channels: node.shape.channels)
            self = .convolution(layer, Convolution(geometry, method: method), sums)
        case .transposedConvolution(let layer):
            let kernel = TransposedConvolution.doubling(
                height: inputs[0].height, width: inputs[0].width,
                inputChannels: layer.inputChannels, outputChannels: layer.outputChannels,
                method: method)
            self = .transposedConvolution(
                layer, kernel, ChannelSums(pixels: node.shape.pixels, channels: node.shape.channels))
        case .interpolation(let filter):
            self = .interpolation(
                SeparableUpsampling(
                    filter, height: inputs[0].height, width: inputs[0].width, channels: inputs[0].channels))
        case .downsampling(let filter):
            self = .interpolation(
                SeparableUpsampling(
                    filter, height: inputs[0].height, width: inputs[0].width, channels: inputs[0].channels))
        case .maxPooling:
            self = .maxPooling(
                MaxPooling(height: inputs[0].height, width: inputs[0].width, channels: inputs[0].channels))
        case .depthToSpace:
            self = .depthToSpace(
                DepthToSpace(height: inputs[0].height, width: inputs[0].width, outputChannels: node.shape.channels))
        case .normalization(let layer):
            switch layer.kind {
            case .meanOnly:
                self = .meanOnlyNorm(layer, MeanOnlyNorm(pixels: node.shape.pixels, channels: node.shape.channels))
            case .batch, .lipschitzBatch, .instance:
                self = .batchNorm(
                    layer, BatchNorm(pixels: node.shape.pixels, channels: node.shape.channels, lambda: layer.lipschitz))
            case .none: preconditionFailure("a normalisation of kind none is not a node")
            }
        case .activation(let activation):
            switch activation {
            case .leakyReLU(let slope): self = .leakyReLU(LeakyReLU(count: node.shape.count, slope: slope))
            case .relu: self = .leakyReLU(LeakyReLU(count: node.shape.count, slope: 0))
            case .swish: self = .swish(Swish(count: node.shape.count))
            case .elu: self = .elu(ELU(count: node.shape.count))
            case .sigmoid: self = .sigmoid(Sigmoid(count: node.shape.count))
            }
        case .concatenation:
            func size(_ shape: Shape) -> (height: Int, width: Int, channels: Int) {
                (shape.height, shape.width, shape.channels)
            }
            self = .concatenation(Concatenation(first: size(inputs[0]), second: size(inputs[1])))
        case .addition:
            self = .addition(Addition(count: node.shape.count))
        }
    }

    var needs: OperationNeeds {
        switch self {
        case .convolution(_, let kernel, let sums):
            OperationNeeds(
                forward: kernel.forwardScratchCount,
                backward: max(kernel.backwardScratchCount, sums?.partialsCount ?? 0),
                perWorker: kernel.scratchCount)
        case .transposedConvolution(_, let kernel, let sums):
            OperationNeeds(
                forward: kernel.forwardScratchCount, backward: max(kernel.backwardScratchCount, sums.partialsCount),
                perWorker: kernel.scratchCount)
        case .interpolation(let kernel):
            OperationNeeds(perWorker: kernel.scratchCount)
        case .meanOnlyNorm(_, let kernel):
            OperationNeeds(forward: kernel.partialsCount, backward: kernel.partialsCount)
        case .batchNorm(_, let kernel):
            OperationNeeds(kept: kernel.statisticsCount, forward: kernel.partialsCount, backward: kernel.partialsCount)
        case .input, .maxPooling, .depthToSpace, .leakyReLU, .swish, .elu, .sigmoid, .concatenation, .addition:
            OperationNeeds()
        }
    }
}

extension Padding {
    var border: WindowGeometry.Border {
        switch self {
        case .reflect: .reflect
        case .zero: .zero
        case .replicate: .replicate
        }
    }
}
