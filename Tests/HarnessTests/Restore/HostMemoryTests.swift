import Testing
@testable import Harness

@Suite struct HostMemoryTests {
    @Test func theSystemsLineIsRead() {
        #expect(HostMemory.availableKilobytes("MemTotal:  100 kB\nMemAvailable:   12345 kB\n") == 12345)
        #expect(HostMemory.availableKilobytes("MemTotal:  100 kB\n") == nil)
    }

    @Test func theLimitLeavesSomethingToOthers() {
        #expect(HostMemory.available > 100 << 20)
        #expect(HostMemory.standardLimit <= 8 << 30 && HostMemory.standardLimit < HostMemory.available)
    }
}
