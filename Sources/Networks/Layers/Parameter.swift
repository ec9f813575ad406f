/// One learned array of a network.
public struct Parameter: Equatable, Sendable {
    /// The order of its values as PyTorch draws and stores them.
    public enum Layout: Equatable, Sendable {
        /// A vector with one value per channel.
        case channels(Int)
        /// out x in x k x k: a convolution's weights.
        case convolution(output: Int, input: Int, kernel: Int)
        /// in x out x k x k: a transposed convolution's weights.
        case transposedConvolution(input: Int, output: Int, kernel: Int)
    }

    /// The name of the layer and of the array, such as `stage1.conv.weight`.
    public let name: String
    /// Its shape, and the order of its values in PyTorch.
    public let layout: Layout

    /// Whether it holds the weights of a convolution, transposed or not: what has four dimensions.
    public var isWeight: Bool {
        if case .channels = layout { false } else { true }
    }

    /// Number of values.
    public var count: Int {
        switch layout {
        case .channels(let channels): channels
        case .convolution(let output, let input, let kernel): output * input * kernel * kernel
        case .transposedConvolution(let input, let output, let kernel): input * output * kernel * kernel
        }
    }
}

/// The place of one parameter in `Network.parameters`.
public struct ParameterIndex: Hashable, Sendable {
    package let index: Int
}

/// How the values of a layer are drawn, in construction order (METHOD section 8).
public enum InitialDraw: Equatable, Sendable {
    /// PyTorch's default weight and bias of a convolution.
    case convolution(weight: ParameterIndex, bias: ParameterIndex?, inputs: Int, outputs: Int, kernel: Int)
    /// PyTorch's default weight and bias of a transposed convolution.
    case transposedConvolution(weight: ParameterIndex, bias: ParameterIndex, inputs: Int, outputs: Int, kernel: Int)
    /// Kaiming uniform with a = 0: bound sqrt(6 / fan in).
    case kaimingUniform(weight: ParameterIndex, fanIn: Int)
    /// Uniform values that the published program draws and overwrites.
    case discarded(count: Int)
    /// The same value everywhere, without a draw.
    case constant(ParameterIndex, Float)
}

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
