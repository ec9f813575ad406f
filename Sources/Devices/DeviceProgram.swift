/// Kernels that were compiled for one device.
public final class DeviceProgram {
    /// What the compiler said about source that it accepts; often empty.
    public let log: String
    /// The driver's name of it.
    let handle: UInt
    private let find: (String, DeviceProgram) throws(DeviceError) -> DeviceFunction
    private let release: () -> Void

    init(
        log: String, handle: UInt, release: @escaping () -> Void,
        find: @escaping (String, DeviceProgram) throws(DeviceError) -> DeviceFunction
    ) {
        self.log = log
        self.handle = handle
        self.find = find
        self.release = release
        LiveObjects.born(.program)
    }

    deinit {
        release()
        LiveObjects.gone(.program)
    }

    /// The kernel of this name.
    /// - Throws: `DeviceError.noFunction` if the program has none.
    public func function(named name: String) throws(DeviceError) -> DeviceFunction { try find(name, self) }
}

/// One kernel of a program, which it keeps.
public final class DeviceFunction {
    public let name: String
    /// The most items of a work-group that it can be started with on its device.
    public let largestGroup: Int
    /// Bytes of an item's own memory that did not fit into registers; 0 where the driver does not say.
    public let spilledBytes: Int
    let program: DeviceProgram
    let handle: UInt
    private let release: () -> Void

    init(
        name: String, largestGroup: Int, spilledBytes: Int, program: DeviceProgram, handle: UInt,
        release: @escaping () -> Void = {}
    ) {
        self.name = name
        self.largestGroup = largestGroup
        self.spilledBytes = spilledBytes
        self.program = program
        self.handle = handle
        self.release = release
        LiveObjects.born(.function)
    }

    deinit {
        release()
        LiveObjects.gone(.function)
    }
}

extension DeviceFunction {
    /// - Throws: `DeviceError.badLaunch` for sizes that it cannot be started with.
    func check(groups: GridSize, items: GridSize, device: String) throws(DeviceError) {
        let count = items.x * items.y * items.z
        guard min(groups.x, groups.y, groups.z, items.x, items.y, items.z) > 0 else {
            throw .badLaunch(device: device, kernel: name, reason: "it needs one group and one item at least")
        }
        guard count <= largestGroup else {
            throw .badLaunch(
                device: device, kernel: name, reason: "its groups have at most \(largestGroup) items, not \(count)")
        }
        // CUDA's limit along y and z.
        guard groups.y <= 65_535, groups.z <= 65_535, items.z <= 64 else {
            throw .badLaunch(
                device: device, kernel: name,
                reason: "it allows 65535 groups along y and z and 64 items along z, not \(groups) of \(items)")
        }
    }
}
