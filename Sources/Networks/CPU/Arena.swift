#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A block of zeroed floats aligned to cache lines, large ones to huge pages.
final class Arena {
    let base: UnsafeMutablePointer<Float>
    let count: Int
    private let guards: [Range<Int>]

    /// - Parameter guards: places that nothing may read or write. They are filled with a NaN, which a value computed from it shows and
    ///   `damagedGuards` misses where it was written over; the address sanitizer stops at the instruction.
    /// - Throws: `NetworkError` when the memory cannot be allocated.
    init(count: Int, guards: [Range<Int>] = []) throws {
        self.count = max(count, 16)
        self.guards = guards
        let bytes = self.count * MemoryLayout<Float>.stride
        let huge = 1 << 21
        var raw: UnsafeMutableRawPointer?
        let status = posix_memalign(&raw, bytes >= huge ? huge : 64, bytes)
        guard status == 0, let raw else {
            throw NetworkError(
                description: "the network needs \(bytes >> 20) MB of memory, which could not be allocated")
        }
        #if os(Linux)
        if bytes >= huge { madvise(raw, bytes, MADV_HUGEPAGE) }
        #endif
        base = raw.bindMemory(to: Float.self, capacity: self.count)
        base.initialize(repeating: 0, count: self.count)
        for places in guards {
            (base + places.lowerBound).update(repeating: Self.untouched, count: places.count)
            AddressSanitizer.forbid(base + places.lowerBound, count: places.count)
        }
    }

    deinit {
        for places in guards { AddressSanitizer.allow(base + places.lowerBound, count: places.count) }
        free(base)
    }

    /// A signalling NaN: arithmetic gives quiet ones only, so that it changes even where a guard is read, scaled and written back.
    private static let untouched = Float(bitPattern: 0x7F95_A5A5)

    /// The guards, by their number, in which something was written.
    var damagedGuards: [Int] {
        guards.indices.filter { index in
            let places = guards[index]
            AddressSanitizer.allow(base + places.lowerBound, count: places.count)
            defer { AddressSanitizer.forbid(base + places.lowerBound, count: places.count) }
            return places.contains { base[$0].bitPattern != Self.untouched.bitPattern }
        }
    }

    subscript(offset: Int) -> UnsafeMutablePointer<Float> { base + offset }
}

/// Tells the address sanitizer which parts of a block are out of bounds; does nothing in a build without it (`make sanitize` defines
/// SANITIZE).
enum AddressSanitizer {
    #if SANITIZE
    static let isOn = true
    #else
    static let isOn = false
    #endif

    static func forbid(_ memory: UnsafePointer<Float>, count: Int) {
        #if SANITIZE
        poison(memory, count * MemoryLayout<Float>.stride)
        #endif
    }

    static func allow(_ memory: UnsafePointer<Float>, count: Int) {
        #if SANITIZE
        unpoison(memory, count * MemoryLayout<Float>.stride)
        #endif
    }
}

#if SANITIZE
@_silgen_name("__asan_poison_memory_region")
private func poison(_ memory: UnsafeRawPointer, _ bytes: Int)

@_silgen_name("__asan_unpoison_memory_region")
private func unpoison(_ memory: UnsafeRawPointer, _ bytes: Int)
#endif
