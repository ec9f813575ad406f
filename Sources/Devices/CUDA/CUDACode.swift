/// A number other than 0 that CUDA's driver returned.
struct CUDACode {
    let value: Int32

    static let notReady: Int32 = 600

    var isMissingMemory: Bool { value == 2 }

    /// The module has no function of a name.
    var isNotFound: Bool { value == 500 }

    /// The context is of no more use: the device is gone, or a kernel damaged it. No later call can succeed.
    var isLostDevice: Bool {
        // Deinitialised, unavailable, invalid context, uncorrectable memory, link, contained, destroyed context, MPS, unknown.
        [4, 46, 201, 214, 220, 226, 709, 806, 810, 911, 999].contains(value)
    }

    /// A kernel that was started before failed: 700 illegal address ... 719 launch failed.
    var isFailedKernel: Bool { value >= 700 && value < 720 && !isLostDevice }

    /// `CUDA_ERROR_ILLEGAL_ADDRESS (an illegal memory access was encountered)`.
    func words(_ table: CUDATable) -> String {
        var name: UnsafePointer<CChar>?, text: UnsafePointer<CChar>?
        guard table.getErrorName(value, &name) == 0, let name else { return "CUDA error \(value)" }
        guard table.getErrorString(value, &text) == 0, let text else { return String(cString: name) }
        return "\(String(cString: name)) (\(String(cString: text)))"
    }
}
