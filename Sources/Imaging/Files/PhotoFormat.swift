/// The formats that restored photographs are written in.
public enum PhotoFormat: String, CaseIterable, Sendable {
    /// 8 or 16 bits a sample, with alpha.
    case png
    /// 8 bits a sample, without alpha.
    case jpeg
    /// 8 or 16 bits a sample, with alpha.
    case tiff

    /// The quality of a JPEG where none is asked for.
    public static let standardQuality = 95

    /// The ends of names, the usual one first.
    public var extensions: [String] {
        switch self {
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        case .tiff: ["tif", "tiff"]
        }
    }

    /// The format that a file's name asks for by its extension; nil for an unknown one.
    public init?(path: String) {
        guard let end = Self.ending(of: path), let format = Self.allCases.first(where: { $0.extensions.contains(end) })
        else { return nil }
        self = format
    }

    /// What follows the last dot of a file's name, in lower case; nil without a dot, and where the name begins with it.
    static func ending(of path: String) -> String? {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        return name[name.index(after: dot)...].lowercased()
    }

    /// Throws `ImageFileError` where a picture is too large for the format, or where the format cannot be written here.
    public func check(width: Int, height: Int, path: String) throws {
        if self == .tiff, let problem = TIFFFile.problem {
            throw ImageFileError.cannotWrite(path: path, reason: problem)
        }
        guard self == .jpeg, max(width, height) > JPEGFile.longestSide else { return }
        throw ImageFileError.cannotWrite(
            path: path,
            reason: "\(width) x \(height) pixels; a JPEG's sides are at most \(JPEGFile.longestSide), so name a .png")
    }
}
