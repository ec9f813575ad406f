/// A kind of operation whose arithmetic has its own version, so that a change affects only runs that use it.
///
/// The names are part of run keys and records. Whether a layer is of a kind depends on the network alone, never on the processor.
public enum ArithmeticKind: String, CaseIterable, Sendable {
    /// Batch norm, Lipschitz-controlled batch norm and instance norm, which one kernel computes.
    case batchNorm = "batch-norm"
    /// Lipschitz control of the norm of a convolution as an operator (METHOD section 4.1).
    case operatorNorm = "operator-norm"
    /// Convolutions 1 x 1 of stride 1 to more than 4 channels.
    case pointwiseConvolution = "pointwise-convolution"
    /// Convolutions of a stride above 1.
    case stridedConvolution = "strided-convolution"
    /// Convolutions larger than 1 x 1 of stride 1, and transposed ones, whose input or output channels are no multiple
    /// of 32.
    case unevenWinograd = "uneven-winograd"

    /// Version of the arithmetic: 1 at first; raised by hand, with the reason, whenever layers of this kind give
    /// different numbers.
    public var version: Int {
        switch self {
        // 2: the sums over a map are taken in another order, by the convolutions before and after.
        case .batchNorm: 2
        // 2: the largest norm is climbed to from a coarse grid of frequencies, by Lanczos' method.
        case .operatorNorm: 2
        // 2: own products in place of OpenBLAS's.
        case .pointwiseConvolution: 2
        // 2: a kernel that gathers no windows.
        case .stridedConvolution: 2
        // 2: by Winograd's method, or row by row where channels are few; before, by gathered windows.
        case .unevenWinograd: 2
        }
    }

    /// The kind in words, for use in a sentence: `batch norm`.
    public var words: String {
        switch self {
        case .batchNorm: "batch norm"
        case .operatorNorm: "the operator norm"
        case .pointwiseConvolution: "1 x 1 convolutions"
        case .stridedConvolution: "strided convolutions"
        case .unevenWinograd: "3 x 3 convolutions of uneven channels"
        }
    }

    /// Whether a node of a network is of this kind.
    private func covers(_ node: Network.Node) -> Bool {
        switch (self, node.operation) {
        case (.batchNorm, .normalization(let layer)):
            // One kernel computes all three.
            [.batch, .lipschitzBatch, .instance].contains(layer.kind)
        case (.operatorNorm, .convolution(let layer)):
            layer.lipschitz != nil && layer.lipschitzNorm == .convolutionOperator
        case (.pointwiseConvolution, .convolution(let layer)):
            // To at most 4 channels there is a kernel of its own.
            layer.kernel == 1 && layer.stride == 1 && layer.outputChannels > 4
        case (.stridedConvolution, .convolution(let layer)):
            layer.stride > 1
        case (.unevenWinograd, .convolution(let layer)):
            layer.kernel > 1 && layer.stride == 1 && Self.areUneven(layer.inputChannels, layer.outputChannels)
        case (.unevenWinograd, .transposedConvolution(let layer)):
            Self.areUneven(layer.inputChannels, layer.outputChannels)
        default: false
        }
    }

    /// Whether channels fill no pair of vectors of some processor's; so, on a large map or with few channels, the layer's way has changed.
    private static func areUneven(_ inputs: Int, _ outputs: Int) -> Bool {
        !(inputs.isMultiple(of: channels) && outputs.isMultiple(of: channels))
    }

    /// Two of the widest vectors, which Winograd's method works on at a time.
    private static let channels = 32

    /// Whether a network has a node of this kind.
    func isUsed(by network: Network) -> Bool { network.nodes.contains(where: covers) }
}

extension Network {
    /// The kinds of operation with an arithmetic of their own that the network computes, in the order of their names.
    public var arithmeticKinds: [ArithmeticKind] {
        ArithmeticKind.allCases.filter { $0.isUsed(by: self) }.sorted { $0.rawValue < $1.rawValue }
    }
}
