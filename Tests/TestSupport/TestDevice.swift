import DeviceDoubles
import DeviceSessions
import Devices
import Foundation

/// The device that tests train on: DIP_TEST_DEVICE, as `--device` names it, else OpenCL's first.
package enum TestDevice {
    private static let choice = ProcessInfo.processInfo.environment["DIP_TEST_DEVICE"] ?? "opencl"
    nonisolated(unsafe) private static let device = Result {
        try DeviceCatalogue.open(DeviceChoice(parsing: choice))
    }
    /// Backends share compiled kernels between tests; a tile of nil is the session's choice.
    nonisolated(unsafe) private static var backends: [DeviceVariant: DeviceBackend] = [:]

    /// Why tests on a device are skipped.
    package static var isAvailable: Bool {
        DeviceTurn.take { if case .success(.some) = device { true } else { false } }
    }
    /// What a skipped test says.
    package static let absence =
        "no device found for '\(choice)' (on Debian: apt-get install pocl-opencl-icd); set DIP_TEST_DEVICE for another"

    /// Calls `body` with the device when no other test uses it.
    package static func use<R>(_ variant: DeviceVariant = DeviceVariant(), _ body: (DeviceBackend) throws -> R) throws
        -> R
    {
        try open { device in
            let backend = backends[variant] ?? DeviceBackend(device: device, variant: variant)
            backends[variant] = backend
            return try body(backend)
        }
    }

    /// The same with the device itself.
    package static func open<R>(_ body: (any Device) throws -> R) throws -> R {
        try DeviceTurn.take {
            guard let device = try device.get() else { preconditionFailure("'\(choice)' is no device") }
            return try body(device)
        }
    }
}
