import Foundation
import Synchronization
import Wording

/// Creates folders, with errors that name the folder at fault.
package enum Folder {
    package static func exists(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Creates a folder and its parents; throws `RecordError` when a file is in the way or the folder is not writable.
    package static func create(_ path: String) throws {
        // Meanwhile another process may remove a parent that is empty, once.
        do { try createOnce(path) } catch { try createOnce(path) }
    }

    private static func createOnce(_ path: String) throws {
        var partial = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            partial += (partial.isEmpty || partial.hasSuffix("/") ? "" : "/") + component
            // Looking at the file system changes errno, so it is kept first.
            let failure = mkdir(partial, 0o777) == 0 ? 0 : errno
            if failure == 0 || exists(partial) { continue }
            throw RecordError(
                "\(partial): cannot be created: "
                    + (failure == EEXIST ? "a file of that name is in the way" : SystemReason.text(failure)))
        }
        if access(path, W_OK) != 0 {
            throw RecordError("\(path): cannot be written to: \(SystemReason.text())")
        }
    }

    /// Writes a page into a folder and removes it, because a full disk still allows new folders; throws `RecordError` when that fails.
    package static func checkWritable(_ folder: String) throws {
        let name = ".probe.\(ProcessInfo.processInfo.processIdentifier)"
        let probe = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        try AtomicFile.write(Data(repeating: 0, count: 4096), to: probe)
        try? FileManager.default.removeItem(atPath: probe)
    }
}

/// What the folder of records must guarantee so that several programs, also on several machines, may work in it.
///
/// Locks rest on an exclusive open that one of many wins, records on a rename that shows the old file or the new one, and the age of
/// another machine's lock on times that the file system gives. Network file systems may be set up so that one of these fails.
package struct FolderGuarantees {
    /// What was found wrong, a sentence each; empty when all holds.
    package let problems: [String]
    /// Seconds that the file system's clock is ahead of this machine's.
    package let clockAhead: Double

    private static let rounds = 50
    private static let threads = 8

    /// Tries all of it in a folder of its own below `folder`, which it removes; throws `RecordError` when nothing can be written there.
    package init(of folder: String) throws {
        guard Folder.exists(folder) else { throw RecordError("\(folder): there is no such folder") }
        let place = AtomicFile.temporaryPath(beside: folder + "/guarantees")
        try Folder.create(place)
        defer { try? FileManager.default.removeItem(atPath: place) }
        let before = Date().timeIntervalSince1970
        clockAhead = FileTime.now(in: place) - before
        let trials = [Self.exclusiveOpen, Self.replacement, Self.identity, Self.signsOfLife]
        problems = try trials.compactMap { try $0(place) }
    }

    /// When several processes create a file exclusively, exactly one succeeds.
    private static func exclusiveOpen(_ place: String) throws -> String? {
        for round in 0..<rounds {
            let path = "\(place)/exclusive-\(round)", won = Atomic<Int>(0)
            DispatchQueue.concurrentPerform(iterations: threads) { _ in
                let number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
                guard number >= 0 else { return }
                close(number)
                won.add(1, ordering: .relaxed)
            }
            let winners = won.load(ordering: .relaxed)
            if winners != 1 { return "\(winners) of \(threads) programs made the same file exclusively (O_EXCL)" }
        }
        return nil
    }

    /// A reader of a file that is replaced finds the old one or the new one, whole.
    private static func replacement(_ place: String) throws -> String? {
        let path = "\(place)/replaced", size = 100_000
        try AtomicFile.write(Data(repeating: 0, count: size), to: path)
        let isOver = Atomic<Bool>(false), torn = Atomic<Bool>(false), isRead = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            repeat {
                let bytes = try? TextFile.data(path)
                if bytes.map({ $0.count != size || $0.contains { $0 != bytes?.first } }) ?? true {
                    torn.store(true, ordering: .relaxed)
                }
            } while !isOver.load(ordering: .relaxed)
            isRead.signal()
        }
        let written = Result {
            for round in 1...rounds { try AtomicFile.write(Data(repeating: UInt8(round), count: size), to: path) }
        }
        isOver.store(true, ordering: .relaxed)
        isRead.wait()
        try written.get()
        return torn.load(ordering: .relaxed)
            ? "a file that was replaced by a rename was missing, or not whole, meanwhile" : nil
    }

    /// An open file and its name are known to be the same one until the name is given to another.
    private static func identity(_ place: String) throws -> String? {
        let path = "\(place)/identity"
        let file = try FileDescriptor(opening: path, flags: O_WRONLY | O_CREAT | O_EXCL, purpose: "be written")
        defer { try? file.close() }
        func isSame() -> Bool {
            var own = stat(), present = stat()
            return fstat(file.number, &own) == 0 && stat(path, &present) == 0
                && own.st_ino == present.st_ino && own.st_dev == present.st_dev
        }
        let first = isSame()
        try AtomicFile.write("another", to: path)
        return first && !isSame() ? nil : "a replaced file cannot be told from the one before (its inode number)"
    }

    /// A sign of life is a new time of change, which no reader finds to be older.
    private static func signsOfLife(_ place: String) throws -> String? {
        let path = "\(place)/beat"
        let file = try FileDescriptor(opening: path, flags: O_RDWR | O_CREAT | O_EXCL, purpose: "be written")
        defer { try? file.close() }
        func time() -> Double? {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            let (seconds, nanoseconds) = FileTime.modified(status)
            return Double(seconds) + Double(nanoseconds) * 1e-9
        }
        let first = time()
        usleep(1_100_000)
        guard futimens(file.number, nil) == 0, let first, let second = time(), second > first else {
            return "the time of change of an open file cannot be renewed"
        }
        return nil
    }
}
