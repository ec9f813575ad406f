/// Uncompressed BMP files: palettes of 1, 4 and 8 bits, 24-bit and 32-bit colour (whose fourth byte is not used).
public enum BMPFile {
    static let signature = Array("BM".utf8)

    /// Reads a BMP as samples in 0...1; a palette of greys gives 1 channel, all else 3; throws `ImageFileError`.
    public static func read(_ path: String) throws -> Image {
        try decode(FileBytes.read(path), path: path).image
    }

    /// Decodes a BMP in memory; `path` names the file in errors; throws `ImageFileError`.
    public static func decode(_ bytes: [UInt8], path: String) throws -> LoadedImage {
        let header = try Header(bytes, path: path)
        let needed = 3 * header.width * header.height * MemoryLayout<Float>.stride
        guard needed <= ImageFile.memoryLimit else {
            throw ImageFileError.noMemory(path: path, width: header.width, height: header.height, bytes: needed)
        }
        let stride = (header.width * header.bits + 31) / 32 * 4
        guard header.pixelOffset + stride * header.height <= bytes.count else {
            throw ImageFileError.truncated(path: path, format: "BMP")
        }
        let image =
            header.bits <= 8
            ? try indexed(bytes, header, stride: stride, path: path)
            : coloured(bytes, header, stride: stride)
        return LoadedImage(image: image)
    }

    /// The resolution in the header; nil if it does not say.
    static func resolution(_ bytes: [UInt8]) -> PixelResolution? {
        func number(_ offset: Int) -> Double {
            Double((0..<4).reduce(0) { (value: Int, place: Int) in value | Int(bytes[offset + place]) << (8 * place) })
        }
        // The oldest header has no room for it.
        guard bytes.count >= 54, number(14) >= 40 else { return nil }
        return PixelResolution(across: number(38), down: number(42), unit: .metre)
    }

    private static func coloured(_ bytes: [UInt8], _ header: Header, stride: Int) -> Image {
        var image = Image(channels: 3, height: header.height, width: header.width)
        let step = header.bits / 8
        for y in 0..<header.height {
            let row = header.rowStart(y, stride: stride)
            for x in 0..<header.width {
                // Stored as blue, green, red.
                for channel in 0..<3 {
                    image[channel, y, x] = Float(bytes[row + x * step + 2 - channel]) / 255
                }
            }
        }
        return image
    }

    private static func indexed(_ bytes: [UInt8], _ header: Header, stride: Int, path: String) throws -> Image {
        let palette = bytes[header.paletteOffset..<header.paletteOffset + header.paletteCount * header.paletteStep]
        func colour(_ index: Int) -> ArraySlice<UInt8> {
            palette.dropFirst(index * header.paletteStep).prefix(3)
        }
        let isGrey = (0..<header.paletteCount).allSatisfy { Set(colour($0)).count == 1 }
        let channels = isGrey ? 1 : 3
        var image = Image(channels: channels, height: header.height, width: header.width)
        let perByte = 8 / header.bits
        let mask = (1 << header.bits) - 1
        for y in 0..<header.height {
            let row = header.rowStart(y, stride: stride)
            for x in 0..<header.width {
                let shift = (perByte - 1 - x % perByte) * header.bits
                let index = Int(bytes[row + x / perByte]) >> shift & mask
                guard index < header.paletteCount else {
                    throw ImageFileError.damaged(
                        path: path, format: "BMP",
                        reason: "colour \(index) of a palette of \(header.paletteCount)")
                }
                let entry = palette.startIndex + index * header.paletteStep
                for channel in 0..<channels {
                    image[channel, y, x] = Float(palette[entry + 2 - channel]) / 255
                }
            }
        }
        return image
    }
}

extension BMPFile {
    /// The checked contents of the two headers of a BMP.
    struct Header {
        let width: Int
        let height: Int
        let bits: Int
        let isTopDown: Bool
        let pixelOffset: Int
        let paletteOffset: Int
        let paletteCount: Int
        /// Bytes per palette entry.
        let paletteStep: Int

        init(_ bytes: [UInt8], path: String) throws {
            func unsupported(_ reason: String) -> ImageFileError {
                .unsupported(path: path, format: "BMP", reason: reason)
            }
            func damaged(_ reason: String) -> ImageFileError { .damaged(path: path, format: "BMP", reason: reason) }
            func number(_ offset: Int, _ size: Int) -> Int {
                (0..<size).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
            }
            func signed(_ offset: Int) -> Int { Int(Int32(truncatingIfNeeded: number(offset, 4))) }

            guard bytes.count >= 18 else { throw ImageFileError.truncated(path: path, format: "BMP") }
            let size = number(14, 4)
            // The oldest header has 16-bit sizes and palettes without a fourth byte.
            let isCore = size == 12
            guard isCore || (40...256).contains(size) else { throw damaged("a header of \(size) bytes") }
            guard bytes.count >= 14 + size else { throw ImageFileError.truncated(path: path, format: "BMP") }

            let rows = isCore ? number(20, 2) : signed(22)
            width = isCore ? number(18, 2) : signed(18)
            height = abs(rows)
            isTopDown = rows < 0
            bits = isCore ? number(24, 2) : number(28, 2)
            guard width > 0 && height > 0 else { throw damaged("\(width) x \(rows) pixels") }
            try ImageFile.checkSize(width: width, height: height, path: path)
            let compression = isCore ? 0 : number(30, 4)
            guard compression == 0 else {
                throw unsupported("compression \(compression); only uncompressed files are supported")
            }
            guard [1, 4, 8, 24, 32].contains(bits) else {
                throw unsupported("\(bits) bits per pixel; 1, 4, 8, 24 and 32 are supported")
            }

            pixelOffset = number(10, 4)
            paletteOffset = 14 + size
            paletteStep = isCore ? 3 : 4
            let declared = isCore ? 0 : number(46, 4)
            // Some writers declare no number and leave out the colours that they don't use.
            let room = max(0, (pixelOffset - paletteOffset) / paletteStep)
            paletteCount = bits > 8 ? 0 : declared == 0 ? min(1 << bits, room) : declared
            guard bits > 8 || (1...1 << bits).contains(paletteCount) else {
                throw damaged("a palette of \(paletteCount) colours; \(bits) bits allow 1 to \(1 << bits)")
            }
            let paletteEnd = paletteOffset + paletteCount * paletteStep
            guard bytes.count >= paletteEnd else { throw ImageFileError.truncated(path: path, format: "BMP") }
            guard pixelOffset >= paletteEnd else {
                throw damaged("the pixels start at byte \(pixelOffset), inside the header")
            }
        }

        /// The first byte of row `y`, counted from the top of the picture.
        func rowStart(_ y: Int, stride: Int) -> Int {
            pixelOffset + (isTopDown ? y : height - 1 - y) * stride
        }
    }
}
