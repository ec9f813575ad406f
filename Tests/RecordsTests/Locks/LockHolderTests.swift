import Foundation
import Testing

@testable import Records

@Suite struct ProcessIdentityTests {
    @Test func thisProcessLives() {
        let identity = ProcessIdentity.current
        #expect(identity.pid == getpid() && !identity.host.isEmpty)
        #expect(identity == ProcessIdentity.current && identity.isAlive == true)
    }

    @Test func aLaterProcessOfTheSameNumberIsAnotherOne() throws {
        let now = ProcessIdentity.current
        try #require(!now.start.isEmpty, "the system does not tell when a process started")
        #expect(ProcessIdentity(host: now.host, machine: now.machine, pid: now.pid, start: "1").isAlive == false)
    }

    @Test func aProcessThatEndedIsDeadBeforeItsParentKnows() async throws {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/sleep")
        child.arguments = ["60"]
        try child.run()
        let now = ProcessIdentity.current
        let start = try TextFile.read("/proc/\(child.processIdentifier)/stat").split(separator: ")")[1].split(
            separator: " ")[19]
        let identity = ProcessIdentity(
            host: now.host, machine: now.machine, pid: child.processIdentifier, start: String(start))
        #expect(identity.isAlive == true)
        kill(child.processIdentifier, SIGKILL)
        for _ in 0..<500 where identity.isAlive == true { try await Task.sleep(for: .milliseconds(10)) }
        #expect(identity.isAlive == false)
    }

    /// A damaged lock must not hold a folder for ever: zero and negative numbers mean groups of processes, which are alive.
    @Test(arguments: [0, -1, -getpid(), .min])
    func numbersThatNoProcessHasAreDead(pid: Int32) {
        let now = ProcessIdentity.current
        #expect(ProcessIdentity(host: now.host, machine: now.machine, pid: pid, start: now.start).isAlive == false)
    }

    @Test func ofAnotherMachineNothingIsKnown() {
        let now = ProcessIdentity.current
        #expect(ProcessIdentity(host: "elsewhere", machine: now.machine, pid: now.pid, start: now.start).isAlive == nil)
        #expect(ProcessIdentity(host: now.host, machine: "restarted", pid: now.pid, start: now.start).isAlive == nil)
    }
}
