import CProcessor
import Synchronization
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The tiles of a pool's present region, and the threads that do them; its threads keep it alive.
final class SharedTiles: @unchecked Sendable {
    /// The region's number in the high half, its next tile in the low half: a tile is claimed only while its region is the present one.
    private let ticket = Atomic<UInt64>(0)
    private let tileCount = Atomic<Int>(0)
    private let tilesDone = Atomic<Int>(0)
    /// The present region; it stays where it is until all its tiles are done.
    private let current = Atomic<UnsafeMutableRawPointer?>(nil)
    private let sleepers = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    private static let spins = 4_000
    /// A tile that no region has.
    private static let closed: UInt64 = 0xFFFF_FFFF

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(wake, nil)
    }

    deinit {
        pthread_cond_destroy(wake)
        pthread_mutex_destroy(mutex)
        wake.deallocate()
        mutex.deallocate()
    }

    /// Asks all threads to end.
    func stop() {
        stopping.store(true, ordering: .sequentiallyConsistent)
        advanceRegion(firstTile: Self.closed)
        pthread_mutex_lock(mutex)
        pthread_cond_broadcast(wake)
        pthread_mutex_unlock(mutex)
    }

    /// Does all tiles of a region together with the threads.
    func run(_ region: UnsafePointer<ParallelRegion>) {
        let tiles = region.pointee.tiles
        // Closed first: a worker that still looks at the last region must not take its exhausted ticket for a tile of this one.
        advanceRegion(firstTile: Self.closed)
        current.store(UnsafeMutableRawPointer(mutating: region), ordering: .sequentiallyConsistent)
        tilesDone.store(0, ordering: .sequentiallyConsistent)
        tileCount.store(tiles, ordering: .sequentiallyConsistent)
        advanceRegion(firstTile: 0)
        wakeSleepers()
        shareTiles(worker: 0)
        // Only tiles that somebody has begun are waited for: a worker that the system has put aside holds nothing up.
        var spins = 0
        while tilesDone.load(ordering: .acquiring) < tiles {
            processor_pause()
            spins += 1
            if spins > Self.spins { sched_yield() }
        }
    }

    /// Gives the ticket the next region's number; workers that hold the last one's lose it.
    private func advanceRegion(firstTile: UInt64) {
        ticket.store((ticket.load(ordering: .relaxed) >> 32 &+ 1) << 32 | firstTile, ordering: .sequentiallyConsistent)
    }

    private func wakeSleepers() {
        if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
            pthread_mutex_lock(mutex)
            pthread_cond_broadcast(wake)
            pthread_mutex_unlock(mutex)
        }
    }

    /// Does tiles of the present region until none is left to begin; returns its number.
    @discardableResult
    private func shareTiles(worker: Int) -> UInt64 {
        var seen = ticket.load(ordering: .acquiring)
        while true {
            let tile = Int(seen & 0xFFFF_FFFF)
            if tile >= tileCount.load(ordering: .acquiring) { return seen >> 32 }
            let claim = ticket.weakCompareExchange(expected: seen, desired: seen &+ 1, ordering: .acquiringAndReleasing)
            guard claim.exchanged else {
                seen = claim.original
                continue
            }
            let region = current.load(ordering: .acquiring)!.assumingMemoryBound(to: ParallelRegion.self)
            region.pointee.body(tile, worker)
            tilesDone.add(1, ordering: .releasing)
            seen = ticket.load(ordering: .acquiring)
        }
    }

    /// Starts a thread that works until `stop`.
    func start(worker: Int) -> pthread_t {
        final class Start {
            let shared: SharedTiles
            let worker: Int
            init(_ shared: SharedTiles, _ worker: Int) { self.shared = shared; self.worker = worker }
        }
        let context = Unmanaged.passRetained(Start(self, worker)).toOpaque()
        #if canImport(Glibc)
        var handle = pthread_t()
        let status = pthread_create(
            &handle, nil,
            { raw in
                let start = Unmanaged<Start>.fromOpaque(raw!).takeRetainedValue()
                start.shared.work(as: start.worker)
                return nil
            }, context)
        #else
        var created: pthread_t?
        let status = pthread_create(
            &created, nil,
            { raw in
                let start = Unmanaged<Start>.fromOpaque(raw).takeRetainedValue()
                start.shared.work(as: start.worker)
                return nil
            }, context)
        let handle = created!
        #endif
        precondition(status == 0, "a thread could not be started (error \(status))")
        return handle
    }

    private func work(as worker: Int) {
        var region: UInt64 = 0
        while !stopping.load(ordering: .acquiring) {
            region = shareTiles(worker: worker)
            waitForRegion(after: region)
        }
    }

    private func waitForRegion(after region: UInt64) {
        for _ in 0..<Self.spins {
            if ticket.load(ordering: .acquiring) >> 32 != region { return }
            processor_pause()
        }
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        sleepers.add(1, ordering: .sequentiallyConsistent)
        defer { sleepers.subtract(1, ordering: .sequentiallyConsistent) }
        // A worker may take the number that stopping gives to the last region for one that it has been through: no other will follow.
        while ticket.load(ordering: .sequentiallyConsistent) >> 32 == region,
            !stopping.load(ordering: .sequentiallyConsistent)
        {
            pthread_cond_wait(wake, mutex)
        }
    }
}
