/// Doubles a map H x W x C with one table an axis; the backward pass is the same loop with the tables transposed.
public struct SeparableUpsampling {
    private let rows: InterpolationTable
    private let columns: InterpolationTable
    private let channels: Int

    /// The size of the input.
    public init(_ filter: InterpolationFilter, height: Int, width: Int, channels: Int) {
        rows = filter.doubling(height)
        columns = filter.doubling(width)
        self.channels = channels
    }

    /// Floats of private scratch that a worker needs: one row of the larger map.
    public var scratchCount: Int { columns.outputs * channels }

    public func forward(input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        resample("upsampling forward", input, rows: rows, columns: columns, into: output, scratch: scratch)
    }

    public func backward(outputGradient: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        resample("upsampling backward", outputGradient, rows: rows.transposed, columns: columns.transposed, into: inputGradient, scratch: scratch)
    }

    /// Each output row: the input rows it needs are summed first, then the columns.
    private func resample(_ name: String, _ input: UnsafePointer<Float>, rows: InterpolationTable, columns: InterpolationTable,
                          into output: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        let inputRow = columns.inputs * channels
        let outputRow = columns.outputs * channels
        return [Work(name, tiles: rows.outputs) { y, worker in
            let blended = scratch[worker]
            rows.sum(y, of: input, stride: inputRow, into: blended, count: inputRow)
            for x in 0..<columns.outputs {
                columns.sum(x, of: blended, stride: channels, into: output + (y &* outputRow &+ x &* channels), count: channels)
            }
        }]
    }
}

extension InterpolationTable {
    /// target = the weighted sum for one output of inputs that lie `stride` floats apart, `count` floats each.
    @inline(__always)
    func sum(_ output: Int, of source: UnsafePointer<Float>, stride: Int, into target: UnsafeMutablePointer<Float>, count: Int) {
        let first = Int(starts[output]), last = Int(starts[output &+ 1])
        guard first < last else { return target.update(repeating: 0, count: count) }
        Kernels.scale(source + Int(indices[first]) &* stride, by: weights[first], into: target, count: count)
        for entry in (first &+ 1)..<max(last, first &+ 1) {
            accumulate(source + Int(indices[entry]) &* stride, times: weights[entry], into: target, count: count)
        }
    }
}
