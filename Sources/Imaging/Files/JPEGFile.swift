import CJPEG

/// JPEG files by libjpeg: read as raw samples, written as its own `cjpeg -baseline` writes them (METHOD section 5, deblocking).
public enum JPEGFile {
    static let signature: [UInt8] = [0xff, 0xd8, 0xff]
    /// The range of libjpeg's quality.
    public static let qualities = 1...100
    /// The longest side that libjpeg encodes.
    public static let longestSide = 65500

    /// Reads a JPEG of grey or colour as samples in 0...1 of 1 or 3 channels; throws `ImageFileError`.
    public static func read(_ path: String) throws -> Image {
        try decode(FileBytes.read(path), path: path).image
    }

    /// Decodes a JPEG in memory, sequential or progressive, as `djpeg` does; `path` names the file in errors; throws `ImageFileError`.
    public static func decode(_ bytes: [UInt8], path: String) throws -> LoadedImage {
        LoadedImage(image: try decodeWithQuality(bytes, path: path).image)
    }

    /// Decodes a JPEG as `decode` does, with the quality at which libjpeg's encoder uses the tables closest to those of the file's first component.
    static func decodeWithQuality(_ bytes: [UInt8], path: String) throws -> (image: Image, quality: Int?) {
        var raw = cjpeg_image()
        var message = [CChar](repeating: 0, count: CJPEG_MESSAGE_CAPACITY)
        let status = cjpeg_decode(
            bytes, bytes.count, UInt64(ImageFile.maximumPixels), UInt64(ImageFile.memoryLimit), &raw, &message)
        defer { cjpeg_free(raw.samples) }
        try DecoderStatus(path: path, format: "JPEG", width: raw.width, height: raw.height, needed: raw.needed)
            .check(status.rawValue, message)
        let shape = InterleavedShape(width: Int(raw.width), height: Int(raw.height), channels: Int(raw.channels))
        let image = shape.planar(UnsafePointer(raw.samples!)).image
        return (image, raw.quality > 0 ? Int(raw.quality) : nil)
    }

    /// A sequential JPEG in memory: samples rounded to 8 bits, tables held to the 8 bits of the baseline, colours at half the
    /// resolution.
    ///
    /// `path` names the file in errors. Throws `ImageFileError` for other than 1 or 3 channels, sides above `longestSide` and values
    /// that are not numbers; traps for a quality that is not in `qualities`.
    public static func encode(_ image: Image, quality: Int, path: String) throws -> [UInt8] {
        var form = cjpeg_form()
        return try encode(image, quality: quality, form: &form, path: path)
    }

    /// A JPEG in memory as above, with what is said about it, and sentences about what was left out; from quality 90 on colours have
    /// the full resolution.
    static func encode(_ image: Image, quality: Int, metadata: PhotoMetadata, path: String) throws
        -> (bytes: [UInt8], notes: [String])
    {
        let segments = JPEGSegments.encode(metadata)
        let bytes = try segments.bytes.withUnsafeBufferPointer { run in
            var form = cjpeg_form()
            (form.segments, form.segments_count) = (run.baseAddress, run.count)
            form.has_full_colours = quality >= fullColourQuality ? 1 : 0
            if let density = metadata.resolution.flatMap(density) {
                (form.density_unit, form.density_across, form.density_down) = density
            }
            return try encode(image, quality: quality, form: &form, path: path)
        }
        return (bytes, segments.notes)
    }

    /// Who asks for so much minds edges of colours that are soft.
    private static let fullColourQuality = 90

    /// A resolution as the file's first segment holds it, in whole numbers.
    private static func density(_ resolution: PixelResolution) -> (Int32, UInt16, UInt16)? {
        let (unit, number): (PixelResolution.Unit, Int32) =
            switch resolution.unit {
            case .ratio: (.ratio, 0)
            case .centimetre: (.centimetre, 2)
            case .inch, .metre: (.inch, 1)
            }
        return resolution.whole(per: unit, limit: Int(UInt16.max)).map {
            (number, UInt16($0.across), UInt16($0.down))
        }
    }

    private static func encode(_ image: Image, quality: Int, form: inout cjpeg_form, path: String) throws -> [UInt8] {
        func refuse(_ reason: String) -> ImageFileError { .cannotWrite(path: path, reason: reason) }
        precondition(
            qualities.contains(quality),
            "the quality \(quality) is not in \(qualities.lowerBound)...\(qualities.upperBound)")
        guard image.channels == 1 || image.channels == 3 else {
            throw refuse("\(image.channels) channels; 1 and 3 are allowed")
        }
        guard image.width > 0 && image.height > 0 else { throw refuse("it has no pixels") }
        guard max(image.width, image.height) <= longestSide else {
            throw refuse("\(image.width) x \(image.height) pixels; a JPEG's sides are at most \(longestSide)")
        }
        guard !image.pixels.contains(where: \.isNaN) else { throw refuse("it contains a value that is not a number") }
        var samples: [UInt8] = image.interleaved()
        var buffer = cjpeg_buffer()
        var message = [CChar](repeating: 0, count: CJPEG_MESSAGE_CAPACITY)
        let status = samples.withUnsafeMutableBufferPointer { samples in
            var raw = cjpeg_image(
                width: UInt32(image.width), height: UInt32(image.height), channels: Int32(image.channels),
                quality: 0, samples: samples.baseAddress, needed: 0)
            return cjpeg_encode(&raw, Int32(quality), &form, &buffer, &message)
        }
        defer { cjpeg_free(buffer.bytes) }
        guard status == CJPEG_OK else { throw refuse(message.text) }
        return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
    }
}
