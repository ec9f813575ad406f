/// Places the labels at the right end of curves.
enum LabelPlacement {
    /// The heights closest to the wanted ones, in the least-squares sense, that lie `spacing` apart within `range`.
    ///
    /// Labels that do not fit in the range keep their distance and share the excess at both ends.
    static func spread(_ wanted: [Double], spacing: Double, within range: ClosedRange<Double>) -> [Double] {
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        // Less the distance that each label needs, the heights only have to increase: pool neighbours that do not.
        var pools: [Pool] = []
        for (rank, index) in order.enumerated() {
            pools.append(Pool(sum: wanted[index] - Double(rank) * spacing, count: 1))
            while pools.count > 1, pools[pools.count - 2].average > pools[pools.count - 1].average {
                let last = pools.removeLast()
                pools[pools.count - 1].sum += last.sum
                pools[pools.count - 1].count += last.count
            }
        }
        let height = Double(wanted.count - 1) * spacing
        let slack = range.upperBound - range.lowerBound - height
        let lowest = slack >= 0 ? range.lowerBound : range.lowerBound + slack / 2
        let bases = pools.flatMap { pool in
            Array(repeating: min(max(pool.average, lowest), lowest + max(slack, 0)), count: pool.count)
        }
        var result = wanted
        for (rank, index) in order.enumerated() {
            result[index] = bases[rank] + Double(rank) * spacing
        }
        return result
    }

    private struct Pool {
        var sum: Double
        var count: Int
        var average: Double { sum / Double(count) }
    }
}
