import Networks

/// A network of the literature with its options.
public enum Architecture: Equatable, Sendable {
    /// The paper's network (METHOD section 2.1).
    case decoder(DecoderOptions)
    /// The network of the Deep Image Prior, with skip connections (METHOD section 2.2).
    case skip(SkipOptions)
    /// The deep decoder of Heckel & Hand: convolutions 1 x 1 only (METHOD section 2.3).
    case deepDecoder(DeepDecoderOptions)
    /// The decoder of Liu et al. with convolutions 3 x 3 (METHOD section 2.4).
    case convDecoder(ConvDecoderOptions)
    /// The conv-decoder without upsampling (METHOD section 2.4).
    case convNet(ConvNetOptions)
    /// The U-Net of the Deep Image Prior's program (METHOD section 2.4).
    case unet(UNetOptions)
    /// The residual network of the Deep Image Prior's program (METHOD section 2.4).
    case resnet(ResNetOptions)

    /// The names a spec may use, one for each case of `Architecture`.
    public enum Name: String, CaseIterable, Sendable {
        case decoder, skip
        case deepDecoder = "deep-decoder"
        case convDecoder = "conv-decoder"
        case convNet = "convnet"
        case unet, resnet
    }

    /// The name in a spec; options are no part of it.
    public var name: Name {
        switch self {
        case .decoder: .decoder
        case .skip: .skip
        case .deepDecoder: .deepDecoder
        case .convDecoder: .convDecoder
        case .convNet: .convNet
        case .unet: .unet
        case .resnet: .resnet
        }
    }

    /// The options, whichever the network is.
    public var options: any ArchitectureOptions {
        switch self {
        case .decoder(let options): options
        case .skip(let options): options
        case .deepDecoder(let options): options
        case .convDecoder(let options): options
        case .convNet(let options): options
        case .unet(let options): options
        case .resnet(let options): options
        }
    }

    /// Channels of the network input z.
    public var inputChannels: Int { options.inputChannels }

    /// The factor by which the output's sides are larger than those of the input z.
    public var inputReduction: Int { options.inputReduction }

    /// The network for an output of `channels` x `height` x `width`.
    /// - Throws: `NetworkError` when the size does not suit it.
    public func network(channels: Int, height: Int, width: Int) throws -> Network {
        try options.network(channels: channels, height: height, width: width)
    }
}

extension Architecture.Name {
    /// The architecture with its published settings.
    public var standard: Architecture {
        switch self {
        case .decoder: .decoder(DecoderOptions())
        case .skip: .skip(SkipOptions())
        case .deepDecoder: .deepDecoder(DeepDecoderOptions())
        case .convDecoder: .convDecoder(ConvDecoderOptions())
        case .convNet: .convNet(ConvNetOptions())
        case .unet: .unet(UNetOptions())
        case .resnet: .resnet(ResNetOptions())
        }
    }
}

extension Architecture {
    /// Sides are padded to multiples of this. A skip network also accepts other sizes, but crops maps where they are not multiples.
    public var sizeMultiple: Int {
        switch self {
        case .skip(let options): 1 << options.scales
        case .decoder, .deepDecoder, .convDecoder, .convNet, .unet, .resnet: options.sizes.multiple
        }
    }

    /// An image's side, rounded up to one that the network can have.
    public func paddedSide(_ side: Int) -> Int { (side + sizeMultiple - 1) / sizeMultiple * sizeMultiple }
}

extension Architecture {
    /// Returns the same network for an input of other channels.
    public func with(inputChannels channels: Int) -> Architecture {
        switch self {
        case .decoder(var options):
            options.inputChannels = channels
            return .decoder(options)
        case .skip(var options):
            options.inputChannels = channels
            return .skip(options)
        case .deepDecoder(var options):
            options.inputChannels = channels
            return .deepDecoder(options)
        case .convDecoder(var options):
            options.inputChannels = channels
            return .convDecoder(options)
        case .convNet(var options):
            options.inputChannels = channels
            return .convNet(options)
        case .unet(var options):
            options.inputChannels = channels
            return .unet(options)
        case .resnet(var options):
            options.inputChannels = channels
            return .resnet(options)
        }
    }
}

/// What the options of every architecture provide.
public protocol ArchitectureOptions: Equatable, Sendable {
    /// Channels of the network input z.
    var inputChannels: Int { get }
    /// The factor by which the output's sides are larger than those of z.
    var inputReduction: Int { get }
    /// The image sizes that suit it.
    var sizes: SizeDemand { get }
    /// The network for an output of `channels` x `height` x `width`.
    /// - Throws: `NetworkError` when the size does not suit it.
    func network(channels: Int, height: Int, width: Int) throws -> Network
}

extension ArchitectureOptions {
    /// The factor by which the output's sides are larger than those of z: 1, as most networks begin at the image's
    /// size.
    public var inputReduction: Int { 1 }
}

/// The options of a network that has an upsampler for each of its stages.
public protocol StagedOptions: ArchitectureOptions {
    /// One upsampler for each stage, coarse to fine.
    var upsamplers: [Upsampler] { get set }
}

extension StagedOptions {
    /// Number of stages, each of which doubles height and width.
    public var depth: Int { upsamplers.count }
    /// The factor by which the output's sides are larger than those of z: 2^depth.
    public var inputReduction: Int { 1 << depth }

    /// What convolutions 3 x 3 demand: two samples a side on the coarsest map. `network` names it, such as `a decoder`.
    func sizes(of network: String, padding: Padding) -> SizeDemand {
        SizeDemand(
            multiple: inputReduction, least: 2 * inputReduction, padding: padding,
            network: "\(network) of depth \(depth)")
    }
}

/// The image sizes that suit a network.
public struct SizeDemand: Equatable, Sendable {
    /// Height and width must be multiples of this.
    public let multiple: Int
    /// The least height and width, in pixels; itself a multiple of `multiple`.
    public let smallest: Int
    /// The network in a few words: `a decoder of depth 5`.
    public let network: String
    /// The padding, where the smallest size depends on it.
    public let padding: Padding?

    /// - Parameter least: the smallest side, rounded up to a multiple; with a `padding` other than reflection, any multiple is allowed.
    init(multiple: Int, least: Int, padding: Padding? = nil, network: String) {
        self.multiple = multiple
        smallest =
            padding == nil || padding == .reflect ? max(1, (least + multiple - 1) / multiple) * multiple : multiple
        self.padding = padding
        self.network = network
    }

    /// - Throws: `NetworkError` when a side is not a multiple.
    func check(height: Int, width: Int) throws {
        guard height > 0, width > 0, height.isMultiple(of: multiple), width.isMultiple(of: multiple) else {
            let words = multiple == 1 ? "both sides must be at least 1" : "both sides must be multiples of \(multiple)"
            throw NetworkError(description: "an image of \(width) x \(height) does not suit \(network): \(words)")
        }
    }
}
