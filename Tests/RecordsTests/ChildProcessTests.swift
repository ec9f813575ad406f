import Foundation
import Testing

@testable import Records

@Suite struct ChildProcessTests {
    private func start(_ line: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    @Test(arguments: [("exit 0", false, 0), ("exit 3", false, 3), ("kill -9 $$", true, 9)])
    func anEndIsAStatusOrASignal(line: String, isSignal: Bool, number: Int) throws {
        let end = try start(line).waitForEnd()
        #expect(end == ProcessEnd(isSignal: isSignal, number: Int32(number)) && end.isSuccess == (line == "exit 0"))
    }

    /// What a process leaves behind holds the socket open by which Foundation learns of its end.
    @Test(arguments: [("exit 3", false, 3), ("kill -9 $$", true, 9)])
    func anEndThatFoundationMissesIsNoticed(line: String, isSignal: Bool, number: Int) throws {
        let process = try start("sleep 120 & \(line)"), begin = ContinuousClock.now
        #expect(process.waitForEnd() == ProcessEnd(isSignal: isSignal, number: Int32(number)))
        #expect(ContinuousClock.now - begin < .seconds(100))
    }

    @Test func aRunningProcessHasNoEnd() throws {
        let process = try start("exec sleep 120"), watch = ProcessWatch(process)
        #expect(watch.poll() == nil)
        kill(process.processIdentifier, SIGKILL)
        #expect(watch.wait() == ProcessEnd(isSignal: true, number: SIGKILL))
        // Whoever asks again gets the same answer.
        #expect(watch.poll() == ProcessEnd(isSignal: true, number: SIGKILL))
    }

    @Test func theOutputOfAProgramIsTaken() {
        #expect(Process.output(of: "/bin/sh", ["-c", "echo one; echo two >&2; echo three"]) == "one\nthree\n")
        #expect(Process.output(of: "/bin/cat", []) == "", "it has no input")
        #expect(Process.output(of: "/bin/sh", ["-c", "echo one; exit 3"]) == nil)
        #expect(Process.output(of: "/nowhere/program", []) == nil)
    }

    /// A process that waits until one of its pipes is read does not write to the other.
    @Test func twoPipesAreReadAtOnce() throws {
        let process = Process(), output = Pipe(), errors = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let line = "head -c 200000 /dev/zero >&2; head -c 300000 /dev/zero; head -c 100000 /dev/zero >&2"
        try process.start(["-c", line], output: output, errors: errors) { RecordError($0) }
        let written = output.readToEnd(with: errors)
        #expect(written.own.count == 300_000 && written.other.count == 300_000)
        #expect(process.waitForEnd().isSuccess)
    }

    /// Signals that interrupt the reading thread: `FileHandle` ends the program at the first.
    @Test func aPipeIsReadThroughSignals() throws {
        // Threads that run tests block signals, and calls go on after those that are handled, unless one asks for neither.
        var change = sigset_t(), before = sigset_t()
        sigemptyset(&change)
        sigaddset(&change, SIGWINCH)
        pthread_sigmask(SIG_UNBLOCK, &change, &before)
        var action = sigaction()
        action.__sigaction_handler = .init(sa_handler: { _ in })
        sigaction(SIGWINCH, &action, nil)
        defer {
            signal(SIGWINCH, SIG_DFL)
            pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        let pipe = Pipe(), reader = pthread_self()
        Thread.detachNewThread {
            for part in 0..<20 {
                usleep(5000)
                pthread_kill(reader, SIGWINCH)
                try? pipe.fileHandleForWriting.write(contentsOf: Data([UInt8(part)]))
            }
            try? pipe.fileHandleForWriting.close()
        }
        #expect(pipe.readToEnd() == Data(0..<20))
    }

    /// A process of thousands of programs, as these tests are one, would run out of descriptors.
    @Test func aPipeThatWasReadIsClosed() throws {
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/echo")
        try process.start(["text"], output: output, errors: FileHandle.nullDevice) { RecordError($0) }
        #expect(output.readToEnd() == Data("text\n".utf8))
        #expect(output.fileHandleForReading.fileDescriptor == -1)
        process.waitForEnd()
    }
}
