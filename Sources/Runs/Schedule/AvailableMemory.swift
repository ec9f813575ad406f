import Foundation
import Records

/// The memory that programs may still take, in bytes: the free memory of the machine, or less if a control group (container, Slurm) sets a limit.
package struct AvailableMemory: Equatable, Sendable {
    package let bytes: Int
    /// What sets the limit, as the end of a sentence: `is free on this machine`.
    package let source: String

    package init(bytes: Int, source: String) {
        self.bytes = bytes
        self.source = source
    }

    /// What this process may still take; less where the limit of its address space is lower.
    package var bytesOfThisProcess: Int { min(bytes, AddressSpace.left() ?? .max) }

    /// What restoring a photograph may take unless a user says otherwise: 8 GB, or 60 % of what is free if that is less.
    package var photoLimit: Int { min(8 << 30, bytes / 5 * 3) }

    /// The memory that is free now; `root` is the folder that contains `proc` and `sys`.
    package static func current(root: String = "") -> AvailableMemory {
        ([machine(root)] + groups(root)).min { $0.bytes < $1.bytes }!
    }

    private static func machine(_ root: String) -> AvailableMemory {
        let kilobytes = text(root + "/proc/meminfo")?.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }?
            .split(separator: " ").dropFirst().first.flatMap { Int($0) }
        // Where the system does not tell what is free, all that there is has to do.
        return AvailableMemory(
            bytes: kilobytes.map { $0 * 1024 } ?? Int(ProcessInfo.processInfo.physicalMemory),
            source: "is free on this machine")
    }

    /// The limits of the control groups that the process is in, of the second version and of the first.
    private static func groups(_ root: String) -> [AvailableMemory] {
        (text(root + "/proc/self/cgroup") ?? "").split(separator: "\n").flatMap { line -> [AvailableMemory] in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else { return [] }
            if parts[1].isEmpty {
                return chain(
                    root + "/sys/fs/cgroup", parts[2], limit: "memory.max", used: "memory.current",
                    cache: "inactive_file")
            }
            guard parts[1].split(separator: ",").contains("memory") else { return [] }
            return chain(
                root + "/sys/fs/cgroup/memory", parts[2], limit: "memory.limit_in_bytes", used: "memory.usage_in_bytes",
                cache: "total_inactive_file")
        }
    }

    /// A group and its parents; in a container the path may belong to the host, of which only the top is visible.
    private static func chain(_ top: String, _ path: String, limit: String, used: String, cache: String)
        -> [AvailableMemory]
    {
        let names = path.split(separator: "/").filter { $0 != ".." }
        return (0...names.count).compactMap { count in
            let folder = ([top] + names.prefix(count).map(String.init)).joined(separator: "/")
            // A machine that sets no limit says "max", or a number that no machine has.
            guard let most = number(folder + "/" + limit), most < 1 << 60 else { return nil }
            let taken = number(folder + "/" + used) ?? 0
            let reclaimable =
                text(folder + "/memory.stat")?.split(separator: "\n").first { $0.hasPrefix(cache + " ") }?
                .split(separator: " ").last.flatMap { Int($0) } ?? 0
            let group = names.prefix(count).joined(separator: "/")
            return AvailableMemory(
                bytes: max(0, most - taken + reclaimable),
                source: "is free under the limit of the control group /\(group)")
        }
    }

    private static func number(_ path: String) -> Int? {
        text(path).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// A group's name need not be UTF-8; those above it still count.
    private static func text(_ path: String) -> String? {
        (try? TextFile.data(path)).map { String(decoding: $0, as: UTF8.self) }
    }
}

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

    /// The bytes that this process has taken; 0 where the system does not tell.
    static var used: Int { ProcessMemory.bytes(.addressSpace, of: "self") }
}

/// What `/proc` says of the memory of a process.
enum ProcessMemory {
    /// The first numbers of `statm`, in their order.
    enum Kind: Int { case addressSpace, resident }

    /// In bytes; 0 where the system does not tell. `process` is a process's number, or `self`.
    static func bytes(_ kind: Kind, of process: String) -> Int {
        guard let text = try? TextFile.read("/proc/\(process)/statm"),
            let pages = text.split(separator: " ").dropFirst(kind.rawValue).first.flatMap({ Int($0) })
        else { return 0 }
        return pages * Int(getpagesize())
    }
}
