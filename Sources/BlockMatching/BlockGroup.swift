/// The blocks of one group on one channel, transformed and filtered in memory of its own; `Row` holds a row of a block.
struct BlockGroup<Row: SIMD>: ~Copyable where Row.Scalar == Float {
    private let size: Int
    private let transform: BlockTransform
    /// The blocks of a group; those of another beside it; room for half a transform; a block.
    private let blocks: UnsafeMutablePointer<Float>, others: UnsafeMutablePointer<Float>
    private let room: UnsafeMutablePointer<Float>, spare: UnsafeMutablePointer<Float>

    /// Floats from one block to the next.
    var stride: Int { size * Row.scalarCount }

    init(_ transform: BlockTransform, limit: Int) {
        self.transform = transform
        size = transform.size
        let block = transform.size * Row.scalarCount, count = (3 * limit + 1) * block
        blocks = .allocate(capacity: count)
        blocks.initialize(repeating: 0, count: count)
        others = blocks + limit * block
        room = others + limit * block
        spare = room + limit * block
    }

    deinit { blocks.deallocate() }

    /// Filters a group by a hard threshold; its weight.
    func threshold(
        _ places: [BlockPlace], of plane: UnsafePointer<Float>, width: Int, threshold: Float, sigma: Float
    ) -> Float {
        load(places, of: plane, width: width, into: blocks)
        haar(blocks, count: places.count)
        var kept = 0
        for i in 0..<places.count * stride {
            if abs(blocks[i]) >= threshold { kept += 1 } else { blocks[i] = 0 }
        }
        inverseHaar(blocks, count: places.count)
        for index in places.indices { invert(blocks + index * stride) }
        return 1 / (sigma * sigma * Float(max(kept, 1)))
    }

    /// Filters a group by Wiener's filter, whose signal is the same group of the basic estimate; its weight.
    func wiener(
        _ places: [BlockPlace], of plane: UnsafePointer<Float>, basic: UnsafePointer<Float>, width: Int, sigma: Float
    ) -> Float {
        load(places, of: plane, width: width, into: blocks)
        load(places, of: basic, width: width, into: others)
        haar(blocks, count: places.count)
        haar(others, count: places.count)
        var sum: Float = 0
        let variance = sigma * sigma
        for i in 0..<places.count * stride {
            let energy = others[i] * others[i], gain = energy / (energy + variance)
            blocks[i] *= gain
            sum += gain * gain
        }
        inverseHaar(blocks, count: places.count)
        for index in places.indices { invert(blocks + index * stride) }
        // Finite also for a black group of little noise: infinity times 0 would not be a number.
        return min(1 / (variance * max(sum, .leastNormalMagnitude)), .greatestFiniteMagnitude)
    }

    /// A row of a filtered block.
    @inline(__always)
    func row(_ row: Int, of block: Int) -> UnsafePointer<Float> {
        UnsafePointer(blocks + block * stride + row * Row.scalarCount)
    }

    private func load(
        _ places: [BlockPlace], of plane: UnsafePointer<Float>, width: Int, into group: UnsafeMutablePointer<Float>
    ) {
        for (index, place) in places.enumerated() {
            let block = group + index * stride
            for row in 0..<size {
                let source = plane + (place.row + row) * width + place.column
                (block + row * Row.scalarCount).update(from: source, count: size)
                for lane in size..<Row.scalarCount { block[row * Row.scalarCount + lane] = 0 }
            }
            // T B, then (T B) T'.
            transform.forward.withUnsafeBufferPointer { multiply($0.baseAddress!, block, into: spare) }
            transform.forwardTransposed.withUnsafeBufferPointer { multiply(spare, $0.baseAddress!, into: block) }
        }
    }

    private func invert(_ block: UnsafeMutablePointer<Float>) {
        transform.inverse.withUnsafeBufferPointer { multiply($0.baseAddress!, block, into: spare) }
        transform.inverseTransposed.withUnsafeBufferPointer { multiply(spare, $0.baseAddress!, into: block) }
    }

    /// The product of two blocks.
    @inline(__always)
    private func multiply(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>
    ) {
        for row in 0..<size {
            var sum = Row.zero
            for k in 0..<size {
                let values = UnsafeRawPointer(right + k * Row.scalarCount).loadUnaligned(as: Row.self)
                sum += values * Row(repeating: left[row * Row.scalarCount + k])
            }
            UnsafeMutableRawPointer(result + row * Row.scalarCount).storeBytes(of: sum, as: Row.self)
        }
    }

    /// The orthonormal Haar transform along the blocks, of full depth; sums come first.
    private func haar(_ group: UnsafeMutablePointer<Float>, count: Int) {
        var length = count
        while length > 1 {
            let half = length / 2
            for pair in 0..<half {
                let first = group + 2 * pair * stride, second = first + stride
                combine(first, second, sums: group + pair * stride, differences: room + pair * stride)
            }
            (group + half * stride).update(from: room, count: half * stride)
            length = half
        }
    }

    private func inverseHaar(_ group: UnsafeMutablePointer<Float>, count: Int) {
        var length = 2
        while length <= count {
            for pair in 0..<length / 2 {
                let place = room + 2 * pair * stride
                combine(
                    group + pair * stride, group + (length / 2 + pair) * stride, sums: place,
                    differences: place + stride)
            }
            group.update(from: room, count: length * stride)
            length *= 2
        }
    }

    /// (a + b) / sqrt 2 and (a - b) / sqrt 2 of two blocks; the sums may take the place of either.
    @inline(__always)
    private func combine(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, sums: UnsafeMutablePointer<Float>,
        differences: UnsafeMutablePointer<Float>
    ) {
        let scale = Float(0.5).squareRoot()
        for i in 0..<stride {
            let (first, second) = (a[i], b[i])
            differences[i] = scale * (first - second)
            sums[i] = scale * (first + second)
        }
    }
}
