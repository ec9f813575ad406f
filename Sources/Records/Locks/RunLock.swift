import Foundation
import Synchronization
import Wording

/// A lock that lets only one process at a time work in a folder; it is held as a file in the folder.
///
/// The lock file is created by an exclusive open, which only one of several processes can win, also on a file system that machines
/// share. While the lock is held, the file's modification time is renewed. A lock may be taken over if its process is gone, or if a
/// process on another machine has shown no sign of life for a minute. Only one process at a time may take over: it creates a second
/// file exclusively, and removes the lock only if it is still the one that was found stale. A process that has lost its lock (on a
/// machine that slept) notices this before it writes again.
package final class RunLock {
    package enum Attempt {
        case taken(RunLock)
        /// Another process holds the lock; nil while the holder is not known yet.
        case held(LockHolder?)
    }

    /// All processes must agree on the name of the lock file, those of other versions of this program too.
    static func path(in directory: String) -> String { directory + "/claim" }

    /// Seconds between signs of life; many fit into `staleAfter`, so that a busy file system loses none.
    package static let secondsBetweenBeats = 5.0
    package static let staleAfter = 60.0

    private let directory: String
    private let file: FileDescriptor
    private let queue = DispatchQueue(label: "lock")
    private let timer: any DispatchSourceTimer
    private var isReleased = false

    private var path: String { Self.path(in: directory) }

    private init(directory: String, file: FileDescriptor) {
        self.directory = directory
        self.file = file
        timer = DispatchSource.makeTimerSource(queue: queue)
        let number = file.number
        timer.setEventHandler { futimens(number, nil) }
        timer.schedule(deadline: .now() + Self.secondsBetweenBeats, repeating: Self.secondsBetweenBeats)
        timer.activate()
    }

    deinit { release() }

    /// Takes the folder's lock unless a living process holds it.
    ///
    /// Throws `RecordError` when the folder cannot be written to.
    /// - Parameter patience: how long a lock whose last sign of life lies in the future is watched, in seconds.
    package static func attempt(
        in directory: String, staleAfter: Double = staleAfter, patience: Double = standardPatience
    ) throws -> Attempt {
        let path = path(in: directory)
        // Each further try means that another process did something in between.
        for _ in 0..<50 {
            if let lock = try create(in: directory) { return .taken(lock) }
            guard let found = FoundLock(path) else {
                // No process makes a folder, a pipe or a link its lock.
                alone(in: directory, staleAfter: staleAfter) { _ = try? Obstacle.setAside(path) }
                continue
            }
            if found.isAlive(in: directory, limit: staleAfter) {
                guard found.isAhead(in: directory), isSilent(found, at: path, for: patience) else {
                    return .held(found.holder)
                }
            }
            alone(in: directory, staleAfter: staleAfter) {
                // Another process may have taken over in the meantime, or its holder has come back to life.
                if FoundLock(path) == found { unlink(path) }
            }
        }
        return .held(FoundLock(path)?.holder)
    }

    /// The process that works in a folder, and the seconds since its last sign of life; nil if there is none.
    package static func holder(of directory: String, staleAfter: Double = staleAfter) -> (
        holder: LockHolder?, age: Double
    )? {
        let path = path(in: directory)
        guard let found = FoundLock(path), found.isAlive(in: directory, limit: staleAfter) else { return nil }
        if found.isAhead(in: directory), hasBeenSilent(found, at: path) { return nil }
        return (found.holder, found.age(in: directory))
    }

    /// Removes a lock that no living process holds, unless its last sign of life lies in the future. It is taken over first: of several
    /// processes only one does that.
    package static func removeAbandoned(in directory: String) {
        guard let found = FoundLock(path(in: directory)), !found.isAlive(in: directory, limit: staleAfter),
            case .taken(let lock) = try? attempt(in: directory)
        else { return }
        lock.release()
    }

    /// Long enough for several signs of life.
    package static let standardPatience = 4 * secondsBetweenBeats

    /// Whether a lock gets no sign of life while it is watched. Where a clock was put back, the time of the last one tells nothing.
    private static func isSilent(_ found: FoundLock, at path: String, for seconds: Double) -> Bool {
        let end = ProcessInfo.processInfo.systemUptime + seconds
        while ProcessInfo.processInfo.systemUptime < end {
            usleep(100_000)
            if FoundLock(path) != found { return false }
        }
        return true
    }

    /// Locks from the future that were seen, and since when they have not changed, for those who look again and again.
    private static let seen = Mutex<[String: (lock: FoundLock, since: Double)]>([:])

    private static func hasBeenSilent(_ found: FoundLock, at path: String) -> Bool {
        let now = ProcessInfo.processInfo.systemUptime
        return seen.withLock { seen in
            if let known = seen[path], known.lock == found { return now - known.since > standardPatience }
            seen[path] = (found, now)
            return false
        }
    }

    /// Whether no other process has taken the folder over.
    package var isHeld: Bool {
        var own = stat(), present = stat()
        return !isReleased && fstat(file.number, &own) == 0 && stat(path, &present) == 0
            && own.st_ino == present.st_ino && own.st_dev == present.st_dev
    }

    /// Throws `RecordError` when another process has taken over the folder; call it before replacing anything in the folder.
    package func check() throws {
        guard isHeld else {
            throw RecordError(
                "\(path): another process took over the folder, because this one showed no sign of life for some time")
        }
    }

    /// Releases the lock.
    package func release() {
        guard !isReleased else { return }
        // After this no beat is under way that could reach a file opened later under the same number.
        queue.sync { timer.cancel() }
        // A try comes to nothing while another process changes a lock here.
        for _ in 0..<20 where isHeld {
            Self.alone(in: directory, staleAfter: Self.staleAfter) { if isHeld { unlink(path) } }
        }
        isReleased = true
        try? file.close()
    }

    /// Nil when there is a lock already.
    private static func create(in directory: String) throws -> RunLock? {
        let path = path(in: directory)
        let number = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if number < 0 {
            guard errno == EEXIST else { throw RecordError("\(path): cannot be written: \(SystemReason.text())") }
            return nil
        }
        let file = FileDescriptor(number: number, path: path)
        let holder = LockHolder(process: .current, since: RunRecord.timestamp(), token: UUID().uuidString)
        do {
            try file.write(try JSONEncoder().encode(holder) + Data("\n".utf8))
        } catch {
            unlink(path)
            try? file.close()
            throw error
        }
        return RunLock(directory: directory, file: file)
    }

    /// Does something that only one process at a time may do to a lock, or nothing when another one is at it.
    private static func alone(in directory: String, staleAfter: Double, _ body: () -> Void) {
        let marker = path(in: directory) + ".change"
        let number = open(marker, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard number >= 0 else {
            // A process was killed between the two lines below. Should two remove its marker at once, `isHeld` still tells who has the lock.
            if let left = FoundLock(marker), left.age(in: directory) > staleAfter { unlink(marker) }
            _ = try? Obstacle.setAside(marker)
            usleep(.random(in: 500...3000))
            return
        }
        close(number)
        body()
        unlink(marker)
    }
}
