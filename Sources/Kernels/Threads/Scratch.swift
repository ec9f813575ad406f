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
