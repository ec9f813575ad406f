import Foundation

/// Ends the programs that tests have started when the tests themselves are killed.
///
/// A shell reads the numbers of running processes from a pipe that only this process holds open. When this process dies, the pipe
/// ends, and the shell kills what is left. The system's own signal at a parent's death would not do: it goes by the thread that
/// started the child, and threads of tests come and go.
final class Guardian: Sendable {
    /// The one of this process; it lives as long as the process does.
    static let shared = try? Guardian()

    private let pipe = Pipe()

    init() throws {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        // It outlives signals that are sent to all processes of a terminal.
        shell.arguments = [
            "-c",
            """
            trap '' HUP INT TERM; left=' '
            while read -r sign number; do
              case $sign in
                +) left="$left$number " ;;
                -) case $left in *" $number "*) left="${left%% $number *} ${left#* $number }" ;; esac ;;
              esac
            done
            for number in $left; do kill -9 "$number" 2>/dev/null; done
            """,
        ]
        shell.standardInput = pipe
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        // No child may hold the pipe open.
        let end = pipe.fileHandleForWriting.fileDescriptor
        guard fcntl(end, F_SETFD, FD_CLOEXEC) == 0 else { throw POSIXError(.EBADF) }
    }

    /// From now on the process ends when this one does.
    func watch(_ process: Int32) { say("+ \(process)\n") }

    /// The process has ended.
    func release(_ process: Int32) { say("- \(process)\n") }

    /// What happens when this process dies.
    func close() { try? pipe.fileHandleForWriting.close() }

    /// Short enough that lines of several threads do not mix.
    private func say(_ line: String) { try? pipe.fileHandleForWriting.write(contentsOf: Data(line.utf8)) }
}
