import MallocCount
import Networks
import OperationCases
import Testing

/// What a session takes it gives back, and it takes nothing more while it trains.
///
/// What is counted are the blocks of the calling thread. The process as a whole (`mallinfo2`, the resident memory of
/// /proc/self/statm) tells nothing here: other tests run at the same time in the same program. `MemoryTests` of the command line look at
/// a process of their own, with its resident memory.
@Suite(.enabled(if: malloc_count() >= 0, "memory can be counted with glibc only, and not under the address sanitizer"))
struct LeakTests {
    private static func session(_ engine: EngineVariant, threads: Int) throws -> CPUSession {
        try makeSession(
            TrainedNetworks.smallDecoder(), threads: threads, method: engine.method, fusesLayers: engine.fusesLayers)
    }

    @Test(arguments: EngineVariant.all)
    func trainingTakesNoMemory(_ engine: EngineVariant) throws {
        let session = try Self.session(engine, threads: 1)
        var output = [Float](repeating: 0, count: 3 * 32 * 32)
        for _ in 0..<3 {
            _ = session.step()
            session.readOutput(into: &output)
        }
        let requests = malloc_count(), held = malloc_bytes_held()
        for _ in 0..<250 {
            _ = session.step()
            session.readOutput(into: &output)
        }
        let more = malloc_count() - requests, grown = malloc_bytes_held() - held
        #expect(more == 0 && grown == 0)
        #expect(session.iterations == 253)
    }

    /// To the last byte on one thread. A thread that is started takes small blocks that another one frees: the worker's start and
    /// glibc's table of its thread-local variables, about 700 bytes; a session has 300 KB.
    @Test(arguments: [1, 2], EngineVariant.all)
    func sessionsGiveEverythingBack(threads: Int, _ engine: EngineVariant) throws {
        func live() throws {
            let session = try Self.session(engine, threads: threads)
            for _ in 0..<2 { _ = session.step() }
            session.restore(session.snapshot())
            _ = session.readGradients()
            _ = session.firstNonFinite()
        }
        // Caches of the libraries fill up first.
        for _ in 0..<2 { try live() }
        let held = malloc_bytes_held()
        for _ in 0..<20 { try live() }
        let kept = malloc_bytes_held() - held
        #expect(abs(kept) <= (threads - 1) * 20 * 2048)
    }

    /// The count itself works.
    @Test func bytesHeldAreCounted() {
        let before = malloc_bytes_held()
        let block = UnsafeMutablePointer<Float>.allocate(capacity: 1000)
        block.initialize(repeating: 0, count: 1000)
        let during = malloc_bytes_held()
        block.deallocate()
        let after = malloc_bytes_held()
        #expect((4000...4200).contains(during - before))
        #expect(after == before)
    }
}
