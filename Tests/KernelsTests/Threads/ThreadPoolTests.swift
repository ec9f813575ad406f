import Synchronization
import Testing

@testable import Kernels

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Every tile of every region is done once, whatever the number of threads and whether they were asleep.
@Suite struct ThreadPoolTests {
    /// Counters that tiles raise; each tile has its own.
    private final class Counters: @unchecked Sendable {
        let base: UnsafeMutablePointer<Int>
        let count: Int

        init(_ count: Int) {
            self.count = count
            base = .allocate(capacity: max(count, 1))
            base.initialize(repeating: 0, count: max(count, 1))
        }

        deinit { base.deallocate() }
        var values: [Int] { Array(UnsafeBufferPointer(start: base, count: count)) }
    }

    @Test(arguments: 1...4)
    func everyTileIsDoneOnce(threads: Int) {
        let pool = ThreadPool(threads: threads)
        #expect(pool.threads == threads)
        for tiles in [0, 1, 2, 3, 5, 64, 1000] {
            let counters = Counters(tiles)
            pool.run(ParallelRegion(.benchmark("count"), tiles: tiles) { tile, _ in counters.base[tile] += 1 })
            #expect(counters.values == Array(repeating: 1, count: tiles))
        }
    }

    @Test(arguments: 1...4)
    func regionsFollowOneAnother(threads: Int) {
        let pool = ThreadPool(threads: threads)
        let tiles = 6, regions = 1000
        let even = Counters(tiles), odd = Counters(tiles)
        for region in 0..<regions {
            // Each tile reads what its neighbour wrote in the region before.
            let source = region % 2 == 0 ? even : odd, target = region % 2 == 0 ? odd : even
            pool.run(
                ParallelRegion(.benchmark("shift"), tiles: tiles) { tile, _ in
                    target.base[tile] = source.base[(tile + 1) % tiles] + 1
                })
        }
        #expect(even.values == Array(repeating: regions, count: tiles))
        #expect(odd.values == Array(repeating: regions - 1, count: tiles))
    }

    @Test func listsOfWorksRunInOrder() {
        let counters = Counters(8)
        ThreadPool(threads: 3).run(
            (0..<50).map { step in
                ParallelRegion(.benchmark("step"), tiles: 8) { tile, _ in
                    if counters.base[tile] == step { counters.base[tile] += 1 }
                }
            })
        #expect(counters.values == Array(repeating: 50, count: 8))
    }

    @Test(arguments: 1...4)
    func workersHaveTheirOwnNumbers(threads: Int) {
        let pool = ThreadPool(threads: threads)
        let inUse = Counters(threads)
        let clashes = Counters(200)
        pool.run(
            ParallelRegion(.benchmark("claim"), tiles: 200) { tile, worker in
                guard (0..<threads).contains(worker), inUse.base[worker] == 0 else { return clashes.base[tile] = 1 }
                inUse.base[worker] = tile + 1
                for _ in 0..<1000 where inUse.base[worker] != tile + 1 { clashes.base[tile] = 1 }
                inUse.base[worker] = 0
            })
        #expect(clashes.values.allSatisfy { $0 == 0 })
    }

    @Test(arguments: 2...4)
    func sleepingWorkersWake(threads: Int) {
        let pool = ThreadPool(threads: threads)
        let counters = Counters(threads)
        let participants = Atomic<Int>(0)
        for _ in 0..<5 {
            // Longer than workers spin: they are asleep when the next region comes.
            usleep(20_000)
            participants.store(0, ordering: .sequentiallyConsistent)
            let deadline = ContinuousClock.now + .seconds(10)
            pool.run(
                ParallelRegion(.benchmark("meet"), tiles: threads) { tile, _ in
                    // Tiles wait for each other, so that each worker has to take one.
                    participants.add(1, ordering: .sequentiallyConsistent)
                    while participants.load(ordering: .sequentiallyConsistent) < threads, ContinuousClock.now < deadline
                    { sched_yield() }
                    if participants.load(ordering: .sequentiallyConsistent) == threads { counters.base[tile] += 1 }
                })
        }
        #expect(counters.values == Array(repeating: 5, count: threads))
    }

    @Test func poolsCanBeMadeAndEndedAtAnyTime() {
        let counters = Counters(4)
        for round in 0..<40 {
            let pool = ThreadPool(threads: 1 + round % 4)
            if round % 3 > 0 {
                pool.run(ParallelRegion(.benchmark("count"), tiles: 4) { tile, _ in counters.base[tile] += 1 })
            }
            if round % 10 == 9 { usleep(10_000) }
        }
        #expect(counters.values == Array(repeating: 26, count: 4))
    }

    /// Pools that end while their workers begin: each must hear of it, whatever it has seen by then.
    @Test func poolsCanBeEndedAtOnce() {
        for _ in 0..<3000 { #expect(ThreadPool(threads: 2).threads == 2) }
    }

    /// Threads that have worked do not keep their pool, or every session would leave its threads behind.
    @Test(arguments: [1, 2, 4])
    func endsWithItsLastUser(threads: Int) {
        weak var left: ThreadPool?
        do {
            let pool = ThreadPool(threads: threads)
            left = pool
            let begun = Atomic<Int>(0)
            // A tile waits until each thread has one.
            pool.run(
                ParallelRegion(.benchmark("begin"), tiles: threads) { _, _ in
                    begun.add(1, ordering: .sequentiallyConsistent)
                    while begun.load(ordering: .sequentiallyConsistent) < threads { sched_yield() }
                })
        }
        #expect(left == nil)
    }

    @Test func countsAreCutIntoFixedPieces() {
        var pieces: [Range<Int>] = []
        let work = ParallelRegion(.benchmark("pieces"), count: 10, size: 4) { start, end, _ in
            pieces.append(start..<end)
        }
        #expect(work.tiles == 3)
        ThreadPool(threads: 1).run(work)
        #expect(pieces == [0..<4, 4..<8, 8..<10])
        #expect(ParallelRegion(.benchmark("none"), count: 0, size: 4) { _, _, _ in }.tiles == 0)
    }

    /// A worker that is late for one region must not take part in the next with the old region's ticket: small regions followed at once
    /// by larger ones, and more threads than processors, give it the chance.
    @Test(arguments: [2, 4, 8])
    func lateWorkersNeverRepeatATile(threads: Int) {
        let pool = ThreadPool(threads: threads)
        let visits = UnsafeMutablePointer<Int>.allocate(capacity: 8)
        defer { visits.deallocate() }
        visits.initialize(repeating: 0, count: 8)
        let small = ParallelRegion(.benchmark("small"), tiles: 2) { tile, _ in visits[tile] += 1 }
        let large = ParallelRegion(.benchmark("large"), tiles: 8) { tile, _ in visits[tile] += 1 }
        let regions = (0..<50_000).flatMap { _ in [small, large] }
        pool.run(regions)
        #expect((0..<8).map { visits[$0] } == [100_000, 100_000] + Array(repeating: 50_000, count: 6))
    }
}
