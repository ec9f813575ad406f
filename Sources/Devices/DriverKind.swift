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
