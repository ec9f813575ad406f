import Foundation
import Testing
@testable import Harness

/// A folder stands for the machine: what it has free, and the limits of its control groups.
@Suite struct MemoryRoomTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("MemTotal:  16000 kB\nMemFree:  100 kB\nMemAvailable:   8000 kB\n", to: "proc/meminfo")
    }

    private var room: MemoryRoom { .current(root: folder.path) }

    @Test func isWhatTheMachineHasFree() throws {
        #expect(room == MemoryRoom(bytes: 8000 * 1024, source: "are free on this machine"))
        try folder.write("0::/\n", to: "proc/self/cgroup")
        try folder.write("max\n", to: "sys/fs/cgroup/a/memory.max")
        #expect(room.bytes == 8000 * 1024)
    }

    @Test func anyGroupAboveMayBeTheTightestOne() throws {
        try folder.write("0::/user/job\n", to: "proc/self/cgroup")
        try folder.write("max\n", to: "sys/fs/cgroup/user/job/memory.max")
        try folder.write("5000000\n", to: "sys/fs/cgroup/user/memory.max")
        try folder.write("3000000\n", to: "sys/fs/cgroup/user/memory.current")
        try folder.write("active_file 900000\ninactive_file 500000\n", to: "sys/fs/cgroup/user/memory.stat")
        #expect(room == MemoryRoom(bytes: 2_500_000, source: "are free under the limit of the control group /user"))
        try folder.write("4000\n", to: "sys/fs/cgroup/user/job/memory.max")
        try folder.write("5000\n", to: "sys/fs/cgroup/user/job/memory.current")
        #expect(room == MemoryRoom(bytes: 0, source: "are free under the limit of the control group /user/job"))
    }

    @Test func theFirstVersionOfControlGroups() throws {
        try folder.write("5:cpu,cpuacct:/x\n4:memory:/job\n0::/\n", to: "proc/self/cgroup")
        try folder.write("9223372036854771712\n", to: "sys/fs/cgroup/memory/memory.limit_in_bytes")
        #expect(room.bytes == 8000 * 1024)
        try folder.write("2000000\n", to: "sys/fs/cgroup/memory/job/memory.limit_in_bytes")
        try folder.write("500000\n", to: "sys/fs/cgroup/memory/job/memory.usage_in_bytes")
        try folder.write("inactive_file 1\ntotal_inactive_file 100000\n", to: "sys/fs/cgroup/memory/job/memory.stat")
        #expect(room == MemoryRoom(bytes: 1_600_000, source: "are free under the limit of the control group /job"))
    }

    @Test func aContainerSeesOnlyTheTop() throws {
        try folder.write("0::/../outer/container\n", to: "proc/self/cgroup")
        try folder.write("1000000\n", to: "sys/fs/cgroup/memory.max")
        #expect(room == MemoryRoom(bytes: 1_000_000, source: "are free under the limit of the control group /"))
    }

    @Test func ofThisMachine() {
        #expect(MemoryRoom.current().bytes > 1 << 20)
    }
}
