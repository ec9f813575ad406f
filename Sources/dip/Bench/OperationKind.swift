/// The kinds of operations that share the time of a training step.
enum OperationKind: String, CaseIterable, Codable {
    case convolution, norm, activation, upsampling, downsampling
    /// Concatenation, addition, and the sum of the gradients of a map that several operations read.
    case joining
    /// The control of the weights' spectral norms.
    case control
    case loss, optimizer

    /// The kind of a work, told by its name; nil for a name that no kind has.
    init?(work name: String) {
        let beginnings: [(OperationKind, [String])] = [
            (.convolution, ["conv", "deconv", "winograd", "subpixel", "bias gradient"]), (.norm, ["mean-only norm", "batch norm"]),
            (.activation, ["leaky ReLU", "swish", "elu", "sigmoid"]), (.upsampling, ["upsampling", "depth to space"]),
            (.downsampling, ["downsampling", "max pooling"]), (.joining, ["concatenation", "addition", "gradient sum"]),
            (.control, ["lipschitz control"]), (.loss, ["mean squared error", "total variation"]), (.optimizer, ["adam", "weight noise"]),
        ]
        // "concatenation" begins as "conv" does not: no beginning is the beginning of another kind's.
        guard let found = beginnings.first(where: { $0.1.contains(where: name.hasPrefix) }) else { return nil }
        self = found.0
    }
}
