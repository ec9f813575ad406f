import Wording

/// Why an image file could not be read or written; its description is the sentence to show.
public enum ImageFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The system refused to open or read the file.
    case cannotRead(path: String, reason: String)
    /// The path names a folder, device or pipe.
    case notAFile(path: String, kind: String)
    /// The file has 0 bytes.
    case empty(path: String)
    /// Not a supported format.
    case unknownFormat(path: String, found: String?)
    /// The format is supported, but not this kind of it.
    case unsupported(path: String, format: String, reason: String)
    /// The file ends before the picture does.
    case truncated(path: String, format: String)
    /// The contents contradict the format.
    case damaged(path: String, format: String, reason: String)
    /// The file has too many bytes or the picture too many pixels, or decoding takes more memory than may be used.
    case tooLarge(path: String, reason: String)
    /// The system refused to write, or the image can't be written in this form; nothing was left behind.
    case cannotWrite(path: String, reason: String)

    /// More memory than may be used, known from the header; `bytes` is 0 where it was refused by the system.
    static func noMemory(path: String, width: Int, height: Int, bytes: Int) -> ImageFileError {
        let size = "\(width) x \(height) pixels"
        guard bytes > ImageFile.memoryLimit else {
            return .tooLarge(path: path, reason: "\(size), and not enough memory to decode it")
        }
        return .tooLarge(
            path: path,
            reason: "\(size) need about \(Amount.neededMemory(bytes)) of memory to be read, and "
                + "\(Amount.neededMemory(ImageFile.memoryLimit)) may be used")
    }

    public var description: String {
        switch self {
        case .cannotRead(let path, let reason): "\(path): cannot read the image: \(reason)"
        case .notAFile(let path, let kind): "\(path): is \(kind), not an image file"
        case .empty(let path): "\(path): the file is empty (0 bytes), not a PNG, JPEG, TIFF or BMP image"
        case .unknownFormat(let path, nil): "\(path): is not a PNG, JPEG, TIFF or BMP image"
        case .unknownFormat(let path, let found?):
            "\(path): is a \(found) file, which is not supported; convert it to PNG, JPEG, TIFF or BMP"
        case .unsupported(let path, let format, let reason):
            "\(path): this kind of \(format) is not supported: \(reason)"
        case .truncated(let path, let format):
            "\(path): the \(format) image is truncated: the file ends before the picture does"
        case .damaged(let path, let format, let reason): "\(path): the \(format) image is damaged: \(reason)"
        case .tooLarge(let path, let reason): "\(path): the image is too large: \(reason)"
        case .cannotWrite(let path, let reason): "\(path): cannot write the image: \(reason)"
        }
    }
}
