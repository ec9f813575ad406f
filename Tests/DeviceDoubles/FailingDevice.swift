import Devices
import Synchronization

/// A device that does what another does until the n-th call of a kind, which fails; a device that is lost stays lost.
package final class FailingDevice: WatchedDevice {
    private struct Count {
        var made = 0
        var isLost = false
    }

    private let call: Call
    private let number: Int
    private let error: DeviceError
    private let count = Mutex(Count())

    /// - Parameters:
    ///   - number: which call of the kind fails, from 1.
    ///   - error: what it throws; nil takes what a driver says when such a call fails.
    package init(_ device: any Device, failing call: Call, at number: Int, with error: DeviceError? = nil) {
        self.call = call
        self.number = number
        self.error = error ?? Self.usual(call, device.details.name)
        super.init(device)
    }

    /// Whether the call that fails was reached.
    package var hasFailed: Bool { count.withLock { $0.made >= number } }

    private static func usual(_ call: Call, _ name: String) -> DeviceError {
        switch call {
        case .allocate, .pinned: .outOfMemory(device: name, bytes: 1 << 20)
        case .compile: .compile(device: name, log: "kernel.cl:1:1: error: injected")
        case .prepare: .badLaunch(device: name, kernel: "injected", reason: "injected")
        case .launch: .launch(device: name, kernel: "injected", code: "INJECTED")
        case .wait, .finish: .lost(device: name, code: "INJECTED")
        case .copyIn, .copyOut, .copyOnDevice, .clear: .failed(device: name, call: "\(call)", code: "INJECTED")
        }
    }

    override func willCall(_ call: Call, bytes: Int) throws(DeviceError) {
        let fails = count.withLock { count in
            if call == self.call { count.made += 1 }
            if call == self.call, count.made == number {
                if case .lost = error { count.isLost = true }
                return true
            }
            return count.isLost
        }
        if fails { throw error }
    }
}
