import Foundation
import TestTools
import Testing

@testable import Runs

/// A folder stands for the machine: what it has free, and the limits of its control groups.
@Suite struct AvailableMemoryTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("MemTotal:  16000 kB\nMemFree:  100 kB\nMemAvailable:   8000 kB\n", to: "proc/meminfo")
    }

    private var room: AvailableMemory { .current(root: folder.path) }

    @Test func isWhatTheMachineHasFree() throws {
        #expect(room == AvailableMemory(bytes: 8000 * 1024, source: "is free on this machine"))
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
        #expect(
            room == AvailableMemory(bytes: 2_500_000, source: "is free under the limit of the control group /user"))
        try folder.write("4000\n", to: "sys/fs/cgroup/user/job/memory.max")
        try folder.write("5000\n", to: "sys/fs/cgroup/user/job/memory.current")
        #expect(room == AvailableMemory(bytes: 0, source: "is free under the limit of the control group /user/job"))
    }

    @Test func theFirstVersionOfControlGroups() throws {
        try folder.write("5:cpu,cpuacct:/x\n4:memory:/job\n0::/\n", to: "proc/self/cgroup")
        try folder.write("9223372036854771712\n", to: "sys/fs/cgroup/memory/memory.limit_in_bytes")
        #expect(room.bytes == 8000 * 1024)
        try folder.write("2000000\n", to: "sys/fs/cgroup/memory/job/memory.limit_in_bytes")
        try folder.write("500000\n", to: "sys/fs/cgroup/memory/job/memory.usage_in_bytes")
        try folder.write("inactive_file 1\ntotal_inactive_file 100000\n", to: "sys/fs/cgroup/memory/job/memory.stat")
        #expect(room == AvailableMemory(bytes: 1_600_000, source: "is free under the limit of the control group /job"))
    }

    /// What a group of the first version leaves may be less than what the group above it has.
    @Test func groupsOfTheFirstVersionAreNested() throws {
        try folder.write("4:memory:/docker/job\n", to: "proc/self/cgroup")
        for (group, limit, used, cache) in [
            ("docker", 3_000_000, 2_900_000, 0), ("docker/job", 2_000_000, 1_500_000, 400_000),
        ] {
            let path = "sys/fs/cgroup/memory/\(group)"
            try folder.write("\(limit)\n", to: path + "/memory.limit_in_bytes")
            try folder.write("\(used)\n", to: path + "/memory.usage_in_bytes")
            try folder.write("total_inactive_file \(cache)\n", to: path + "/memory.stat")
        }
        #expect(
            room == AvailableMemory(bytes: 100_000, source: "is free under the limit of the control group /docker"))
        try folder.write("total_inactive_file 1000000\n", to: "sys/fs/cgroup/memory/docker/memory.stat")
        #expect(
            room == AvailableMemory(bytes: 900_000, source: "is free under the limit of the control group /docker/job")
        )
    }

    /// Where both versions are in use, memory is looked after by one of them.
    @Test func theTighterOfBothVersionsCounts() throws {
        try folder.write("4:memory:/job\n0::/unit\n", to: "proc/self/cgroup")
        try folder.write("2000000\n", to: "sys/fs/cgroup/memory/job/memory.limit_in_bytes")
        #expect(room == AvailableMemory(bytes: 2_000_000, source: "is free under the limit of the control group /job"))
        try folder.write("1000000\n", to: "sys/fs/cgroup/unit/memory.max")
        #expect(
            room == AvailableMemory(bytes: 1_000_000, source: "is free under the limit of the control group /unit"))
    }

    /// A photograph may take a part of what is free, with the files that the system would give up.
    @Test func aPhotographLeavesSomethingToOthers() throws {
        #expect(AvailableMemory(bytes: 1000, source: "").photoLimit == 600)
        #expect(AvailableMemory(bytes: 64 << 30, source: "").photoLimit == 8 << 30)
        try folder.write("0::/job\n", to: "proc/self/cgroup")
        try folder.write("5000000\n", to: "sys/fs/cgroup/job/memory.max")
        try folder.write("4000000\n", to: "sys/fs/cgroup/job/memory.current")
        try folder.write("inactive_file 1000000\n", to: "sys/fs/cgroup/job/memory.stat")
        #expect(room.photoLimit == 1_200_000)
    }

    @Test func withoutTheSystemsWordAllMemoryHasToDo() throws {
        try folder.write("MemTotal:  100 kB\n", to: "proc/meminfo")
        #expect(room.bytes == Int(ProcessInfo.processInfo.physicalMemory))
    }

    @Test func aContainerSeesOnlyTheTop() throws {
        try folder.write("0::/../outer/container\n", to: "proc/self/cgroup")
        try folder.write("1000000\n", to: "sys/fs/cgroup/memory.max")
        #expect(room == AvailableMemory(bytes: 1_000_000, source: "is free under the limit of the control group /"))
    }

    @Test func ofThisMachine() {
        #expect(AvailableMemory.current().bytes > 100 << 20)
    }
}
