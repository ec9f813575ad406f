/// Why bytes are not the value that was to be read from them; the description completes "it ...".
public enum BinaryError: Error, Equatable, CustomStringConvertible {
    /// The bytes end before the value does.
    case truncated(needed: Int, left: Int)
    /// Bytes follow where the value should end.
    case surplus(Int)
    /// A value that is not allowed.
    case invalid(String)

    public var description: String {
        switch self {
        case .truncated(let needed, let left):
            "ends in the middle of a value: \(needed) more bytes are needed, but only \(left) are left"
        case .surplus(let count): "has \(count) bytes too many"
        case .invalid(let what): "holds \(what)"
        }
    }
}
