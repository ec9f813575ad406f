import Wording

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads and writes whole files.
enum FileBytes {
    /// The largest file that is read, in bytes: 100 megapixels of 16-bit RGBA with some margin.
    static let maximumCount = 1 << 30

    /// Reads a regular file; throws `ImageFileError`.
    static func read(_ path: String) throws -> [UInt8] {
        // A pipe would block in open until somebody writes to it.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        if descriptor < 0 { throw ImageFileError.cannotRead(path: path, reason: SystemReason.text(errno)) }
        defer { close(descriptor) }

        var status = stat()
        if fstat(descriptor, &status) != 0 {
            throw ImageFileError.cannotRead(path: path, reason: SystemReason.text(errno))
        }
        let type = status.st_mode & S_IFMT
        if type == S_IFDIR { throw ImageFileError.notAFile(path: path, kind: "a folder") }
        if type != S_IFREG { throw ImageFileError.notAFile(path: path, kind: "a device or pipe") }
        let size = Int(status.st_size)
        if size > maximumCount {
            throw ImageFileError.tooLarge(path: path, reason: "\(size) bytes; at most \(maximumCount) are read")
        }

        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                #if canImport(Glibc)
                let got = Glibc.read(descriptor, buffer.baseAddress! + count, size - count)
                #else
                let got = Darwin.read(descriptor, buffer.baseAddress! + count, size - count)
                #endif
                if got > 0 { count += got; continue }
                if got < 0 && errno == EINTR { continue }
                failure = got < 0 ? errno : 0
                break
            }
        }
        if failure != 0 { throw ImageFileError.cannotRead(path: path, reason: SystemReason.text(failure)) }
        return bytes
    }

    /// Replaces or creates a regular file atomically: readers see either the old or the new bytes, never a part.
    ///
    /// Throws `ImageFileError`.
    /// - Parameter durably: whether file and name are on the disk when this returns, rather than in the system's memory.
    static func write(_ bytes: [UInt8], to path: String, durably: Bool = false) throws {
        var status = stat()
        if stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG {
            throw ImageFileError.cannotWrite(path: path, reason: "a folder, device or pipe of this name exists")
        }
        // The name doesn't hold the target's, which may already be as long as the file system allows.
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let partial = folder + ".partial-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if descriptor < 0 { throw ImageFileError.cannotWrite(path: path, reason: SystemReason.text(errno)) }
        do {
            try writeAll(bytes, to: descriptor, path: path)
            if durably { try synchronize(descriptor, path: path) }
        } catch {
            close(descriptor)
            unlink(partial)
            throw error
        }
        // Network file systems report a full disk only when the file is closed.
        if close(descriptor) != 0 || rename(partial, path) != 0 {
            let reason = SystemReason.text(errno)
            unlink(partial)
            throw ImageFileError.cannotWrite(path: path, reason: reason)
        }
        guard durably else { return }
        // File systems that cannot do that for folders are left alone.
        let parent = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
        if parent >= 0 {
            fsync(parent)
            close(parent)
        }
    }

    /// Waits until an open file is on the disk.
    private static func synchronize(_ descriptor: Int32, path: String) throws {
        while fsync(descriptor) != 0 {
            if errno != EINTR { throw ImageFileError.cannotWrite(path: path, reason: SystemReason.text(errno)) }
        }
    }

    /// Writes all bytes to an open file; throws `ImageFileError` that names `path`.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
        try bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                #if canImport(Glibc)
                let count = Glibc.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
                #else
                let count = Darwin.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
                #endif
                if count < 0 && errno == EINTR { continue }
                if count <= 0 { throw ImageFileError.cannotWrite(path: path, reason: SystemReason.text(errno)) }
                done += count
            }
        }
    }
}
