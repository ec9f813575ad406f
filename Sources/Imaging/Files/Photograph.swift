/// A photograph: the upright picture, with alpha and bit depth, which are kept when it is written again.
public struct Photograph: Equatable, Sendable {
    /// The colours, 1 or 3 channels, regardless of alpha.
    public let image: Image
    /// The alpha channel, 1 where the picture is opaque; nil if it is opaque everywhere.
    public let alpha: Image?
    /// Bits per sample, 8 or 16.
    public let bitDepth: Int
    /// For a JPEG: the quality, 1...100, at which libjpeg's encoder uses the tables closest to those of the file.
    public let jpegQuality: Int?
    /// Sentences for the user, such as "turned as its Exif block says".
    public let notes: [String]

    public init(image: Image, alpha: Image? = nil, bitDepth: Int = 8, jpegQuality: Int? = nil, notes: [String] = []) {
        self.image = image
        self.alpha = alpha
        self.bitDepth = bitDepth
        self.jpegQuality = jpegQuality
        self.notes = notes
    }

    /// Reads a PNG, BMP or JPEG, recognised by its first bytes; throws `ImageFileError`.
    public init(contentsOf path: String) throws {
        try self.init(FileBytes.read(path), path: path)
    }

    /// Decodes a PNG, BMP or JPEG in memory; `path` names it in errors; throws `ImageFileError`.
    public init(_ bytes: [UInt8], path: String) throws {
        if bytes.starts(with: PNGFile.signature) {
            let decoded = try PNGFile.samples(bytes, path: path)
            self.init(image: decoded.image, alpha: decoded.alpha, bitDepth: decoded.bitDepth)
        } else if bytes.starts(with: JPEGFile.signature) {
            let decoded = try JPEGFile.decodeWithQuality(bytes, path: path)
            let orientation = ExifOrientation(jpeg: bytes)
            self.init(
                image: orientation == .upright ? decoded.image : decoded.image.turned(orientation),
                jpegQuality: decoded.quality,
                notes: orientation == .upright ? [] : ["turned upright, as its Exif block says"])
        } else {
            let loaded = try ImageFile.decode(bytes, path: path)
            self.init(image: loaded.image, notes: loaded.notes)
        }
    }

    /// The picture composited on white.
    public var composited: Image { image.composited(alpha: alpha) }

    /// The alpha enlarged by `scale`; nil if the picture is opaque.
    public func alpha(scale: Int) -> Image? {
        scale > 1 ? alpha?.enlarged(by: scale, .bicubic) : alpha
    }

    /// Writes a restored version of the picture as a PNG with the alpha and the bit depth of this one; it may be larger by a whole factor.
    ///
    /// Throws `ImageFileError`.
    public func write(_ restored: Image, to path: String) throws {
        try PNGFile.write(restored, alpha: alpha(scale: restored.width / image.width), to: path, bitDepth: bitDepth)
    }

    /// The photograph reduced so that its longer side has `side` pixels; unchanged if it is not larger.
    public func reduced(toLongerSide side: Int) -> Photograph {
        Photograph(
            image: image.reduced(toLongerSide: side), alpha: alpha?.reduced(toLongerSide: side), bitDepth: bitDepth,
            jpegQuality: jpegQuality,
            notes: notes)
    }
}
