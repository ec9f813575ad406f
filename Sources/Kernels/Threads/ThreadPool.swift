import COpenBLAS
import CProcessor
import Synchronization
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A persistent set of threads that share the tiles of one `Work` at a time.
///
/// Workers spin briefly between regions, then sleep. Which thread does a tile is not fixed; what a tile computes is.
public final class ThreadPool: @unchecked Sendable {
    public let threads: Int

    private let nextTile = Atomic<Int>(0)
    private let busyWorkers = Atomic<Int>(0)
    private let generation = Atomic<Int>(0)
    private let sleepers = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)
    private var current = Work("idle", tiles: 0) { _, _ in }
    private var handles: [pthread_t] = []
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    private static let spins = 20_000
    /// Threads belong to this pool: OpenBLAS computes on the calling thread only.
    private static let singleThreadedBLAS: Void = openblas_set_num_threads(1)

    /// Starts `threads - 1` workers; the caller of `run` is the remaining one.
    public init(threads: Int) {
        precondition(threads >= 1, "a pool needs at least one thread, not \(threads)")
        Self.singleThreadedBLAS
        self.threads = threads
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(wake, nil)
        for worker in 1..<max(1, threads) {
            start(worker: worker)
        }
    }

    deinit {
        stopping.store(true, ordering: .sequentiallyConsistent)
        generation.add(1, ordering: .sequentiallyConsistent)
        pthread_mutex_lock(mutex)
        pthread_cond_broadcast(wake)
        pthread_mutex_unlock(mutex)
        for handle in handles { pthread_join(handle, nil) }
        pthread_cond_destroy(wake)
        pthread_mutex_destroy(mutex)
        wake.deallocate()
        mutex.deallocate()
    }

    /// Does all tiles of `work` and returns when the last is done. Not reentrant; one caller at a time.
    public func run(_ work: Work) {
        if threads == 1 || work.tiles <= 1 {
            for tile in 0..<work.tiles { work.body(tile, 0) }
            return
        }
        current = work
        nextTile.store(0, ordering: .relaxed)
        busyWorkers.store(threads - 1, ordering: .relaxed)
        generation.add(1, ordering: .sequentiallyConsistent)
        if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
            pthread_mutex_lock(mutex)
            pthread_cond_broadcast(wake)
            pthread_mutex_unlock(mutex)
        }
        share(work, worker: 0)
        var spins = 0
        while busyWorkers.load(ordering: .acquiring) > 0 {
            processor_pause()
            spins += 1
            if spins > Self.spins { sched_yield() }
        }
    }

    /// Does the works one after the other.
    public func run(_ works: [Work]) {
        for work in works { run(work) }
    }

    private func share(_ work: Work, worker: Int) {
        while true {
            let tile = nextTile.wrappingAdd(1, ordering: .relaxed).oldValue
            if tile >= work.tiles { return }
            work.body(tile, worker)
        }
    }

    /// The pool must outlive its threads, so they hold it unretained and `deinit` joins them.
    private func start(worker: Int) {
        final class Start { 
            unowned(unsafe) let pool: ThreadPool
            let worker: Int
            init(_ pool: ThreadPool, _ worker: Int) { self.pool = pool; self.worker = worker }
        }
        let context = Unmanaged.passRetained(Start(self, worker)).toOpaque()
        #if canImport(Glibc)
        var handle = pthread_t()
        let status = pthread_create(&handle, nil, { raw in
            let start = Unmanaged<Start>.fromOpaque(raw!).takeRetainedValue()
            start.pool.work(as: start.worker)
            return nil
        }, context)
        #else
        var created: pthread_t?
        let status = pthread_create(&created, nil, { raw in
            let start = Unmanaged<Start>.fromOpaque(raw).takeRetainedValue()
            start.pool.work(as: start.worker)
            return nil
        }, context)
        let handle = created!
        #endif
        precondition(status == 0, "a thread could not be started (error \(status))")
        handles.append(handle)
    }

    private func work(as worker: Int) {
        var seen = 0
        while true {
            seen = waitForGeneration(after: seen)
            if stopping.load(ordering: .acquiring) { return }
            share(current, worker: worker)
            busyWorkers.subtract(1, ordering: .releasing)
        }
    }

    private func waitForGeneration(after seen: Int) -> Int {
        for _ in 0..<Self.spins {
            let now = generation.load(ordering: .acquiring)
            if now != seen { return now }
            processor_pause()
        }
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        sleepers.add(1, ordering: .sequentiallyConsistent)
        defer { sleepers.subtract(1, ordering: .sequentiallyConsistent) }
        while true {
            let now = generation.load(ordering: .sequentiallyConsistent)
            if now != seen { return now }
            pthread_cond_wait(wake, mutex)
        }
    }
}
