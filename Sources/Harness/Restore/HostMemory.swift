import Foundation

/// The memory that this machine has to spare.
public enum HostMemory {
    /// Bytes that may be used unless a user says otherwise: 8 GB, or 60 % of what is available if that is less.
    public static var standardLimit: Int { min(8 << 30, available / 5 * 3) }

    /// Bytes that programs can still get without the system moving others to disk, within the bounds of a container.
    public static var available: Int {
        let physical = Int(ProcessInfo.processInfo.physicalMemory)
        let spare = text("/proc/meminfo").flatMap(availableKilobytes).map { $0 << 10 } ?? physical
        return min(spare, containerRoom ?? spare)
    }

    /// The line `MemAvailable` of /proc/meminfo.
    static func availableKilobytes(_ text: String) -> Int? {
        text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }?
            .split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }

    /// What the control group leaves; nil where it sets no bound.
    private static var containerRoom: Int? {
        guard let most = number("/sys/fs/cgroup/memory.max"), let used = number("/sys/fs/cgroup/memory.current") else { return nil }
        return max(0, most - used)
    }

    private static func number(_ path: String) -> Int? {
        text(path).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// FileManager reads such files as empty, because they have no size.
    private static func text(_ path: String) -> String? {
        guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.readToEnd() else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}
