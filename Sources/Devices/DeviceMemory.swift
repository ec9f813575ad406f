import Synchronization

/// Memory of a device; it is given back when the last reference goes.
package final class DeviceBuffer: @unchecked Sendable {
    /// Its size in bytes.
    package let bytes: Int
    /// The driver's name of it: a `cl_mem` or a device pointer.
    let handle: UInt
    private let hold: DriverHold

    init(bytes: Int, handle: UInt, release: @escaping () -> Void) {
        self.bytes = bytes
        self.handle = handle
        hold = DriverHold(.buffer, release: release)
    }
}

/// Memory of the host that a device copies from and to without a detour; it is given back when the last reference goes.
package final class PinnedBuffer: @unchecked Sendable {
    /// Where it is, for the host.
    package let memory: UnsafeMutableRawBufferPointer
    private let hold: DriverHold

    init(memory: UnsafeMutableRawBufferPointer, release: @escaping () -> Void) {
        self.memory = memory
        hold = DriverHold(.pinnedBuffer, release: release)
    }
}

/// What a driver was asked for and has not been given back yet, counted in the whole process: a leak is seen as a count that stays.
package enum LiveObjects {
    package enum Kind: Int, CaseIterable, Sendable {
        case context, buffer, pinnedBuffer, program, function, launch, sequence, event
    }

    private static let counts = Mutex([Int](repeating: 0, count: Kind.allCases.count))

    /// How many objects of a kind are alive.
    package static func count(_ kind: Kind) -> Int { counts.withLock { $0[kind.rawValue] } }

    /// The counts of all kinds, in the order of their cases.
    package static var all: [Int] { counts.withLock { $0 } }

    fileprivate static func born(_ kind: Kind) { counts.withLock { $0[kind.rawValue] += 1 } }
    fileprivate static func gone(_ kind: Kind) { counts.withLock { $0[kind.rawValue] -= 1 } }
}

/// What an object has of a driver: counted from here on, and given back when the object's last reference goes.
///
/// `release` keeps what must outlive that.
final class DriverHold {
    private let kind: LiveObjects.Kind
    private let release: () -> Void

    init(_ kind: LiveObjects.Kind, release: @escaping () -> Void = {}) {
        self.kind = kind
        self.release = release
        LiveObjects.born(kind)
    }

    deinit {
        release()
        LiveObjects.gone(kind)
    }
}
