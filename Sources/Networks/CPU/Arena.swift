#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A block of zeroed floats aligned to cache lines, large ones to huge pages.
final class Arena {
    let base: UnsafeMutablePointer<Float>
    let count: Int

    /// - Throws: `NetworkError` when the memory cannot be had.
    init(count: Int) throws {
        self.count = max(count, 16)
        let bytes = self.count * MemoryLayout<Float>.stride
        let huge = 1 << 21
        var raw: UnsafeMutableRawPointer?
        let status = posix_memalign(&raw, bytes >= huge ? huge : 64, bytes)
        guard status == 0, let raw else {
            throw NetworkError(description: "the network needs \(bytes >> 20) MB of memory, which could not be had")
        }
        #if os(Linux)
        if bytes >= huge { madvise(raw, bytes, MADV_HUGEPAGE) }
        #endif
        base = raw.bindMemory(to: Float.self, capacity: self.count)
        base.initialize(repeating: 0, count: self.count)
    }

    deinit { free(base) }

    subscript(offset: Int) -> UnsafeMutablePointer<Float> { base + offset }
}
