/// CUDA on this machine: its devices in the order of the driver, and the compiler for them.
struct CUDADriver: @unchecked Sendable {
    static let libraries = ["libcuda.so.1", "libcuda.so"]

    /// Numbers of devices that are asked for, by the header's values.
    private enum Attribute: Int32 {
        case largestGroup = 1, sharedMemory = 8, units = 16, major = 75, minor = 76
    }

    /// A device as the driver names it, and its compute capability.
    struct Place {
        let device: Int32
        /// 90 for compute capability 9.0.
        let capability: Int
        let details: DeviceDescription
    }

    let table: CUDATable
    let compiler: Result<NVRTC, DeviceError>
    let places: [Place]
    let version: CUDAVersion

    /// - Throws: `DeviceError` when there is no driver, or an unusable one.
    static func load() throws(DeviceError) -> CUDADriver {
        guard let library = DynamicLibrary(opening: libraries) else { throw .noDriver(.cuda, library: libraries[0]) }
        return try CUDADriver(library) { version throws(DeviceError) in try NVRTC.load(for: version) }
    }

    /// - Parameter compiler: finds a compiler whose code a driver of this version can load.
    init(_ library: DynamicLibrary, compiler find: (CUDAVersion) throws(DeviceError) -> NVRTC) throws(DeviceError) {
        let table = try CUDATable(library)
        self.table = table
        func check(_ code: Int32) throws(DeviceError) {
            if code != 0 { throw .brokenDriver(.cuda, reason: CUDACode(value: code).words(table)) }
        }
        var number: Int32 = 0, count: Int32 = 0
        try check(table.driverGetVersion(&number))
        version = CUDAVersion(number)
        let version = version
        let code = table.initialize(0)
        // 100: no device, which the driver takes for an error.
        if code == 100 {
            places = []
            compiler = .failure(.noDevice(.cuda, index: 0, found: 0))
            return
        }
        try check(code)
        try check(table.deviceGetCount(&count))
        let compiler = Result { () throws(DeviceError) in try find(version) }
        self.compiler = compiler
        places = (0..<count).map { Self.place($0, table, version, compiler) }
    }

    func open(_ index: Int) throws(DeviceError) -> CUDADevice {
        guard places.indices.contains(index) else { throw .noDevice(.cuda, index: index, found: places.count) }
        let place = places[index]
        if let problem = place.details.problem {
            throw .unusable(choice: .cuda(index), name: place.details.name, problem: problem)
        }
        return CUDADevice(try CUDAContext(table, place), try compiler.get(), driver: version)
    }

    private static func place(
        _ index: Int32, _ table: CUDATable, _ version: CUDAVersion, _ compiler: Result<NVRTC, DeviceError>
    ) -> Place {
        var device: Int32 = 0, memory = 0
        var name = [CChar](repeating: 0, count: 256)
        // A device that does not answer is listed with its problem.
        let code = table.deviceGet(&device, index)
        let answers = code == 0 && table.deviceTotalMem(&memory, device) == 0
        if answers { _ = table.deviceGetName(&name, 255, device) }
        func attribute(_ attribute: Attribute) -> Int {
            var value: Int32 = 0
            return answers && table.deviceGetAttribute(&value, attribute.rawValue, device) == 0 ? Int(value) : 0
        }
        let capability = attribute(.major) * 10 + attribute(.minor)
        var details = DeviceDescription(
            driver: .cuda, index: Int(index),
            name: answers
                ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "device",
            driverVersion: "CUDA \(version)", compiler: (try? compiler.get().title) ?? "none", memory: memory,
            largestBuffer: memory, localMemory: attribute(.sharedMemory), largestGroup: attribute(.largestGroup),
            units: attribute(.units), alignment: 16, isProcessor: false, problem: nil)
        if !answers {
            details.problem = "it does not answer (\(CUDACode(value: code).words(table)))"
        } else {
            switch compiler {
            case .failure(let error): details.problem = "\(error)"
            case .success(let compiler): details.problem = compiler.problem(capability) ?? details.missingLimit
            }
        }
        return Place(device: device, capability: capability, details: details)
    }
}

/// A version of CUDA, `12.4`.
struct CUDAVersion: Comparable, CustomStringConvertible {
    let major: Int, minor: Int

    init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// From the driver's number: 12040 is 12.4.
    init(_ number: Int32) { self.init(major: Int(number) / 1000, minor: Int(number) % 1000 / 10) }

    var description: String { "\(major).\(minor)" }

    static func < (a: CUDAVersion, b: CUDAVersion) -> Bool { (a.major, a.minor) < (b.major, b.minor) }
}

/// A number other than 0 that CUDA's driver returned.
struct CUDACode {
    let value: Int32

    static let notReady: Int32 = 600

    var isMissingMemory: Bool { value == 2 }

    /// The module has no function of a name.
    var isNotFound: Bool { value == 500 }

    /// The context is of no more use: the device is gone, or a kernel that was started before failed, which any call may return. No later
    /// call can succeed.
    var isLostDevice: Bool {
        // Deinitialised, unavailable, invalid context, uncorrectable memory, link, contained, MPS, unknown.
        [4, 46, 201, 214, 220, 226, 806, 810, 911, 999].contains(value) || isFailedKernel
    }

    /// 700 illegal address ... 719 launch failed; 701 is about a launch itself, which asks for more than the device has.
    private var isFailedKernel: Bool { 700..<720 ~= value && value != 701 }

    /// `CUDA_ERROR_ILLEGAL_ADDRESS (an illegal memory access was encountered)`.
    func words(_ table: CUDATable) -> String {
        var name: UnsafePointer<CChar>?, text: UnsafePointer<CChar>?
        guard table.getErrorName(value, &name) == 0, let name else { return "CUDA error \(value)" }
        guard table.getErrorString(value, &text) == 0, let text else { return String(cString: name) }
        return "\(String(cString: name)) (\(String(cString: text)))"
    }
}
