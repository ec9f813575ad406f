import Kernels

/// Places buffers with known lifetimes in one arena; buffers that never live at the same time may share memory.
public struct ArenaLayout {
    /// A request: `count` floats that are written first at step `first` and read last at step `last`.
    public struct Request {
        /// Number of floats that are asked for.
        public let count: Int
        /// The first step at which the buffer is written.
        public var first: Int
        /// The last step at which the buffer is read.
        public var last: Int

        func overlaps(_ other: Request) -> Bool { first <= other.last && other.first <= last }
    }

    /// The place of each request in the arena, in floats; multiples of 16.
    public let offsets: [Int]
    /// Floats in the whole arena.
    public let total: Int
    /// The places between the buffers of a guarded plan; nothing may be read or written there.
    public let guards: [Range<Int>]

    /// Places the largest buffer first, each at the lowest place that is free for its whole life.
    ///
    /// A guarded layout gives each buffer memory of its own, whatever its life, with a guard behind it: where buffers share
    /// memory, one that overruns its end cannot be told from the next that is written there.
    public init(_ requests: [Request], guarded: Bool = false) {
        if guarded {
            self.init(apart: requests.map(\.count))
        } else {
            self.init(shared: requests)
        }
    }

    /// One after the other with guards between them.
    private init(apart counts: [Int]) {
        var offsets: [Int] = [], guards: [Range<Int>] = [], end = 0
        for count in counts {
            offsets.append(end)
            let next = end + Self.aligned(count) + Self.guardCount
            guards.append(end + count..<next)
            end = next
        }
        self.offsets = offsets
        self.guards = guards
        total = end
    }

    private init(shared requests: [Request]) {
        var offsets = [Int](repeating: 0, count: requests.count)
        var placed: [Int] = []
        var total = 0
        let order = requests.indices.sorted { (requests[$0].count, $1) > (requests[$1].count, $0) }
        for index in order {
            let size = Self.aligned(requests[index].count)
            let taken = placed.filter { requests[$0].overlaps(requests[index]) }
                .map { (start: offsets[$0], end: offsets[$0] + Self.aligned(requests[$0].count)) }
                .sorted { $0.start < $1.start }
            var place = 0
            for block in taken where block.start < place + size {
                place = max(place, block.end)
            }
            offsets[index] = place
            placed.append(index)
            total = max(total, place + size)
        }
        self.offsets = offsets
        self.total = total
        guards = []
    }

    /// Floats of a guard at least: two of the widest vectors.
    static let guardCount = 32

    /// Floats that a buffer of `count` takes: whole cache lines.
    package static func aligned(_ count: Int) -> Int { multipleOf16(from: count) }
}
