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
}
