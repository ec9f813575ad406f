import Randomness

extension Network {
    /// The values that the parameters start with, one array a parameter in PyTorch's order, drawn as the published program draws them
    /// (METHOD section 8).
    public func initialParameters(from random: inout TorchRandom) -> [[Float]] {
        var values = parameters.map { [Float](repeating: 0, count: $0.count) }
        for draw in initialDraws {
            switch draw {
            case .convolution(let weight, let bias, let inputs, let outputs, let kernel):
                guard let bias else {
                    values[weight.index] = random.convolutionWeight(inputs: inputs, outputs: outputs, kernel: kernel)
                    continue
                }
                let layer = random.convolution(inputs: inputs, outputs: outputs, kernel: kernel)
                values[weight.index] = layer.weight
                values[bias.index] = layer.bias
            case .transposedConvolution(let weight, let bias, let inputs, let outputs, let kernel):
                let layer = random.transposedConvolution(inputs: inputs, outputs: outputs, kernel: kernel)
                values[weight.index] = layer.weight
                values[bias.index] = layer.bias
            case .kaimingUniform(let weight, let fanIn):
                values[weight.index] = random.kaimingUniform(count: values[weight.index].count, fanIn: fanIn)
            case .discarded(let count):
                _ = random.uniform(count: count)
            case .constant(let parameter, let value):
                values[parameter.index] = [Float](repeating: value, count: values[parameter.index].count)
            }
        }
        return values
    }
}

extension Parameter {
    /// The place of value `index` of PyTorch's order in the engine's: kernel x kernel x large channels x small channels for weights.
    package func engineIndex(_ index: Int) -> Int {
        switch layout {
        case .channels:
            return index
        case .convolution(let output, let input, let kernel):
            let taps = kernel * kernel
            let tap = index % taps, from = index / taps % input, to = index / (taps * input)
            return (tap * input + from) * output + to
        case .transposedConvolution(let input, let output, let kernel):
            let taps = kernel * kernel
            let tap = index % taps, to = index / taps % output, from = index / (taps * output)
            return (tap * output + to) * input + from
        }
    }
}
