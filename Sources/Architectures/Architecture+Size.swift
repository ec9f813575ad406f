extension Architecture {
    /// The smallest side that suits the network and holds a side of an image: what `size: pad` fills it up to (METHOD section 1).
    public func paddedSide(_ side: Int) -> Int {
        let multiple = options.sizes.multiple
        return (side + multiple - 1) / multiple * multiple
    }
}
