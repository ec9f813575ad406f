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
