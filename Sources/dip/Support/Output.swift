import Datasets
import Foundation
import Publishing
import Quoting
import Records
import Restoration
import Specs
import Synchronization
import Wording

/// Standard output, of which every failure is known in the end.
enum Output {
    /// The system's number of the first failure; 0 for none.
    private static let failure = Atomic<Int32>(0)

    /// Opens what the starting process closed: else files of the records would get the numbers of standard output and error,
    /// and what is printed would be written into them.
    static func openStandardFiles() {
        for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) == -1 {
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// Writes bytes as they are; what fails is known to `check`.
    static func write(_ text: some StringProtocol) {
        // What other code printed comes first.
        fflush(nil)
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count > 0 { bytes = bytes.dropFirst(count); continue }
            switch errno {
            case EINTR: continue
            case EAGAIN: usleep(1000)
            default:
                failure.store(errno, ordering: .relaxed)
                return
            }
        }
    }

    /// Writes a file, makes the folder that it is in, and prints its path; what is no file is written into.
    static func write(_ text: String, toFile path: String) throws {
        switch try OutputPlace(path) {
        case .standardOutput:
            // Nothing else is printed, as whoever reads the text expects nothing else.
            return print(text, terminator: "")
        case .stream:
            // The reader of a pipe may go away, which is told like any other failure.
            signal(SIGPIPE, SIG_IGN)
            do { try StreamFile.write(text, to: path) } catch { throw CommandFailure("\(error)") }
        case .file:
            if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
                try Folder.create(String(path[..<slash]))
            }
            try AtomicFile.write(text, to: path)
        }
        print(path)
    }

    /// Throws a sentence when something that was printed could not be written.
    static func check() throws {
        if fflush(nil) != 0 { failure.store(errno, ordering: .relaxed) }
        let code = failure.load(ordering: .relaxed)
        guard code == 0 else { throw CommandFailure("the output cannot be written: \(SystemReason.text(code))") }
    }
}

/// Prints as `Swift.print` does, without control characters but line ends and tabs, and so that `Output.check` knows of failures.
func print(_ items: String..., separator: String = " ", terminator: String = "\n") {
    Output.write(TerminalText.safe(items.joined(separator: separator) + terminator))
}

extension Output {
    /// Throws a `Refusal`, before anything is computed, where a file at `path` would take the place of what the command reads: a spec,
    /// an image or a mask that one names, a manifest, or a record.
    static func check(
        _ path: String, against requests: @autoclosure () -> [PublishingRequest], results: String
    ) throws {
        _ = try OutputPlace(path)
        func refusal(_ reason: String) -> Refusal {
            Refusal("\(path): \(reason); choose another file with --output")
        }
        // A link lies where it leads to, and where it is.
        guard ![path, FilePath.folder(path)].contains(where: { FileIdentity.isAtOrBelow($0, "\(results)/runs") }) else {
            throw refusal("lies among the records")
        }
        // Specs are read only where there is something to lose.
        guard let target = FileIdentity(path), !Folder.exists(path) else { return }
        let covered = requests()
        func isTarget(_ path: String) -> Bool { FileIdentity(path) == target }
        guard !covered.map(\.spec).contains(where: isTarget) else { throw refusal("is the spec itself") }
        let runs = covered.flatMap(allRuns)
        guard !Set(runs.compactMap(\.spec.source.path)).contains(where: isTarget) else {
            throw refusal("is an image of the spec")
        }
        guard !Set(runs.compactMap(\.spec.fit.task.maskPath)).contains(where: isTarget) else {
            throw refusal("is a mask of the spec")
        }
        let manifests = covered.flatMap { DatasetCatalogue.standard(specPath: $0.spec).manifestFolders }
        let folder = FileIdentity(FilePath.folder(path))
        guard !path.hasSuffix(".yaml") || !Set(manifests).contains(where: { FileIdentity($0) == folder }) else {
            throw refusal("is the manifest of a data set")
        }
    }

    /// The runs of a spec, as it is and at each of its scales; what is wrong in it is left to the command to say.
    private static func allRuns(_ request: PublishingRequest) -> [ExperimentRun] {
        var scales: Set<Scale?> = [nil]
        scales.insert(request.scale)
        for scale in (try? Experiment.scales(of: request.spec)) ?? [] { scales.insert(scale) }
        return scales.flatMap { scale -> [ExperimentRun] in
            let experiment = try? Experiment(contentsOf: request.spec, scale: scale, overrides: request.overrides)
            return experiment?.runs ?? []
        }
    }
}

/// What is at the path of an output, which decides how it is written.
enum OutputPlace {
    /// A file, which is replaced, or nothing yet.
    case file
    /// A pipe or a device, which is written into.
    case stream
    /// What the program prints to anyway.
    case standardOutput

    /// Throws a `Refusal` for what is never written to.
    init(_ path: String) throws {
        var status = stat(), own = stat()
        guard stat(path, &status) == 0 else {
            self = .file
            return
        }
        if fstat(STDOUT_FILENO, &own) == 0, own.st_dev == status.st_dev, own.st_ino == status.st_ino {
            self = .standardOutput
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFDIR: self = Self.isOpenFile(path) ? .stream : .file
        case S_IFIFO, S_IFCHR: self = .stream
        case S_IFBLK: throw Refusal("\(path): is a block device; choose another file with --output")
        default: throw Refusal("\(path): is a socket; choose another file with --output")
        }
    }

    /// Whether a path is the system's link to an open file, such as /dev/stderr, which no file may replace.
    private static func isOpenFile(_ path: String) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return false }
        let folder = FileIdentity.resolved(FilePath.folder(path))
        return folder == "/dev" || folder.hasPrefix("/dev/") || folder.hasPrefix("/proc/")
    }
}
