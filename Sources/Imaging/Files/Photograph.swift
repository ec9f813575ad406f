/// A photograph: the upright picture, with alpha and bit depth, which are kept when it is written again.
public struct Photograph: Equatable, Sendable {
    /// The colours, 1 or 3 channels, regardless of alpha.
    public let image: Image
    /// The alpha channel, 1 where the picture is opaque; nil if it is opaque everywhere.
    public let alpha: Image?
    /// Bits per sample, 8 or 16.
    public let bitDepth: Int
    /// The quality of a JPEG, 1...100, at which libjpeg's encoder uses the tables closest to those of the file; nil
    /// where there is none.
    public let jpegQuality: Int?
    /// Colour profile, resolution, and Exif, XMP and IPTC blocks, those of the upright picture.
    public let metadata: PhotoMetadata
    /// Sentences for the user, such as "turned as its Exif block says".
    public let notes: [String]

    /// Takes an upright picture; `alpha` has one channel and the size of `image`.
    public init(
        image: Image, alpha: Image? = nil, bitDepth: Int = 8, jpegQuality: Int? = nil,
        metadata: PhotoMetadata = PhotoMetadata(), notes: [String] = []
    ) {
        self.image = image
        self.alpha = alpha
        self.bitDepth = bitDepth
        self.jpegQuality = jpegQuality
        self.metadata = metadata
        self.notes = notes
    }

    /// Reads a PNG, JPEG, TIFF or BMP, recognised by its first bytes; throws `ImageFileError`.
    public init(contentsOf path: String) throws {
        try self.init(FileBytes.read(path), path: path)
    }

    /// Decodes a PNG, JPEG, TIFF or BMP in memory; `path` names it in errors; throws `ImageFileError`.
    public init(_ bytes: [UInt8], path: String) throws {
        if bytes.starts(with: PNGFile.signature) {
            let decoded = try PNGFile.samples(bytes, path: path)
            self.init(
                turning: decoded.image, alpha: decoded.alpha, bitDepth: decoded.bitDepth, metadata: decoded.metadata)
        } else if bytes.starts(with: JPEGFile.signature) {
            let decoded = try JPEGFile.decodeWithQuality(bytes, path: path)
            self.init(
                turning: decoded.image, jpegQuality: decoded.quality, metadata: JPEGSegments.metadata(bytes))
        } else if ImageFile.isTIFF(bytes) {
            let decoded = try TIFFFile.samples(bytes, path: path)
            self.init(
                turning: decoded.image, alpha: decoded.alpha, bitDepth: decoded.bitDepth, metadata: decoded.metadata,
                notes: decoded.notes)
        } else {
            let loaded = try ImageFile.decode(bytes, path: path)
            self.init(
                image: loaded.image, metadata: PhotoMetadata(resolution: BMPFile.resolution(bytes)),
                notes: loaded.notes)
        }
    }

    /// A picture as stored, turned upright as its metadata say.
    private init(
        turning image: Image, alpha: Image? = nil, bitDepth: Int = 8, jpegQuality: Int? = nil, metadata: PhotoMetadata,
        notes: [String] = []
    ) {
        let orientation = metadata.orientation
        guard orientation != .upright else {
            self.init(
                image: image, alpha: alpha, bitDepth: bitDepth, jpegQuality: jpegQuality, metadata: metadata,
                notes: notes)
            return
        }
        self.init(
            image: image.turned(orientation), alpha: alpha?.turned(orientation), bitDepth: bitDepth,
            jpegQuality: jpegQuality, metadata: metadata.turned(orientation),
            notes: notes + ["turned upright, as its Exif block says"])
    }

    /// The picture composited on white.
    public var composited: Image { image.composited(alpha: alpha) }

    /// The alpha enlarged by `scale`; nil if the picture is opaque.
    public func alpha(scale: Int) -> Image? {
        scale > 1 ? alpha?.enlarged(by: scale, .bicubic) : alpha
    }

    /// Writes a restored version of the picture in the format that `path` names, with the alpha, the bit depth and the metadata of this one
    /// as far as the format holds them; it may be larger by a whole factor.
    ///
    /// `quality` is that of a JPEG. Throws `ImageFileError`, also for a name of no format; returns sentences about what could not be kept.
    @discardableResult public func write(
        _ restored: Image, to path: String, quality: Int = PhotoFormat.standardQuality
    ) throws -> [String] {
        let alpha = alpha(scale: restored.width / image.width)
        let metadata = metadata.restored(width: restored.width, height: restored.height)
        switch PhotoFormat(path: path) {
        case .png:
            let encoded = try PNGFile.encode(
                restored, alpha: alpha, bitDepth: bitDepth, metadata: metadata, path: path)
            try FileBytes.write(encoded.bytes, to: path, durably: true)
            return encoded.notes
        case .jpeg:
            let encoded = try JPEGFile.encode(
                restored.composited(alpha: alpha), quality: quality, metadata: metadata, path: path)
            try FileBytes.write(encoded.bytes, to: path, durably: true)
            return (alpha == nil ? [] : ["a JPEG holds no alpha: the picture is laid on white"])
                + (bitDepth == 8 ? [] : ["a JPEG holds 8 bits a sample of the photograph's \(bitDepth)"])
                + encoded.notes
        case .tiff:
            let bytes = try TIFFFile.encode(restored, alpha: alpha, bitDepth: bitDepth, metadata: metadata, path: path)
            try FileBytes.write(bytes, to: path, durably: true)
            return metadata.coloursNotes("TIFF")
        case nil: throw ImageFileError.cannotWrite(path: path, reason: "its name ends in no known format")
        }
    }

    /// The photograph reduced so that its longer side has `side` pixels; unchanged if it is not larger.
    public func reduced(toLongerSide side: Int) -> Photograph {
        Photograph(
            image: image.reduced(toLongerSide: side), alpha: alpha?.reduced(toLongerSide: side), bitDepth: bitDepth,
            jpegQuality: jpegQuality, metadata: metadata, notes: notes)
    }
}
