import Devices
import Synchronization

/// A device that does what another does, and counts what it is asked for.
package final class CountingDevice: WatchedDevice {
    /// Calls of each kind, and the bytes that they moved or took.
    package struct Counts: Equatable, Sendable {
        private var calls: [Call: Int] = [:], sizes: [Call: Int] = [:]

        package init() {}

        package func calls(_ call: Call) -> Int { calls[call] ?? 0 }
        package func bytes(_ call: Call) -> Int { sizes[call] ?? 0 }

        fileprivate mutating func add(_ call: Call, bytes: Int) {
            calls[call, default: 0] += 1
            sizes[call, default: 0] += bytes
        }
    }

    private let counts = Mutex(Counts())

    override package init(_ device: any Device) { super.init(device) }

    override func willCall(_ call: Call, bytes: Int) throws(DeviceError) {
        counts.withLock { $0.add(call, bytes: bytes) }
    }

    /// What `body` asks for.
    package func counting(_ body: () throws -> Void) rethrows -> Counts {
        counts.withLock { $0 = Counts() }
        try body()
        return counts.withLock { $0 }
    }
}
