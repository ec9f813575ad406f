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
