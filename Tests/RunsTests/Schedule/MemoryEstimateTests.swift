import Imaging
import Records
import Testing
@testable import Runs

@Suite struct MemoryEstimateTests {
    private func planned(_ text: String) throws -> PlannedRun { try Bench(text).plan().runs[0] }

    @Test func growsWithTheImageAndTheThreads() throws {
        let small = try planned("images: [leaves]\nsize: 64\n"), large = try planned("images: [leaves]\nsize: 512\n")
        let needs = MemoryEstimate()
        let least = needs.bytes(small, threads: 1)
        #expect(100 << 20 < least && least < 200 << 20)
        #expect(400 << 20 < needs.bytes(large, threads: 1) && needs.bytes(large, threads: 1) < 650 << 20)
        #expect(needs.bytes(small, threads: 4) > least)
        #expect(needs.bytes(small, threads: 1) == least)
    }

    @Test func theRefusalNamesNeedLimitAndAWay() throws {
        let needs = MemoryEstimate()
        let large = try planned("images: [leaves]\nsize: 512\n")
        let room = AvailableMemory(bytes: 200 << 20, source: "is free on this machine")
        let sentence = needs.refusal(large, threads: 1, room: room)
        #expect(sentence.hasPrefix("this run needs about "))
        #expect(sentence.contains(" MB of memory, but only 200 MB is free on this machine; size="))
        let side = try #require(sentence.split(separator: "size=").last.flatMap { Int($0.prefix { $0.isNumber }) })
        func need(_ side: Int) -> Int {
            needs.bytes(large.run.spec, channels: 3, height: side, width: side, threads: 1)
        }
        #expect(need(side) <= room.bytes && need(side + 32) > room.bytes)

        let tight = AvailableMemory(bytes: needs.bytes(large, threads: 3), source: "is left of --memory")
        #expect(
            needs.refusal(large, threads: 8, room: tight).hasSuffix(
                "is left of --memory; --threads 3 would fit"))
        #expect(
            needs.refusal(large, threads: 1, room: AvailableMemory(bytes: 1000, source: "is free")).hasSuffix(
                "; use a machine with more memory"))
    }
}
