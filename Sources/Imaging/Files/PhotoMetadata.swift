/// What a photograph's file says about its picture beside the samples; it is kept when a restored version is written.
public struct PhotoMetadata: Equatable, Sendable {
    /// The ICC profile that says what the samples mean.
    public var profile: [UInt8]?
    /// What a PNG without a profile says of its colours.
    public var colours: PNGColours?
    public var resolution: PixelResolution?
    public var exif: ExifBlock?
    public var xmp: XMPPacket?
    public var iptc: IPTCBlock?

    public init(
        profile: [UInt8]? = nil, colours: PNGColours? = nil, resolution: PixelResolution? = nil,
        exif: ExifBlock? = nil, xmp: XMPPacket? = nil, iptc: IPTCBlock? = nil
    ) {
        self.profile = profile
        self.colours = colours
        self.resolution = resolution
        self.exif = exif
        self.xmp = xmp
        self.iptc = iptc
    }

    /// The orientation that the file asks for.
    var orientation: ExifOrientation { exif?.orientation ?? .upright }

    /// The metadata of the picture after it has been turned upright.
    func turned(_ orientation: ExifOrientation) -> PhotoMetadata {
        var result = self
        result.exif?.setUpright()
        result.xmp?.setUpright()
        if orientation.exchangesSides { result.resolution = resolution?.exchanged }
        return result
    }

    /// The metadata of the restored picture: its size is the new one, and nothing about the original picture is left.
    func restored(width: Int, height: Int) -> PhotoMetadata {
        var result = self
        result.exif?.setSize(width: width, height: height)
        result.exif?.removeThumbnail()
        result.xmp?.setSize(width: width, height: height)
        result.xmp?.removePictures()
        return result
    }
}

/// The chunks of a PNG that say what its colours are: `sRGB`, `gAMA` and `cHRM`.
public struct PNGColours: Equatable, Sendable {
    /// The rendering intent of `sRGB`, 0 to 3.
    public var intent: Int32?
    /// 100,000 times the gamma of the file.
    public var gamma: Int32?
    /// 100,000 times x and y of white, red, green and blue.
    public var chromaticities: [Int32]?

    /// Nil if the file says nothing.
    init?(intent: Int32?, gamma: Int32?, chromaticities: [Int32]?) {
        guard intent != nil || gamma != nil || chromaticities != nil else { return nil }
        (self.intent, self.gamma, self.chromaticities) = (intent, gamma, chromaticities)
    }
}
