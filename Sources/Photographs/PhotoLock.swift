import Foundation

/// Lets only one process at a time make a picture, or write a record: a locked file in the folder of the picture's checkpoints, or of
/// the record.
///
/// The lock is the system's, so it ends with the process, however that ends; a file that a killed process left locks nothing.
package final class PhotoLock {
    private let folder: String, path: String
    private let descriptor: Int32
    /// Whether the folder goes with the lock when nothing else is in it.
    private let removesFolder: Bool
    private var isReleased = false

    private init(folder: String, path: String, descriptor: Int32, removesFolder: Bool) {
        (self.folder, self.path, self.descriptor) = (folder, path, descriptor)
        self.removesFolder = removesFolder
    }

    deinit { release() }

    /// Throws `PhotoError` while another process makes the picture; nil where no file can be made there.
    package static func take(for picture: String) throws -> PhotoLock? {
        // A killed process may have left the folder empty.
        try take(in: PhotoCheckpoints.folder(of: picture), removesFolder: true) {
            "\(picture): another dip restore is making this picture, or one that differs from it in its format alone"
        }
    }

    /// Throws `PhotoError` while another process writes the record; nil where no file can be made there.
    package static func take(forRecord folder: String) throws -> PhotoLock? {
        try take(in: folder, removesFolder: false) { "\(folder): another dip restore is writing this record" }
    }

    private static func take(in folder: String, removesFolder: Bool, refusal: () -> String) throws -> PhotoLock? {
        let path = "\(folder)/lock"
        var isNew = removesFolder
        for _ in 0..<tries {
            if mkdir(folder, 0o777) == 0 { isNew = true }
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
            if descriptor < 0 {
                // Whoever had the lock may just have removed the folder.
                if errno == ENOENT { continue }
                return nil
            }
            guard isLocked(descriptor) else {
                close(descriptor)
                throw PhotoError(refusal())
            }
            var held = stat(), named = stat()
            // Whoever had the lock may just have removed the file.
            if fstat(descriptor, &held) == 0, stat(path, &named) == 0, held.st_ino == named.st_ino,
                held.st_dev == named.st_dev
            {
                return PhotoLock(folder: folder, path: path, descriptor: descriptor, removesFolder: isNew)
            }
            close(descriptor)
        }
        return nil
    }

    private static let tries = 50

    /// False only while another process has the lock: where a file system has no locks, one goes on without.
    private static func isLocked(_ descriptor: Int32) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno != EINTR { return errno != EAGAIN }
        }
        return true
    }

    /// Releases the lock, and leaves nothing of it behind.
    package func release() {
        guard !isReleased else { return }
        isReleased = true
        unlink(path)
        close(descriptor)
        // What is in it, as checkpoints, keeps it.
        if removesFolder { rmdir(folder) }
    }
}
