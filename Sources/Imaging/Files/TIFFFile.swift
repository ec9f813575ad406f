import CTIFF

/// TIFF files by libtiff, which is opened when it is first needed: grey or RGB, with or without alpha, of 8 or 16 bits.
public enum TIFFFile {
    static let signatures: [[UInt8]] = [[0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a]]
    /// Compressions by number: none, LZW, Deflate under two numbers, PackBits. None of them needs a further library that is not used
    /// elsewhere, so damaged files reach no other decoder.
    private static let compressions: Set<Int> = [1, 5, 8, 32946, 32773]
    private static let names = [2: "CCITT", 3: "CCITT", 4: "CCITT", 6: "JPEG", 7: "JPEG", 34712: "JPEG 2000"]

    /// Reads the first picture of a TIFF as samples in 0...1 of 1 or 3 channels; throws `ImageFileError`.
    public static func read(_ path: String) throws -> Image {
        try decode(FileBytes.read(path), path: path).image
    }

    /// Decodes a TIFF in memory: sample / largest sample, transparency composited on white and noted; gamma and profiles are not applied.
    ///
    /// `path` names the file in errors. Throws `ImageFileError`.
    public static func decode(_ bytes: [UInt8], path: String) throws -> LoadedImage {
        let decoded = try samples(bytes, path: path)
        return LoadedImage(colours: decoded.image, alpha: decoded.alpha, notes: decoded.notes)
    }

    /// Decodes a TIFF in memory as stored: colours regardless of alpha, alpha in its own plane, the bits per sample, 8 or 16, and
    /// what the file says beside them.
    ///
    /// `path` names the file in errors. Throws `ImageFileError`.
    static func samples(_ bytes: [UInt8], path: String) throws -> (
        image: Image, alpha: Image?, bitDepth: Int, metadata: PhotoMetadata, notes: [String]
    ) {
        let directory = try checked(bytes, path: path)
        var raw = ctiff_image()
        var message = [CChar](repeating: 0, count: Int(CTIFF_MESSAGE_CAPACITY))
        let status = ctiff_decode(
            bytes, bytes.count, UInt64(ImageFile.maximumPixels), UInt64(ImageFile.memoryLimit), &raw, &message)
        defer { ctiff_free(raw.samples) }
        if status == CTIFF_MISSING {
            throw ImageFileError.unsupported(path: path, format: "TIFF", reason: advice(message.text))
        }
        try DecoderStatus(path: path, format: "TIFF", width: raw.width, height: raw.height, needed: raw.needed)
            .check(status.rawValue, message)
        let shape = InterleavedShape(width: Int(raw.width), height: Int(raw.height), channels: Int(raw.channels))
        let samples = UnsafeRawPointer(raw.samples!)
        var planes =
            raw.bit_depth == 16
            ? shape.planar(samples.assumingMemoryBound(to: UInt16.self))
            : shape.planar(samples.assumingMemoryBound(to: UInt8.self))
        if let alpha = planes.alpha, raw.is_premultiplied != 0 { planes.image = planes.image.divided(by: alpha) }
        return (
            planes.image, planes.alpha, Int(raw.bit_depth), PhotoMetadata(directory, in: bytes),
            raw.has_more != 0 ? ["only the first picture of the file is read"] : []
        )
    }

    /// The first directory of a file that libtiff may see: of a size and with a compression that are read.
    private static func checked(_ bytes: [UInt8], path: String) throws -> TIFFDirectory {
        typealias Tag = TIFFDirectory.Tag
        guard bytes.count >= 8 else { throw ImageFileError.truncated(path: path, format: "TIFF") }
        guard let directory = TIFFDirectory(bytes) else {
            // It mostly stands at the end.
            throw ImageFileError.truncated(path: path, format: "TIFF")
        }
        if let width = directory.number(Tag.width), let height = directory.number(Tag.height) {
            try ImageFile.checkSize(width: width, height: height, path: path)
        }
        // libtiff takes the first of several entries; none may name another decoder.
        for entry in directory.entries where entry.tag == Tag.compression {
            let number = directory.number(entry) ?? 0
            guard compressions.contains(number) else {
                throw ImageFileError.unsupported(
                    path: path, format: "TIFF",
                    reason: "compression \(names[number] ?? "\(number)"); none, LZW, Deflate and PackBits are supported"
                )
            }
        }
        return directory
    }

    /// A TIFF in memory, compressed by Deflate, with what is said about it: samples clipped to 0...1, times 255 or 65535, rounded to nearest.
    ///
    /// `alpha` has one channel and the image's size. `path` names the file in errors. Throws `ImageFileError`.
    static func encode(_ image: Image, alpha: Image?, bitDepth: Int, metadata: PhotoMetadata, path: String) throws
        -> [UInt8]
    {
        func refuse(_ reason: String) -> ImageFileError { .cannotWrite(path: path, reason: reason) }
        guard image.channels == 1 || image.channels == 3 else {
            throw refuse("\(image.channels) channels; 1 and 3 are allowed")
        }
        guard image.width > 0 && image.height > 0 else { throw refuse("it has no pixels") }
        let picture = alpha.map(image.with(alpha:)) ?? image
        guard !picture.pixels.contains(where: \.isNaN) else { throw refuse("it contains a value that is not a number") }
        func encode<Sample: FixedWidthInteger & UnsignedInteger>(_ type: Sample.Type) throws -> [UInt8] {
            var samples: [Sample] = picture.interleaved(), buffer = ctiff_buffer()
            var message = [CChar](repeating: 0, count: Int(CTIFF_MESSAGE_CAPACITY))
            let status = samples.withUnsafeMutableBytes { bytes in
                var raw = ctiff_image()
                (raw.width, raw.height) = (UInt32(picture.width), UInt32(picture.height))
                (raw.channels, raw.bit_depth) = (Int32(picture.channels), Int32(Sample.bitWidth))
                raw.samples = bytes.baseAddress
                return ctiff_encode(&raw, metadata.exif?.isLittleEndian ?? true ? 1 : 0, &buffer, &message)
            }
            defer { ctiff_free(buffer.bytes) }
            guard status == CTIFF_OK else {
                throw refuse(status == CTIFF_MISSING ? advice(message.text) : message.text)
            }
            return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
        }
        return metadata.added(to: bitDepth == 16 ? try encode(UInt16.self) : try encode(UInt8.self))
    }

    /// Why TIFF files can be neither read nor written on this machine, with what to do; nil where they can.
    public static var problem: String? { ctiff_problem().map { advice(String(cString: $0)) } }

    private static func advice(_ problem: String) -> String {
        "\(problem); install it (Debian: apt-get install libtiff6), or convert the file: magick in.tif out.png"
    }
}

extension Image {
    /// Colours that were multiplied by alpha, as they were; where alpha is 0, black.
    fileprivate func divided(by alpha: Image) -> Image {
        let count = width * height
        var result = self
        for i in result.pixels.indices {
            let opacity = alpha.pixels[i % count]
            result.pixels[i] = opacity > 0 ? min(1, pixels[i] / opacity) : 0
        }
        return result
    }
}
