#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the functions of a driver are looked up by name: a shared library, or a double of one.
struct DynamicLibrary: @unchecked Sendable {
    /// The path or name by which it was found.
    let name: String
    private let lookup: (String) -> UnsafeMutableRawPointer?

    init(name: String, lookup: @escaping (String) -> UnsafeMutableRawPointer?) {
        self.name = name
        self.lookup = lookup
    }

    /// Opens the first of these libraries that is there; it stays open, since drivers do not survive being closed.
    init?(opening names: [String]) {
        for name in names {
            guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
            // A handle is only a number here; dlsym may be called from any thread.
            let address = UInt(bitPattern: library)
            self.init(name: name) { dlsym(UnsafeMutableRawPointer(bitPattern: address), $0) }
            return
        }
        return nil
    }

    /// The function of this name, whose type must be that of C.
    func function<F>(_ name: String, of kind: DriverKind) throws(DeviceError) -> F {
        guard let function: F = optionalFunction(name) else { throw .driverTooOld(kind, symbol: name) }
        return function
    }

    /// The function of this name; nil where the library has none.
    func optionalFunction<F>(_ name: String) -> F? {
        precondition(MemoryLayout<F>.size == MemoryLayout<UnsafeMutableRawPointer>.size)
        return lookup(name).map { unsafeBitCast($0, to: F.self) }
    }
}
