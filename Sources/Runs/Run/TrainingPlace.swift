import DeviceSessions
import Devices
import Networks
import Records
import Restoration

/// Where the networks of runs are trained. Results differ by rounding between places of different names.
package enum TrainingPlace: Equatable, Sendable {
    case processor
    /// A device of a driver; nil where it is not known which, as on a machine that only submits.
    case device(DriverKind, DeviceDescription?)

    /// Looks for the device that was chosen, without opening it.
    /// - Throws: `DeviceError` when it does not exist or cannot be used.
    package init(_ choice: DeviceChoice, catalogue: @autoclosure () -> DeviceCatalogue = .machine) throws(DeviceError) {
        // The processor needs no driver, and a broken one does not disturb it.
        guard choice != .cpu, let found = try catalogue().find(choice) else {
            self = .processor
            return
        }
        self = .device(found.driver, found)
    }

    /// Nil for the processor.
    package var driver: DriverKind? {
        if case .device(let driver, _) = self { return driver }
        return nil
    }

    /// Nil for the processor, and where the device is not known.
    package var device: DeviceDescription? {
        if case .device(_, let device) = self { return device }
        return nil
    }

    /// How `--device` names it.
    package var choice: DeviceChoice { device?.choice ?? driver.map { DeviceChoice($0, 0) } ?? .cpu }

    /// E.g. `NVIDIA H100 (cuda:0)`; nil for the processor.
    package var words: String? { driver.map { device.map { "\($0.name) (\($0.choice))" } ?? $0.title } }

    /// What a record says of it; nil for the processor.
    package var provenance: Provenance.Device? {
        device.map {
            Provenance.Device(
                driver: $0.driver.rawValue, name: $0.name, driverVersion: $0.driverVersion, compiler: $0.compiler,
                arithmetic: Numerics.deviceVersion)
        }
    }

    /// - Throws: `DeviceError` when training a network would need more memory than the device has; nothing is taken to find that out.
    package func checkRoom(for network: Network) throws(DeviceError) {
        try device?.checkRoom(for: DeviceTraining.memory(of: network))
    }

    /// Opens the device and returns what compiles networks for it; nil for the processor.
    package func backend() throws -> (any ComputeBackend)? {
        guard let choice = device?.choice, let opened = try DeviceCatalogue.open(choice) else { return nil }
        return DeviceTraining.backend(on: opened)
    }

    /// What makes fits here. A device is opened with the first one, and its kernels are kept for the others.
    package var makeFit: RunExecutor.MakeFit { makeFit(allowsCommands: false) }

    /// The same; a method without a network is done on the processor.
    /// - Parameter allowsCommands: whether programs from outside may be run.
    func makeFit(allowsCommands: Bool) -> RunExecutor.MakeFit {
        var opened: (any ComputeBackend)?
        return { configuration, problem, threads in
            if !configuration.method.givesOneOutput { opened = try opened ?? backend() }
            guard let opened, !configuration.method.givesOneOutput else {
                return try FitSessions.make(configuration, problem, threads: threads, allowsCommands: allowsCommands)
            }
            return try Fit(configuration, problem: problem, backend: opened)
        }
    }
}

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
