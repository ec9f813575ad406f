/// Where networks are trained: on the processor, on one device of a driver, or on the first graphics processor that is found.
public enum DeviceChoice: Hashable, Sendable, CustomStringConvertible {
    case cpu
    /// The n-th device of all platforms of OpenCL, from 0.
    case opencl(Int)
    /// The n-th device of CUDA, from 0.
    case cuda(Int)
    /// The first usable graphics processor, CUDA before OpenCL; the processor where there is none.
    case auto

    /// What can be written, for help and errors.
    public static let allowed = "cpu, opencl, opencl:N, cuda, cuda:N and auto"

    private static let largestIndex = 999

    /// Reads `cpu`, `opencl`, `opencl:1`, `cuda:0` or `auto`; a driver without number is its device 0.
    public init(parsing text: String) throws(DeviceError) {
        switch text {
        case "cpu": self = .cpu
        case "auto": self = .auto
        default:
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let kind = DriverKind(rawValue: String(parts[0])) else { throw .unknownChoice(text) }
            self.init(kind, try parts.count == 1 ? 0 : Self.index(parts[1], in: text))
        }
    }

    /// The device of a driver with this number.
    public init(_ kind: DriverKind, _ index: Int) {
        switch kind {
        case .opencl: self = .opencl(index)
        case .cuda: self = .cuda(index)
        }
    }

    /// `cpu`, `opencl:0`, `cuda:1` or `auto`: what `init(parsing:)` reads.
    public var description: String {
        switch self {
        case .cpu: "cpu"
        case .auto: "auto"
        case .opencl(let index): "opencl:\(index)"
        case .cuda(let index): "cuda:\(index)"
        }
    }

    private static func index(_ digits: Substring, in text: String) throws(DeviceError) -> Int {
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let index = Int(digits),
            index <= largestIndex
        else { throw .unknownChoice(text) }
        return index
    }
}

/// The interfaces by which a graphics processor can be reached; both are looked up when the program runs.
public enum DriverKind: String, CaseIterable, Sendable {
    case opencl, cuda

    /// The name as its makers write it.
    public var title: String {
        switch self {
        case .opencl: "OpenCL"
        case .cuda: "CUDA"
        }
    }
}
