import CPNG

/// What a photograph's file says about its picture beside the samples; it is kept when a restored version is written.
public struct PhotoMetadata: Equatable, Sendable {
    /// The ICC profile that says what the samples mean; nil if there is none.
    public var profile: [UInt8]?
    /// The chunks of a PNG that describe its colours; nil for other formats, and where there are none.
    public var colours: PNGColours?
    /// How many pixels make a length; nil if the file does not say.
    public var resolution: PixelResolution?
    /// The Exif block: camera, exposure, orientation; nil if there is none.
    public var exif: ExifBlock?
    /// The XMP packet; nil if there is none.
    public var xmp: XMPPacket?
    /// The IPTC block: caption, author, rights; nil if there is none.
    public var iptc: IPTCBlock?

    /// Takes what is known of a picture; nil stands for what its file does not say.
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

    /// A sentence about gamma and primaries, of which `format` holds neither; none where a profile or `sRGB` says enough.
    func coloursNotes(_ format: String) -> [String] {
        guard let colours, colours.intent == nil, profile == nil else { return [] }
        return ["a \(format) cannot hold the PNG's gamma and primaries: they are left out"]
    }
}

/// The chunks of a PNG that say what its colours are: `sRGB`, `gAMA` and `cHRM`.
public struct PNGColours: Equatable, Sendable {
    /// The rendering intent of `sRGB`, 0 to 3; nil without that chunk.
    public var intent: Int32?
    /// The number in `gAMA`, 100,000 times the gamma of the file; nil without that chunk.
    public var gamma: Int32?
    /// The numbers in `cHRM`, 100,000 times x and y of white, red, green and blue; nil without that chunk.
    public var chromaticities: [Int32]?

    /// Nil if the file says nothing.
    init?(intent: Int32?, gamma: Int32?, chromaticities: [Int32]?) {
        guard intent != nil || gamma != nil || chromaticities != nil else { return nil }
        (self.intent, self.gamma, self.chromaticities) = (intent, gamma, chromaticities)
    }
}

extension PhotoMetadata {
    /// What a decoded PNG says.
    init(_ said: cpng_metadata) {
        func bytes(_ run: cpng_buffer) -> [UInt8]? {
            run.bytes.map { Array(UnsafeBufferPointer(start: $0, count: run.count)) }
        }
        let chromaticities = withUnsafeBytes(of: said.chromaticities) { Array($0.bindMemory(to: Int32.self)) }
        self.init(
            profile: bytes(said.profile),
            colours: PNGColours(
                intent: said.intent >= 0 ? said.intent : nil, gamma: said.gamma > 0 ? said.gamma : nil,
                chromaticities: said.has_chromaticities != 0 ? chromaticities : nil),
            resolution: PixelResolution(
                across: Double(said.across), down: Double(said.down), unit: said.is_per_metre != 0 ? .metre : .ratio),
            exif: bytes(said.exif).flatMap(ExifBlock.init), xmp: bytes(said.xmp).flatMap(XMPPacket.init),
            iptc: bytes(said.iptc).flatMap(IPTCBlock.init(text:)))
        if (resolution?.unit ?? .ratio) == .ratio, let fromExif = exif?.resolution { resolution = fromExif }
    }

    /// Lends it in the form of the encoder.
    func withPNG<Result>(_ body: (inout cpng_metadata) -> Result) -> Result {
        var said = cpng_metadata()
        let unit: PixelResolution.Unit = resolution?.unit == .ratio ? .ratio : .metre
        if let density = resolution?.whole(per: unit, limit: Int(Int32.max)) {
            (said.across, said.down) = (UInt32(density.across), UInt32(density.down))
            said.is_per_metre = unit == .metre ? 1 : 0
        }
        said.intent = colours?.intent ?? -1
        said.gamma = colours?.gamma ?? 0
        if let numbers = colours?.chromaticities, numbers.count == 8 {
            said.has_chromaticities = 1
            withUnsafeMutableBytes(of: &said.chromaticities) { target in
                numbers.withUnsafeBytes { target.copyMemory(from: $0) }
            }
        }
        func lend<Outcome>(_ bytes: [UInt8], _ body: (cpng_buffer) -> Outcome) -> Outcome {
            var bytes = bytes
            return bytes.withUnsafeMutableBufferPointer {
                body(cpng_buffer(bytes: $0.baseAddress, count: $0.count, capacity: $0.count))
            }
        }
        // libpng takes texts up to a zero.
        func closed(_ text: [UInt8]?) -> [UInt8] { text.map { $0 + [0] } ?? [] }
        return lend(profile ?? []) { profile in
            lend(exif?.bytes ?? []) { exif in
                lend(closed(xmp?.bytes)) { xmp in
                    lend(closed(iptc?.text)) { iptc in
                        (said.profile, said.exif, said.xmp, said.iptc) = (profile, exif, xmp, iptc)
                        return body(&said)
                    }
                }
            }
        }
    }
}
