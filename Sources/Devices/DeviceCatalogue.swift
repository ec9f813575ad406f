/// The graphics processors of this machine, by driver.
package struct DeviceCatalogue: Sendable {
    /// What this machine has, looked up once a process.
    package static let machine = DeviceCatalogue(
        opencl: Result { () throws(DeviceError) in try OpenCLDriver.load() },
        cuda: Result { () throws(DeviceError) in try CUDADriver.load() })

    private let opencl: Result<OpenCLDriver, DeviceError>
    private let cuda: Result<CUDADriver, DeviceError>

    init(opencl: Result<OpenCLDriver, DeviceError>, cuda: Result<CUDADriver, DeviceError>) {
        self.opencl = opencl
        self.cuda = cuda
    }

    /// Every device of every driver, usable or not.
    package static func all() -> [DeviceDescription] { machine.devices }

    /// The device that was chosen; nil for the processor.
    package static func open(_ choice: DeviceChoice) throws(DeviceError) -> (any Device)? { try machine.open(choice) }

    /// Every device of every driver, those of CUDA first.
    package var devices: [DeviceDescription] {
        ((try? cuda.get().places.map(\.details)) ?? []) + ((try? opencl.get().places.map(\.details)) ?? [])
    }

    /// Why a driver has no devices; nil when it has some.
    package func problem(of kind: DriverKind) -> DeviceError? {
        switch kind {
        case .opencl: failure(opencl, kind, \.places.count)
        case .cuda: failure(cuda, kind, \.places.count)
        }
    }

    /// The device that `auto` chooses: the first usable graphics processor, CUDA before OpenCL; nil for the processor.
    package var best: DeviceDescription? {
        devices.first { $0.problem == nil && !$0.isProcessor }
    }

    /// What is known of the device that was chosen, without opening it; nil for the processor.
    /// - Throws: `DeviceError` when there is none, or when it cannot be used.
    package func find(_ choice: DeviceChoice) throws(DeviceError) -> DeviceDescription? {
        let (kind, index): (DriverKind, Int)
        switch choice {
        case .cpu: return nil
        case .auto: return best
        case .opencl(let number): (kind, index) = (.opencl, number)
        case .cuda(let number): (kind, index) = (.cuda, number)
        }
        if let problem = problem(of: kind) {
            if case .noDevice = problem { throw .noDevice(kind, index: index, found: 0) }
            throw problem
        }
        let all = devices.filter { $0.driver == kind }
        guard let found = all.first(where: { $0.index == index }) else {
            throw .noDevice(kind, index: index, found: all.count)
        }
        if let problem = found.problem { throw .unusable(choice: choice, name: found.name, problem: problem) }
        return found
    }

    /// Opens the device that was chosen; nil for the processor.
    package func open(_ choice: DeviceChoice) throws(DeviceError) -> (any Device)? {
        switch choice {
        case .cpu: nil
        case .auto: try best.map { ($0.choice) }.flatMap { choice throws(DeviceError) in try open(choice) }
        case .opencl(let index): try opencl.get().open(index)
        case .cuda(let index): try cuda.get().open(index)
        }
    }

    private func failure<D>(_ driver: Result<D, DeviceError>, _ kind: DriverKind, _ count: (D) -> Int) -> DeviceError? {
        switch driver {
        case .failure(let error): error
        case .success(let driver): count(driver) == 0 ? .noDevice(kind, index: 0, found: 0) : nil
        }
    }
}

/// What is known of one device of one driver, whether it can be used or not.
package struct DeviceDescription: Equatable, Sendable {
    package var driver: DriverKind
    /// Its number among the devices of the driver, from 0.
    package var index: Int
    package var name: String
    package var driverVersion: String
    /// What turns kernels into its instructions, with version.
    package var compiler: String
    /// Its memory, in bytes.
    package var memory: Int
    /// The most bytes that one buffer may have.
    package var largestBuffer: Int
    /// Memory that the items of a work-group share, in bytes.
    package var localMemory: Int
    /// The most items of a work-group.
    package var largestGroup: Int
    /// Compute units or multiprocessors.
    package var units: Int
    /// A buffer may be handed to a kernel from any multiple of so many bytes.
    package var alignment: Int
    /// Whether it is the machine's own processor, which `auto` leaves to the program's own engine.
    package var isProcessor: Bool
    /// Why it cannot be used; nil when it can.
    package var problem: String?

    /// How `--device` names it: `opencl:0`.
    package var choice: DeviceChoice { DeviceChoice(driver, index) }

    /// What kernels rely on: 256 items in a work-group, and 48 KB that they share.
    static let neededGroup = 256, neededLocalMemory = 48 << 10

    /// Why kernels do not run with its limits; nil when they do.
    var missingLimit: String? {
        if largestGroup < Self.neededGroup {
            return "its work-groups have at most \(largestGroup) items, \(Self.neededGroup) are needed"
        }
        if localMemory < Self.neededLocalMemory {
            return "its work-groups share \(localMemory >> 10) KB of memory, \(Self.neededLocalMemory >> 10) are needed"
        }
        return nil
    }
}
