extension Architecture {
    /// The same network for an input of other channels.
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
