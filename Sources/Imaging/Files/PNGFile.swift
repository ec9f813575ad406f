import CPNG

/// PNG files, read and written as raw samples: gamma and colour profiles are not applied.
public enum PNGFile {
    static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    /// Reads a PNG of any depth and colour type as samples in 0...1 of 1 or 3 channels; throws `ImageFileError`.
    public static func read(_ path: String) throws -> Image {
        try decode(FileBytes.read(path), path: path).image
    }

    /// Decodes a PNG in memory: sample / largest sample, palettes as RGB, transparency composited on white and noted.
    ///
    /// `path` names the file in errors. Throws `ImageFileError`.
    public static func decode(_ bytes: [UInt8], path: String) throws -> LoadedImage {
        let decoded = try samples(bytes, path: path)
        return LoadedImage(colours: decoded.image, alpha: decoded.alpha, notes: [])
    }

    /// Decodes a PNG in memory as stored: colours regardless of alpha, alpha in its own plane, the bits per sample, 8 or 16, and
    /// what the file says beside them.
    ///
    /// `path` names the file in errors. Throws `ImageFileError`.
    static func samples(_ bytes: [UInt8], path: String) throws -> (
        image: Image, alpha: Image?, bitDepth: Int, metadata: PhotoMetadata
    ) {
        var raw = cpng_image(), said = cpng_metadata()
        var message = [CChar](repeating: 0, count: CPNG_MESSAGE_CAPACITY)
        let status = cpng_decode(
            bytes, bytes.count, UInt64(ImageFile.maximumPixels), UInt64(ImageFile.memoryLimit), &raw, &said,
            &message)
        defer {
            cpng_free(raw.samples)
            cpng_free(said.profile.bytes)
            cpng_free(said.exif.bytes)
            cpng_free(said.xmp.bytes)
            cpng_free(said.iptc.bytes)
        }
        try DecoderStatus(path: path, format: "PNG", width: raw.width, height: raw.height, needed: raw.needed)
            .check(status.rawValue, message)
        let samples = UnsafeRawPointer(raw.samples!)
        let shape = InterleavedShape(width: Int(raw.width), height: Int(raw.height), channels: Int(raw.channels))
        let planes =
            raw.bit_depth == 16
            ? shape.planar(samples.assumingMemoryBound(to: UInt16.self))
            : shape.planar(samples.assumingMemoryBound(to: UInt8.self))
        return (planes.image, planes.alpha, Int(raw.bit_depth), PhotoMetadata(said))
    }

    /// Writes an image of 1 or 3 channels, and alpha if there is any, with 8 or 16 bits per sample, atomically: a failure leaves no file.
    ///
    /// Throws `ImageFileError`.
    public static func write(_ image: Image, alpha: Image? = nil, to path: String, bitDepth: Int = 8) throws {
        try FileBytes.write(encode(image, alpha: alpha, bitDepth: bitDepth, path: path), to: path)
    }

    /// A PNG in memory: samples clipped to 0...1, times 255 or 65535, rounded to nearest; equal images give equal bytes.
    ///
    /// `alpha` has one channel and the image's size. `path` names the file in errors. Throws `ImageFileError` for other depths or channels and
    /// for values that are not numbers.
    public static func encode(_ image: Image, alpha: Image? = nil, bitDepth: Int = 8, path: String) throws -> [UInt8] {
        try encode(image, alpha: alpha, bitDepth: bitDepth, metadata: PhotoMetadata(), path: path).bytes
    }

    /// A PNG in memory as above, with what is said about it, and sentences about what was left out.
    static func encode(_ image: Image, alpha: Image?, bitDepth: Int, metadata: PhotoMetadata, path: String) throws
        -> (bytes: [UInt8], notes: [String])
    {
        func refuse(_ reason: String) -> ImageFileError { .cannotWrite(path: path, reason: reason) }
        guard bitDepth == 8 || bitDepth == 16 else { throw refuse("\(bitDepth) bits per sample; 8 and 16 are allowed") }
        guard image.channels == 1 || image.channels == 3 else {
            throw refuse("\(image.channels) channels; 1 and 3 are allowed")
        }
        guard image.width > 0 && image.height > 0 else { throw refuse("it has no pixels") }
        let picture = alpha.map(image.with(alpha:)) ?? image
        guard !picture.pixels.contains(where: \.isNaN) else { throw refuse("it contains a value that is not a number") }
        if bitDepth == 16 {
            var samples: [UInt16] = picture.interleaved()
            return try encode(&samples, of: picture, bitDepth: bitDepth, metadata: metadata, path: path)
        }
        var samples: [UInt8] = picture.interleaved()
        return try encode(&samples, of: picture, bitDepth: bitDepth, metadata: metadata, path: path)
    }

    private static func encode<Sample>(
        _ samples: inout [Sample], of image: Image, bitDepth: Int, metadata: PhotoMetadata, path: String
    ) throws -> (bytes: [UInt8], notes: [String]) {
        var buffer = cpng_buffer()
        var message = [CChar](repeating: 0, count: CPNG_MESSAGE_CAPACITY)
        var isProfileRefused = false
        let status = samples.withUnsafeMutableBytes { bytes in
            var raw = cpng_image(
                width: UInt32(image.width), height: UInt32(image.height), channels: Int32(image.channels),
                bit_depth: Int32(bitDepth), samples: bytes.baseAddress, needed: 0)
            return metadata.withPNG { said in
                let status = cpng_encode(&raw, &said, &buffer, &message)
                isProfileRefused = said.is_profile_refused != 0
                return status
            }
        }
        defer { cpng_free(buffer.bytes) }
        guard status == CPNG_OK else { throw ImageFileError.cannotWrite(path: path, reason: message.text) }
        return (
            Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)),
            isProfileRefused ? ["the colour profile does not suit the picture and is left out"] : []
        )
    }
}
