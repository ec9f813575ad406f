import Foundation
import Wording

/// A file that grows as `NAME.part` and gets its name when it is complete; an incomplete part is resumed the next time.
final class PartialFile {
    /// The path that the whole file will have.
    let target: String
    let path: String
    /// Bytes so far.
    private(set) var count = 0
    /// Whether the first bytes are from an earlier attempt and may be wrong.
    private(set) var isInherited = false
    private let descriptor: Int32

    /// What follows from the system's number for a lock that was not given.
    enum LockFailure: Equatable {
        /// Another process has it.
        case isBusy
        case isInterrupted
        /// The file system has no locks: one goes on without. What two processes mix up is found by its sum.
        case hasNone
        case isFatal

        init(_ code: Int32) {
            self =
                switch code {
                case EAGAIN: .isBusy
                case EINTR: .isInterrupted
                case ENOSYS, ENOLCK, ENOTSUP, EOPNOTSUPP: .hasNone
                default: .isFatal
                }
        }
    }

    /// Opens the part that an earlier attempt left, or a new file; throws `DownloadError.busy` while another process has it.
    init(for target: String) throws {
        self.target = target
        path = target + ".part"
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
            if descriptor < 0 { throw DownloadError.cannotWrite(path: path, reason: SystemReason.text()) }
            do { try PartialFile.lock(descriptor, path: path, target: target) } catch {
                close(descriptor)
                throw error
            }
            var held = stat(), named = stat()
            fstat(descriptor, &held)
            // Whoever held the lock may have given the file its name meanwhile.
            if stat(path, &named) == 0, held.st_ino == named.st_ino, held.st_dev == named.st_dev {
                self.descriptor = descriptor
                count = Int(held.st_size)
                isInherited = count > 0
                return
            }
            close(descriptor)
        }
    }

    deinit {
        close(descriptor)
    }

    private static func lock(_ descriptor: Int32, path: String, target: String) throws {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            switch LockFailure(code) {
            case .isBusy: throw DownloadError.busy(path: target)
            case .isInterrupted: continue
            case .hasNone: return
            case .isFatal: throw DownloadError.cannotWrite(path: path, reason: SystemReason.text(code))
            }
        }
    }

    func append(_ data: Data) throws {
        try data.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let written = pwrite(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(count))
                if written < 0 {
                    if errno == EINTR { continue }
                    throw DownloadError.cannotWrite(path: path, reason: SystemReason.text())
                }
                done += written
                count += written
            }
        }
    }

    /// Discards the bytes received so far.
    func restart() throws {
        if ftruncate(descriptor, 0) != 0 { throw DownloadError.cannotWrite(path: path, reason: SystemReason.text()) }
        count = 0
        isInherited = false
    }

    func sum() throws -> FileSum {
        try FileSum(descriptor: descriptor, path: path)
    }

    /// Renames the part to its final name after syncing it to the disk; a different file with that name is moved to the returned path.
    func finish() throws -> String? {
        if fsync(descriptor) != 0 { throw DownloadError.cannotWrite(path: path, reason: SystemReason.text()) }
        let aside = try setAside()
        if rename(path, target) != 0 { throw DownloadError.cannotWrite(path: target, reason: SystemReason.text()) }
        let folder = open(URL(fileURLWithPath: target).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
        return aside
    }

    func remove() {
        unlink(path)
    }

    private func setAside() throws -> String? {
        var status = stat()
        guard lstat(target, &status) == 0 else { return nil }
        let names = (1...).lazy.map { "\(self.target).other" + ($0 == 1 ? "" : "-\($0)") }
        let aside = names.first { lstat($0, &status) != 0 }!
        if rename(target, aside) != 0 { throw DownloadError.cannotWrite(path: target, reason: SystemReason.text()) }
        return aside
    }
}
