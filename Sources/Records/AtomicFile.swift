import Foundation
import Wording

/// Writes whole files atomically: readers see either the old or the new file, never a part.
package enum AtomicFile {
    /// Writes to a temporary file in the same folder and renames it; throws `RecordError`, leaving no temporary, when that fails.
    /// - Parameter setsAside: gives a folder of that name the ending `.corrupt`; otherwise it is an error.
    package static func write(_ data: Data, to path: String, setsAside: Bool = false) throws {
        try write(parts: [data], to: path, setsAside: setsAside)
    }

    /// The same for text, as UTF-8.
    package static func write(_ text: String, to path: String, setsAside: Bool = false) throws {
        try write(Data(text.utf8), to: path, setsAside: setsAside)
    }

    /// The same for a file that is made of parts.
    /// - Parameters:
    ///   - durably: whether file and name are on the disk when this returns, rather than in the system's memory.
    ///   - prepare: called when all bytes are written, before the file gets its name.
    static func write(
        parts: [some ContiguousBytes], to path: String, durably: Bool = false, setsAside: Bool = false,
        prepare: () throws -> Void = {}
    ) throws {
        let temporary = temporaryPath(beside: path)
        let file = try FileDescriptor(
            opening: temporary, flags: O_WRONLY | O_CREAT | O_EXCL, purpose: "be written", named: path)
        do {
            let written = Result {
                for part in parts { try file.write(part) }
                if durably { try file.synchronize() }
            }
            try file.close()
            try written.get()
            try prepare()
            if rename(temporary, path) != 0 {
                let reason = errno
                // A folder is in the way; all else is replaced.
                guard setsAside, reason == EISDIR, try Obstacle.setAside(path), rename(temporary, path) == 0 else {
                    throw RecordError("\(path): cannot be written: \(SystemReason.text(reason))")
                }
            }
        } catch {
            unlink(temporary)
            throw error
        }
        if durably { try FileDescriptor.synchronize(folder: folder(of: path)) }
    }

    /// Removes the partial files that killed processes left in a folder; no other process may write to it.
    package static func removeTemporaries(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(".") && name.hasSuffix(ending) || name.hasPrefix(".partial-") {
            unlink("\(folder)/\(name)")
        }
    }

    /// A hidden path beside the target that no other process or thread uses.
    package static func temporaryPath(beside path: String) -> String {
        let url = URL(fileURLWithPath: path)
        let name = ".\(url.lastPathComponent).\(getpid()).\(String(UInt32.random(in: 0 ... .max), radix: 16))\(ending)"
        guard let slash = path.lastIndex(of: "/") else { return name }
        return path[...slash] + name
    }

    private static let ending = ".tmp"

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }
}

/// Writes into what is there already, a pipe or a device, which a file must not take the place of.
package enum StreamFile {
    /// Waits, at a pipe, until somebody opens its other end; throws `RecordError` when the bytes cannot be written.
    package static func write(_ text: String, to path: String) throws {
        let number = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY)
        guard number >= 0 else { throw RecordError("\(path): cannot be written: \(SystemReason.text())") }
        let file = FileDescriptor(number: number, path: path)
        let written = Result { try file.write(Data(text.utf8)) }
        try file.close()
        try written.get()
    }
}
