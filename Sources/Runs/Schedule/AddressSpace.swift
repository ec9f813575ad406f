import Foundation

/// The limit of a process's address space (`ulimit -v`), which some batch systems set in the place of one on memory.
///
/// A process needs more of it than of memory: the system's allocator and OpenBLAS reserve space for every thread.
package enum AddressSpace {
    /// What the process of a fit on so many threads reserves beyond the memory that it uses.
    ///
    /// A program that is refused more waits for it for ever in OpenBLAS, so this is more than was seen: 500 MB on one thread, 130 MB
    /// for each further one. That is OpenBLAS and a buffer of 128 MB for each thread, and a stack and a heap of 64 MB for each of the
    /// system's own.
    package static func reserved(threads: Int) -> Int { (420 + 140 * threads) << 20 }

    /// The bytes that this process, and one of the same program, may still take; nil without a limit.
    package static func left() -> Int? { limit.map { max(0, $0 - used) } }

    /// The limit in bytes; nil without one.
    static var limit: Int? {
        var value = rlimit()
        #if os(Linux)
        let kind = __rlimit_resource_t(RLIMIT_AS.rawValue)
        #else
        let kind = RLIMIT_AS
        #endif
        guard getrlimit(kind, &value) == 0, value.rlim_cur < rlim_t(1) << 60 else { return nil }
        return Int(value.rlim_cur)
    }

    /// The first number of `statm` is that of pages; 0 where the system does not tell.
    static var used: Int {
        guard let handle = FileHandle(forReadingAtPath: "/proc/self/statm"), let data = try? handle.readToEnd(),
            let pages = String(decoding: data, as: UTF8.self).split(separator: " ").first.flatMap({ Int($0) })
        else { return 0 }
        return pages * Int(getpagesize())
    }
}
