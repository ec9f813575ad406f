/// OpenCL on this machine: its devices, in the order of its platforms.
struct OpenCLDriver: @unchecked Sendable {
    #if canImport(Darwin)
    static let libraries = ["/System/Library/Frameworks/OpenCL.framework/OpenCL"]
    #else
    static let libraries = ["libOpenCL.so.1", "libOpenCL.so"]
    #endif

    /// A device and its platform, as OpenCL names them.
    struct Place {
        let platform: OpenCLTable.Handle, device: OpenCLTable.Handle
        let details: DeviceDescription
    }

    let table: OpenCLTable
    let places: [Place]

    /// - Throws: `DeviceError` when there is no driver, or an unusable one.
    static func load() throws(DeviceError) -> OpenCLDriver {
        guard let library = DynamicLibrary(opening: libraries) else {
            throw .noDriver(.opencl, library: libraries[0])
        }
        return try OpenCLDriver(library)
    }

    init(_ library: DynamicLibrary) throws(DeviceError) {
        table = try OpenCLTable(library)
        var places: [Place] = []
        for platform in try Self.platforms(table) {
            let info = OpenCLInfo(handle: platform, query: table.getPlatformInfo)
            let name = info.text(0x0902) ?? "unnamed platform"
            for device in Self.devices(of: platform, table) {
                let details = DeviceDescription(
                    opencl: OpenCLInfo(handle: device, query: table.getDeviceInfo), index: places.count, platform: name)
                places.append(Place(platform: platform, device: device, details: details))
            }
        }
        self.places = places
    }

    func open(_ index: Int) throws(DeviceError) -> OpenCLDevice {
        guard places.indices.contains(index) else {
            throw .noDevice(.opencl, index: index, found: places.count)
        }
        let place = places[index]
        if let problem = place.details.problem {
            throw .unusable(choice: .opencl(index), name: place.details.name, problem: problem)
        }
        return OpenCLDevice(try OpenCLContext(table, place))
    }

    private static func platforms(_ table: OpenCLTable) throws(DeviceError) -> [OpenCLTable.Handle] {
        var count: UInt32 = 0
        let code = table.getPlatformIDs(0, nil, &count)
        // The loader's way to say that no driver is installed beside it.
        if code == -1001 || code == 0 && count == 0 { return [] }
        guard code == 0 else { throw .brokenDriver(.opencl, reason: OpenCLCode(value: code).name) }
        var platforms = [OpenCLTable.Handle?](repeating: nil, count: Int(count))
        let second = table.getPlatformIDs(count, &platforms, nil)
        guard second == 0 else { throw .brokenDriver(.opencl, reason: OpenCLCode(value: second).name) }
        return platforms.compactMap(\.self)
    }

    /// A platform that fails has no devices: the others may be well.
    private static func devices(of platform: OpenCLTable.Handle, _ table: OpenCLTable) -> [OpenCLTable.Handle] {
        var count: UInt32 = 0
        guard table.getDeviceIDs(platform, OpenCLConstant.allDevices, 0, nil, &count) == 0, count > 0 else { return [] }
        var devices = [OpenCLTable.Handle?](repeating: nil, count: Int(count))
        guard table.getDeviceIDs(platform, OpenCLConstant.allDevices, count, &devices, nil) == 0 else { return [] }
        return devices.compactMap(\.self)
    }
}
