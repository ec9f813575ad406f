import Foundation
import Quoting
import Records
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

    /// Writes a file, makes the folder that it is in, and prints its path.
    static func write(_ text: String, toFile path: String) throws {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try Folder.create(String(path[..<slash])) }
        try AtomicFile.write(text, to: path)
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
