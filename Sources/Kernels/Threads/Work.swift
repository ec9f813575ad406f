/// One parallel region: independent tiles whose number and content never depend on how many threads run them.
///
/// A network is compiled into a list of these once; running them allocates nothing.
public struct Work: @unchecked Sendable {
    /// The operation, for diagnosis: "conv3 forward".
    public let name: String
    public let tiles: Int
    /// Does one tile; `worker` is below the number of threads and selects private scratch memory.
    public let body: (_ tile: Int, _ worker: Int) -> Void

    public init(_ name: String, tiles: Int, body: @escaping (_ tile: Int, _ worker: Int) -> Void) {
        self.name = name
        self.tiles = tiles
        self.body = body
    }

    /// Cuts 0..<count into pieces of `size` and does each as one tile.
    public init(_ name: String, count: Int, size: Int, body: @escaping (_ start: Int, _ end: Int, _ worker: Int) -> Void) {
        self.init(name, tiles: (count + size - 1) / size) { tile, worker in
            body(tile * size, min(count, (tile + 1) * size), worker)
        }
    }
}
