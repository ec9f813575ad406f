import Foundation

/// Writing of whole files that are either the old or the new one, never half of it.
public enum AtomicFile {
    /// Writes to a temporary file in the same folder and renames it; throws `RecordError`, leaving no temporary, when that fails.
    public static func write(_ data: Data, to path: String) throws {
        let temporary = temporaryPath(beside: path)
        let file = try FileDescriptor(opening: temporary, flags: O_WRONLY | O_CREAT | O_EXCL, purpose: "be written", named: path)
        do {
            let written = Result { try file.write(data) }
            try file.close()
            try written.get()
            if rename(temporary, path) != 0 {
                throw RecordError("\(path): cannot be written: \(FileDescriptor.reason())")
            }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// The same for text, as UTF-8.
    public static func write(_ text: String, to path: String) throws {
        try write(Data(text.utf8), to: path)
    }

    /// A hidden name beside the target that no other process or thread picks.
    public static func temporaryPath(beside path: String) -> String {
        let url = URL(fileURLWithPath: path)
        let name = ".\(url.lastPathComponent).\(getpid()).\(String(UInt32.random(in: 0 ... .max), radix: 16)).tmp"
        guard let slash = path.lastIndex(of: "/") else { return name }
        return path[...slash] + name
    }
}
