import DeviceSessions
import Devices
import Networks

/// What the rest of the program knows of training on a device: the one place where sessions on devices are asked for.
package enum DeviceTraining {
    /// What compiles networks for a device; it keeps the kernels that it has compiled.
    package static func backend(on device: any Device) -> any ComputeBackend { DeviceBackend(device: device) }

    /// Why a device cannot train a network, as a sentence; nil when it can.
    package static func refusal(of network: Network) -> String? { DeviceBackend.refusal(of: network) }

    /// The memory that training takes on the device, in bytes, with every part that an objective may have.
    package static func memory(of network: Network) -> DeviceMemory {
        DeviceMemory(network, isMasked: true, totalVariation: TotalVariationTerm(weight: 1))
    }
}

extension DeviceDescription {
    /// - Throws: `DeviceError` when training would need more memory than the device has, or a larger buffer than it allows.
    package func checkRoom(for need: DeviceMemory) throws(DeviceError) {
        guard need.total <= memory else {
            throw .tooSmall(device: name, bytes: need.total, memory: memory)
        }
        guard need.largestBuffer <= largestBuffer else {
            throw .bufferTooLarge(device: name, bytes: need.largestBuffer, largest: largestBuffer)
        }
    }
}
