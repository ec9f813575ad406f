import Foundation
import Testing

@testable import Records

@Suite struct GuardianTests {
    /// A process that goes on for longer than the whole suite takes on a loaded machine.
    private static func sleeper() throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sleep")
        process.arguments = ["7200"]
        // Whoever reads what the tests print is not to wait for it.
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    @Test func killsWhatIsLeftWhenItsParentDies() async throws {
        let guardian = try Guardian()
        let first = try Self.sleeper(), released = try Self.sleeper(), last = try Self.sleeper()
        let ends = [first, last].map(ProcessWatch.init)
        // It may have been started with its signals blocked.
        defer {
            for process in [first, released, last] where process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
        for process in [first, released, last] { guardian.watch(process.processIdentifier) }
        guardian.release(released.processIdentifier)
        guardian.release(1)
        guardian.close()
        // A loaded machine may take its time.
        for _ in 0..<6000 where ends.contains(where: { $0.poll() == nil }) {
            try await Task.sleep(for: .milliseconds(10))
        }
        for end in ends { #expect(end.poll() == ProcessEnd(isSignal: true, number: SIGKILL)) }
        #expect(released.isRunning)
    }
}
