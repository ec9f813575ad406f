/// What the decoders of PNG, JPEG and TIFF in C say of a file, in the numbers that their headers share.
private enum DecoderOutcome: UInt32 {
    case ok, damaged, truncated, tooLarge, noMemory, unsupported
}

/// A file as a decoder in C saw it.
struct DecoderStatus {
    let path: String
    let format: String
    /// As its header says.
    let width: UInt32
    let height: UInt32
    /// The bytes that decoding takes.
    let needed: UInt64

    /// - Parameter message: why it was not decoded.
    /// - Throws: `ImageFileError` for any number but 0.
    func check(_ number: UInt32, _ message: [CChar]) throws {
        let width = Int(width), height = Int(height)
        switch DecoderOutcome(rawValue: number) ?? .damaged {
        case .ok: break
        case .truncated: throw ImageFileError.truncated(path: path, format: format)
        case .tooLarge:
            try ImageFile.checkSize(width: width, height: height, path: path)
            throw ImageFileError.tooLarge(path: path, reason: message.text)
        case .noMemory:
            throw ImageFileError.noMemory(path: path, width: width, height: height, bytes: Int(clamping: needed))
        case .unsupported: throw ImageFileError.unsupported(path: path, format: format, reason: message.text)
        case .damaged: throw ImageFileError.damaged(path: path, format: format, reason: message.text)
        }
    }
}

extension [CChar] {
    /// A message from C, up to its zero.
    var text: String { String(decoding: prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) }
}
