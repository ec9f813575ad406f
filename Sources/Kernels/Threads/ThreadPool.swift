import COpenBLAS
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A persistent set of threads that share the tiles of one `ParallelRegion` at a time.
///
/// Workers spin briefly between regions, then sleep. Which thread does a tile is not fixed; what a tile computes is.
public final class ThreadPool: @unchecked Sendable {
    public let threads: Int

    /// What the threads hold. They must not hold the pool: it ends them when its last user is gone.
    private let shared = SharedTiles()
    private var handles: [pthread_t] = []

    /// Threads belong to this pool: OpenBLAS computes on the calling thread only.
    private static let singleThreadedBLAS: Void = openblas_set_num_threads(1)

    /// Starts `threads - 1` workers; the caller of `run` is the remaining one.
    public init(threads: Int) {
        precondition(threads >= 1, "a pool needs at least one thread, not \(threads)")
        Self.singleThreadedBLAS
        self.threads = threads
        for worker in 1..<max(1, threads) {
            handles.append(shared.start(worker: worker))
        }
    }

    deinit {
        shared.stop()
        for handle in handles { pthread_join(handle, nil) }
    }

    /// Does all tiles of `region` and returns when the last is done. Not reentrant; one caller at a time.
    public func run(_ region: ParallelRegion) {
        withUnsafePointer(to: region, run)
    }

    /// Runs the regions one after the other.
    public func run(_ regions: [ParallelRegion]) {
        regions.withUnsafeBufferPointer { buffer in
            for index in buffer.indices { run(buffer.baseAddress! + index) }
        }
    }

    private func run(_ region: UnsafePointer<ParallelRegion>) {
        if threads == 1 || region.pointee.tiles <= 1 {
            for tile in 0..<region.pointee.tiles { region.pointee.body(tile, 0) }
        } else {
            shared.run(region)
        }
    }
}
