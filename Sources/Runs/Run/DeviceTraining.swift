import Devices
import Networks

/// What the rest of the program knows of training on a device: the one place where that is decided.
public enum DeviceTraining {
    /// What compiles networks for a device.
    public static func backend(on device: any Device) throws -> any ComputeBackend {
        throw DeviceTrainingError(description: "networks cannot be trained on \(device.details.name) by this version")
    }

    /// Why a device cannot train a network, as a sentence; nil when it can.
    public static func refusal(of network: Network) -> String? {
        "this version trains on the processor only (--device cpu)"
    }

    /// The memory that training takes on the device, in bytes.
    public static func memory(of network: Network) -> Int { 0 }
}

/// Why a network cannot be trained on a device.
public struct DeviceTrainingError: Error, Equatable, CustomStringConvertible {
    public let description: String
}
