/// Kernels that were compiled for one device.
package final class DeviceProgram {
    /// What the compiler said about source that it accepts; often empty.
    package let log: String
    /// The driver's name of it.
    let handle: UInt
    private let find: (String, DeviceProgram) throws(DeviceError) -> DeviceFunction
    private let hold: DriverHold

    init(
        log: String, handle: UInt, release: @escaping () -> Void,
        find: @escaping (String, DeviceProgram) throws(DeviceError) -> DeviceFunction
    ) {
        self.log = log
        self.handle = handle
        self.find = find
        hold = DriverHold(.program, release: release)
    }

    /// The kernel of this name.
    /// - Throws: `DeviceError.noFunction` if the program has none.
    package func function(named name: String) throws(DeviceError) -> DeviceFunction { try find(name, self) }
}

/// One kernel of a program, which it keeps.
package final class DeviceFunction {
    package let name: String
    /// The most items of a work-group that it can be started with on its device.
    package let largestGroup: Int
    /// Bytes of an item's own memory that did not fit into registers; 0 where the driver does not say.
    package let spilledBytes: Int
    let program: DeviceProgram
    let handle: UInt
    private let hold: DriverHold

    init(
        name: String, largestGroup: Int, spilledBytes: Int, program: DeviceProgram, handle: UInt,
        release: @escaping () -> Void = {}
    ) {
        self.name = name
        self.largestGroup = largestGroup
        self.spilledBytes = spilledBytes
        self.program = program
        self.handle = handle
        // A kernel goes before its program.
        hold = DriverHold(.function) { withExtendedLifetime(program, release) }
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

/// One argument of a kernel; the bytes of a number are passed as they are.
package enum DeviceArgument {
    /// A buffer from an offset in bytes on, a multiple of the device's `alignment`.
    case buffer(DeviceBuffer, offset: Int)
    case int32(Int32)
    case int64(Int64)
    case uint64(UInt64)
    case float(Float)

    /// A buffer from its beginning.
    package static func buffer(_ buffer: DeviceBuffer) -> DeviceArgument { .buffer(buffer, offset: 0) }

    /// Calls `body` with the bytes of a number; nil for a buffer.
    func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R? {
        switch self {
        case .buffer: nil
        case .int32(let value): withUnsafeBytes(of: value, body)
        case .int64(let value): withUnsafeBytes(of: value, body)
        case .uint64(let value): withUnsafeBytes(of: value, body)
        case .float(let value): withUnsafeBytes(of: value, body)
        }
    }
}

/// The definitions that a program is compiled with: the only options that every compiler has.
struct CompileOptions {
    /// `-DNAME=VALUE` each.
    let definitions: [String]

    /// - Throws: `DeviceError.compile` for anything but `-D NAME` or `-D NAME=VALUE` without spaces.
    init(_ options: [String], device: String) throws(DeviceError) {
        var definitions: [String] = []
        for option in options {
            let definition = option.drop(prefix: "-D").drop { $0 == " " }
            guard option.hasPrefix("-D"), let first = definition.first, first == "_" || first.isLetter,
                !definition.contains(where: { $0.isWhitespace || $0 == "\"" || $0 == "\\" })
            else {
                throw .compile(device: device, log: "error: the option '\(option)' is not of the form -D NAME=VALUE")
            }
            definitions.append("-D\(definition)")
        }
        self.definitions = definitions
    }
}

extension String {
    fileprivate func drop(prefix: String) -> Substring { hasPrefix(prefix) ? dropFirst(prefix.count) : self[...] }
}

/// A kernel with its sizes and arguments, encoded once: starting it allocates nothing.
///
/// It keeps the function and the buffers that it was prepared with.
package final class PreparedLaunch {
    /// The kernel's name.
    package let name: String
    private let change: (Int, DeviceArgument) throws(DeviceError) -> Void
    private let start: () throws(DeviceError) -> Void
    private let hold = DriverHold(.launch)

    init(
        name: String, change: @escaping (Int, DeviceArgument) throws(DeviceError) -> Void,
        start: @escaping () throws(DeviceError) -> Void
    ) {
        self.name = name
        self.change = change
        self.start = start
    }

    /// Replaces one argument by another of the same type, for launches from now on.
    package func set(_ index: Int, to argument: DeviceArgument) throws(DeviceError) { try change(index, argument) }

    /// Enqueues it.
    func enqueue() throws(DeviceError) { try start() }
}

/// Launches that are started together, in order; a driver that can does it in one call.
package final class LaunchSequence {
    package let launches: [PreparedLaunch]
    private let start: () throws(DeviceError) -> Void
    private let hold: DriverHold

    init(_ launches: [PreparedLaunch], start: @escaping () throws(DeviceError) -> Void, release: @escaping () -> Void) {
        self.launches = launches
        self.start = start
        hold = DriverHold(.sequence) { withExtendedLifetime(launches, release) }
    }

    /// Enqueues all of them.
    func enqueue() throws(DeviceError) { try start() }
}
