import Foundation

/// The network connections of this machine.
enum NetworkInterfaces {
    /// Whether any interface other than loopback is up.
    static var reachOthers: Bool {
        var list: UnsafeMutablePointer<ifaddrs>?
        // If the system does not say, it is assumed to be connected.
        guard getifaddrs(&list) == 0 else { return true }
        defer { freeifaddrs(list) }
        return sequence(first: list) { $0?.pointee.ifa_next }.contains { entry in
            guard let entry = entry?.pointee, let address = entry.ifa_addr else { return false }
            let isUp = Int32(bitPattern: entry.ifa_flags) & Int32(IFFLAG.up) != 0
            let isLoopback = Int32(bitPattern: entry.ifa_flags) & Int32(IFFLAG.loopback) != 0
            return isUp && !isLoopback && [AF_INET, AF_INET6].contains(Int32(address.pointee.sa_family))
        }
    }

    /// The flags differ in type between systems, not in value.
    private enum IFFLAG {
        static let up = 0x1
        static let loopback = 0x8
    }
}
