/// Places buffers with known lifetimes in one arena; buffers that never live at the same time may share memory.
public struct MemoryPlan {
    /// A request: `count` floats that are written first at step `first` and read last at step `last`.
    public struct Request {
        public let count: Int
        public var first: Int
        public var last: Int

        public init(count: Int, first: Int, last: Int) {
            self.count = count
            self.first = first
            self.last = last
        }

        func overlaps(_ other: Request) -> Bool { first <= other.last && other.first <= last }
    }

    /// The place of each request in the arena, in floats; multiples of 16.
    public let offsets: [Int]
    /// Floats in the whole arena.
    public let total: Int

    /// Largest first, each at the lowest place that is free for its whole life.
    public init(_ requests: [Request]) {
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
    }

    static func aligned(_ count: Int) -> Int { (count + 15) & ~15 }
}
