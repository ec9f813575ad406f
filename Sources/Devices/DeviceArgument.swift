/// One argument of a kernel; the bytes of a number are passed as they are.
public enum DeviceArgument {
    /// A buffer from an offset in bytes on, a multiple of the device's `alignment`.
    case buffer(DeviceBuffer, offset: Int)
    case int32(Int32)
    case int64(Int64)
    case uint64(UInt64)
    case float(Float)

    /// A buffer from its beginning.
    public static func buffer(_ buffer: DeviceBuffer) -> DeviceArgument { .buffer(buffer, offset: 0) }

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
