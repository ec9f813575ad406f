/// One parallel region: independent tiles whose number and content never depend on how many threads run them.
///
/// A network is compiled into a list of these once; running them allocates nothing.
public struct ParallelRegion: @unchecked Sendable {
    /// What it is a part of, for diagnosis.
    public let operation: StepOperation
    public let tiles: Int
    /// Does one tile; `worker` is below the number of threads and selects private scratch memory.
    public let body: (_ tile: Int, _ worker: Int) -> Void

    public init(_ operation: StepOperation, tiles: Int, body: @escaping (_ tile: Int, _ worker: Int) -> Void) {
        self.operation = operation
        self.tiles = tiles
        self.body = body
    }

    /// Cuts 0..<count into pieces of `size` and does each as one tile.
    public init(
        _ operation: StepOperation, count: Int, size: Int,
        body: @escaping (_ start: Int, _ end: Int, _ worker: Int) -> Void
    ) {
        self.init(operation, tiles: (count + size - 1) / size) { tile, worker in
            body(tile * size, min(count, (tile + 1) * size), worker)
        }
    }
}

/// An operation of a training step, as profiles and diagnoses name it: its kind and, in words, itself, such as "conv3 forward".
public struct StepOperation: Hashable, Sendable, CustomStringConvertible {
    /// The kinds of operations that share the time of a training step.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        case convolution, norm, activation, upsampling, downsampling
        /// Concatenation, addition, and the sum of the gradients of a map that several operations read.
        case joining
        /// The control of the weights' spectral norms.
        case control
        case loss, optimizer
        /// Noise added to the network input before a step.
        case input
        /// Measures the processor; a part of no step.
        case benchmark
    }

    public let kind: Kind
    public let description: String

    private init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    public static func convolution(_ name: String) -> StepOperation { StepOperation(.convolution, name) }
    public static func norm(_ name: String) -> StepOperation { StepOperation(.norm, name) }
    public static func activation(_ name: String) -> StepOperation { StepOperation(.activation, name) }
    public static func upsampling(_ name: String) -> StepOperation { StepOperation(.upsampling, name) }
    public static func downsampling(_ name: String) -> StepOperation { StepOperation(.downsampling, name) }
    public static func joining(_ name: String) -> StepOperation { StepOperation(.joining, name) }
    public static func control(_ name: String) -> StepOperation { StepOperation(.control, name) }
    public static func loss(_ name: String) -> StepOperation { StepOperation(.loss, name) }
    public static func optimizer(_ name: String) -> StepOperation { StepOperation(.optimizer, name) }
    public static func input(_ name: String) -> StepOperation { StepOperation(.input, name) }
    public static func benchmark(_ name: String) -> StepOperation { StepOperation(.benchmark, name) }
}

/// Private memory of each worker: `stride` floats apiece.
public struct Scratch {
    public let base: UnsafeMutablePointer<Float>
    public let stride: Int

    public init(base: UnsafeMutablePointer<Float>, stride: Int) {
        self.base = base
        self.stride = stride
    }

    @inline(__always)
    subscript(worker: Int) -> UnsafeMutablePointer<Float> { base + worker * stride }

    /// The worker's memory from `offset` floats on as vectors; base, stride and offset are multiples of a vector.
    @inline(__always)
    func vectors(_ worker: Int, at offset: Int = 0) -> UnsafeMutablePointer<Vector> {
        UnsafeMutableRawPointer(self[worker] + offset).assumingMemoryBound(to: Vector.self)
    }
}
