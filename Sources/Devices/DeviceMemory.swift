/// Memory of a device; it is given back when the last reference goes.
package final class DeviceBuffer: @unchecked Sendable {
    /// Its size in bytes.
    package let bytes: Int
    /// The driver's name of it: a `cl_mem` or a device pointer.
    let handle: UInt
    private let release: () -> Void

    init(bytes: Int, handle: UInt, release: @escaping () -> Void) {
        self.bytes = bytes
        self.handle = handle
        self.release = release
        LiveObjects.born(.buffer)
    }

    deinit {
        release()
        LiveObjects.gone(.buffer)
    }
}

/// Memory of the host that a device copies from and to without a detour; it is given back when the last reference goes.
package final class PinnedBuffer: @unchecked Sendable {
    /// Where it is, for the host.
    package let memory: UnsafeMutableRawBufferPointer
    private let release: () -> Void

    init(memory: UnsafeMutableRawBufferPointer, release: @escaping () -> Void) {
        self.memory = memory
        self.release = release
        LiveObjects.born(.pinnedBuffer)
    }

    deinit {
        release()
        LiveObjects.gone(.pinnedBuffer)
    }
}
