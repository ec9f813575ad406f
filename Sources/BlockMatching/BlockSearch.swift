/// Where a block lies: its upper left corner.
struct BlockPlace: Equatable, Sendable {
    var row: Int, column: Int
}

/// Finds the blocks of a plane that are like a reference block.
struct BlockSearch: Sendable {
    let height: Int, width: Int
    let settings: PassSettings
    /// 0 in the lanes of a block's second vector that its first one has, too; 1 in the others.
    private let rest: SIMD8<Float>

    init(height: Int, width: Int, settings: PassSettings) {
        self.height = height
        self.width = width
        self.settings = settings
        var rest = SIMD8<Float>()
        for lane in 0..<8 { rest[lane] = lane < 16 - settings.block ? 0 : 1 }
        self.rest = rest
    }

    /// The reference corners along an axis of `count` samples: every `step`th, and the last one.
    func corners(_ count: Int) -> [Int] {
        let last = count - settings.block
        let regular = Array(stride(from: 0, through: last, by: settings.step))
        return regular.last == last ? regular : regular + [last]
    }

    /// The blocks nearest to the reference, itself first: as many as the largest power of two lets in. Of equal distances the one that comes
    /// first row by row goes first.
    /// - Parameters:
    ///   - plane: height x width samples.
    ///   - places: overwritten.
    func find(_ reference: BlockPlace, on plane: UnsafePointer<Float>, into places: inout [BlockPlace]) {
        let limit = settings.distanceLimit * Float(settings.block * settings.block)
        places.removeAll(keepingCapacity: true)
        places.append(reference)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: settings.groupLimit) { distances in
            distances[0] = -1
            let rows =
                max(
                    0, reference.row - settings.radius)...min(
                    height - settings.block, reference.row + settings.radius)
            let columns =
                max(
                    0, reference.column - settings.radius)...min(
                    width - settings.block, reference.column + settings.radius)
            let own = plane + reference.row * width + reference.column
            for row in rows {
                for column in columns {
                    let distance = distance(own, plane + row * width + column)
                    guard distance < limit, row != reference.row || column != reference.column else { continue }
                    let isFull = places.count == settings.groupLimit
                    if isFull, distance >= distances[places.count - 1] { continue }
                    var place = isFull ? places.count - 1 : places.count
                    if !isFull { places.append(reference) }
                    while distances[place - 1] > distance {
                        distances[place] = distances[place - 1]
                        places[place] = places[place - 1]
                        place -= 1
                    }
                    distances[place] = distance
                    places[place] = BlockPlace(row: row, column: column)
                }
            }
        }
        var count = 1
        while 2 * count <= places.count { count *= 2 }
        places.removeSubrange(count...)
    }

    /// The sum of squared differences of two blocks of 8 x 8 to 16 x 16 samples.
    @inline(__always)
    private func distance(_ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>) -> Float {
        var sum = SIMD8<Float>.zero
        for row in 0..<settings.block {
            let difference = first.eight(row * width) - second.eight(row * width)
            sum += difference * difference
        }
        if settings.block > 8 {
            let offset = settings.block - 8
            for row in 0..<settings.block {
                let difference = rest * (first.eight(row * width + offset) - second.eight(row * width + offset))
                sum += difference * difference
            }
        }
        return sum.sum()
    }
}

extension UnsafePointer<Float> {
    @inline(__always)
    fileprivate func eight(_ index: Int) -> SIMD8<Float> {
        UnsafeRawPointer(self + index).loadUnaligned(as: SIMD8<Float>.self)
    }
}
