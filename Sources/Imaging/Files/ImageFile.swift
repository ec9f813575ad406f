import Synchronization

/// An image from a file, and what was done to it on the way.
public struct LoadedImage: Equatable, Sendable {
    /// The picture, without an alpha channel; samples are 0...1.
    public let image: Image
    /// Sentences for the user, such as "alpha channel composited on white"; empty when the samples are those of the file.
    public let notes: [String]

    /// Takes a picture, and sentences about what was done to it: none by default.
    public init(image: Image, notes: [String] = []) {
        self.image = image
        self.notes = notes
    }

    /// Composites on white where there is an alpha channel, and says so.
    init(colours: Image, alpha: Image?, notes: [String]) {
        image = colours.composited(alpha: alpha)
        self.notes = notes + (alpha == nil ? [] : ["alpha channel composited on white"])
    }
}

/// Reads image files of all supported formats: PNG, JPEG, TIFF and BMP.
public enum ImageFile {
    /// The largest number of pixels of an image that is read.
    static let maximumPixels = 100_000_000

    private static let limit = Atomic<Int>(.max)

    /// The bytes of memory that reading one image may take; a picture whose header asks for more is refused before it is decoded.
    ///
    /// A few thousand bytes of PNG can stand for a hundred million pixels. Programs set it to what is free.
    public static var memoryLimit: Int {
        get { limit.load(ordering: .relaxed) }
        set { limit.store(max(0, newValue), ordering: .relaxed) }
    }

    /// Whether a file's name has the ending of a PNG, JPEG, TIFF or BMP, and something before it.
    public static func isImage(named name: String) -> Bool {
        PhotoFormat(path: name) != nil || PhotoFormat.ending(of: name) == "bmp"
    }

    /// Reads a PNG, JPEG, TIFF or BMP, told apart by their first bytes, as raw samples divided by their largest value.
    ///
    /// Throws `ImageFileError`.
    public static func load(_ path: String) throws -> LoadedImage {
        try decode(FileBytes.read(path), path: path)
    }

    /// Reads a PNG, JPEG, TIFF or BMP as `load` does and turns it upright as its Exif block says; throws
    /// `ImageFileError`.
    public static func loadUpright(_ path: String) throws -> LoadedImage {
        let photograph = try Photograph(contentsOf: path)
        return LoadedImage(colours: photograph.image, alpha: photograph.alpha, notes: photograph.notes)
    }

    /// Decodes a PNG, JPEG, TIFF or BMP in memory; `path` names it in errors; throws `ImageFileError`.
    public static func decode(_ bytes: [UInt8], path: String) throws -> LoadedImage {
        if bytes.isEmpty { throw ImageFileError.empty(path: path) }
        if bytes.starts(with: PNGFile.signature) { return try PNGFile.decode(bytes, path: path) }
        if bytes.starts(with: BMPFile.signature) { return try BMPFile.decode(bytes, path: path) }
        if bytes.starts(with: JPEGFile.signature) { return try JPEGFile.decode(bytes, path: path) }
        if isTIFF(bytes) { return try TIFFFile.decode(bytes, path: path) }
        if PNGFile.signature.starts(with: bytes) { throw ImageFileError.truncated(path: path, format: "PNG") }
        if JPEGFile.signature.starts(with: bytes) { throw ImageFileError.truncated(path: path, format: "JPEG") }
        throw ImageFileError.unknownFormat(
            path: path, found: foreignFormats.first { bytes.starts(with: $0.signature) }?.name)
    }

    /// Other common formats, by their first bytes.
    private static let foreignFormats: [(name: String, signature: [UInt8])] = [
        ("GIF", Array("GIF8".utf8)),
        ("BigTIFF", [0x49, 0x49, 0x2b, 0x00]),
        ("BigTIFF", [0x4d, 0x4d, 0x00, 0x2b]),
        ("WebP", Array("RIFF".utf8)),
    ]

    static func isTIFF(_ bytes: [UInt8]) -> Bool { TIFFFile.signatures.contains { bytes.starts(with: $0) } }

    /// Throws when a header announces more than `maximumPixels`.
    static func checkSize(width: Int, height: Int, path: String) throws {
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        if overflow || pixels > maximumPixels {
            throw ImageFileError.tooLarge(
                path: path,
                reason: "\(width) x \(height) pixels; at most "
                    + "\(maximumPixels / 1_000_000) megapixels are read")
        }
    }
}
