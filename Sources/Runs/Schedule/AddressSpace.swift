import Foundation

/// The limit of a process's address space (`ulimit -v`), which some batch systems set in the place of one on memory.
///
/// A process needs more of it than of memory: the system's allocator and OpenBLAS reserve space for every thread.
public enum AddressSpace {
    /// What each thread of a fit reserves beyond the memory that it uses: the buffer of OpenBLAS, a heap, a stack.
    public static let perThread = (128 + 64 + 8) << 20

    /// The bytes that this process, and one of the same program, may still take; nil without a limit.
    public static func left() -> Int? { limit.map { max(0, $0 - used) } }

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
