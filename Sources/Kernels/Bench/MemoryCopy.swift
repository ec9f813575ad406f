#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Copies one block of memory to another: the most that memory gives and takes when blocks are much larger than the caches.
public final class MemoryCopy: @unchecked Sendable {
    public let tiles: Int
    private let tileBytes: Int
    private let source: UnsafeMutableRawPointer
    private let target: UnsafeMutableRawPointer

    /// Two blocks of `tiles` x `tileBytes` bytes, on huge pages where the system has them, as the maps of a network are.
    public init(tiles: Int, tileBytes: Int) {
        self.tiles = tiles
        self.tileBytes = tileBytes
        func block(of value: UInt8) -> UnsafeMutableRawPointer {
            let count = tiles * tileBytes
            let block = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 1 << 21)
            #if os(Linux)
            madvise(block, count, MADV_HUGEPAGE)
            #endif
            block.initializeMemory(as: UInt8.self, repeating: value, count: count)
            return block
        }
        source = block(of: 1)
        target = block(of: 0)
    }

    deinit {
        source.deallocate()
        target.deallocate()
    }

    /// Bytes that are read and bytes that are written, together.
    public var bytes: Double { 2 * Double(tiles * tileBytes) }

    public var region: ParallelRegion {
        ParallelRegion(.benchmark("copy"), tiles: tiles) { [self] tile, _ in
            (target + tile * tileBytes).copyMemory(from: source + tile * tileBytes, byteCount: tileBytes)
        }
    }

    /// Whether the copy is what it was made from.
    public var isComplete: Bool { memcmp(source, target, tiles * tileBytes) == 0 }
}
