import DeviceKernels
import Devices

/// The kernels of one device: each program is compiled when it is first asked for, and then kept.
final class KernelLibrary {
    let device: any Device
    private var programs: [[String]: DeviceProgram] = [:]
    private var functions: [[String]: DeviceFunction] = [:]

    init(device: any Device) { self.device = device }

    /// - Parameter tile: for kernels that are made of tiles.
    /// - Throws: `DeviceError`.
    func function(_ source: KernelSource, _ name: String, tile: Tile?) throws -> DeviceFunction {
        precondition(source.isTiled == (tile != nil), "\(source) is compiled for a tile, or is not")
        let key = [source.rawValue] + (tile?.options ?? [])
        if let function = functions[key + [name]] { return function }
        let program = try programs[key] ?? device.compile(source.text, options: tile?.options ?? [])
        programs[key] = program
        let function = try program.function(named: name)
        functions[key + [name]] = function
        return function
    }
}

/// A place in a device's memory: a buffer of floats, and how many of them lie before it.
struct Place {
    let buffer: DeviceBuffer
    let offset: Int

    func advanced(by floats: Int) -> Place { Place(buffer: buffer, offset: offset + floats) }

    /// In bytes.
    var byteOffset: Int { offset * MemoryLayout<Float>.stride }
}

/// An argument of a kernel as launches are written down.
enum KernelArgument {
    /// A parameter declared by INPUT or OUTPUT.
    case place(Place)
    /// A pointer to words.
    case words(DeviceBuffer)
    case int(Int)
    case wide(Int)
    case bits(UInt32)
    case flag(Bool)
    case float(Float)

    var encoded: [DeviceArgument] {
        switch self {
        case .place(let place): [.buffer(place.buffer), .int64(Int64(place.offset))]
        case .words(let buffer): [.buffer(buffer)]
        case .int(let value): [.int32(Int32(value))]
        case .wide(let value): [.int64(Int64(value))]
        case .bits(let value): [.int32(Int32(bitPattern: value))]
        case .flag(let value): [.int32(value ? 1 : 0)]
        case .float(let value): [.float(value)]
        }
    }
}

/// Launches in the order in which they are done.
struct LaunchList {
    let library: KernelLibrary
    private(set) var launches: [PreparedLaunch] = []

    init(_ library: KernelLibrary) { self.library = library }

    /// Items of every group.
    static let items = 256

    /// Appends a kernel; returns it with the places of its arguments, for those that change.
    @discardableResult
    mutating func add(
        _ source: KernelSource, _ name: String, tile: Tile? = nil, groups: GridSize, _ arguments: [KernelArgument]
    ) throws -> PreparedLaunch {
        let launch = try library.device.prepare(
            library.function(source, name, tile: tile), groups: groups, items: (Self.items, 1, 1),
            arguments: arguments.flatMap(\.encoded))
        launches.append(launch)
        return launch
    }

    /// One item for each of `count`.
    @discardableResult
    mutating func add(
        _ source: KernelSource, _ name: String, over count: Int, _ arguments: [KernelArgument]
    ) throws -> PreparedLaunch {
        try add(source, name, groups: ((count + Self.items - 1) / Self.items, 1, 1), arguments)
    }
}
