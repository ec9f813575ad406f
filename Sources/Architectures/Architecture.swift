import Networks

/// A network of the literature with its options.
public enum Architecture: Equatable, Sendable {
    case decoder(DecoderOptions)
    case skip(SkipOptions)

    /// The names a spec may use.
    public enum Name: String, CaseIterable, Sendable {
        case decoder, skip
    }

    public var name: Name {
        switch self {
        case .decoder: .decoder
        case .skip: .skip
        }
    }

    public var inputChannels: Int {
        switch self {
        case .decoder(let options): options.inputChannels
        case .skip(let options): options.inputChannels
        }
    }

    /// How many times the output is larger than the input z.
    public var inputReduction: Int {
        switch self {
        case .decoder(let options): 1 << options.depth
        case .skip: 1
        }
    }
}

extension Architecture {
    /// The network for an output of `channels` x `height` x `width`.
    /// - Throws: `NetworkError` when the size does not suit it.
    public func network(channels: Int, height: Int, width: Int) throws -> Network {
        switch self {
        case .decoder(let options): try options.network(channels: channels, height: height, width: width)
        case .skip(let options): try options.network(channels: channels, height: height, width: width)
        }
    }
}
