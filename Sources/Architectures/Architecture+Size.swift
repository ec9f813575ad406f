extension Architecture {
    /// Both sides of an output must be multiples of this.
    public var sizeMultiple: Int {
        switch self {
        case .decoder(let options): 1 << options.depth
        case .skip(let options): 1 << options.scales
        }
    }

    /// An image's side, rounded up to one that the network can have.
    public func paddedSide(_ side: Int) -> Int { (side + sizeMultiple - 1) / sizeMultiple * sizeMultiple }
}
