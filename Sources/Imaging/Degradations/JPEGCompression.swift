/// JPEG compression: the image after encoding and decoding (METHOD section 5, deblocking).
///
/// Progressive or optimised coding would change the length of the file, not the decoded image.
public struct JPEGCompression: Equatable, Sendable {
    /// libjpeg's quality, 1...100.
    public let quality: Int

    /// Takes the quality of libjpeg's encoder; traps when it is not in 1...100.
    public init(quality: Int) {
        precondition(JPEGFile.qualities.contains(quality), "the quality \(quality) is not in 1...100")
        self.quality = quality
    }

    /// The image rounded to 8 bits, encoded with libjpeg's baseline and decoded again: the values of `cjpeg -quality q -baseline`
    /// and `djpeg`. Throws `ImageFileError` for an image that no JPEG can hold.
    public func apply(to image: Image) throws -> Image {
        let name = "a JPEG of quality \(quality)"
        return try JPEGFile.decode(JPEGFile.encode(image, quality: quality, path: name), path: name).image
    }
}
