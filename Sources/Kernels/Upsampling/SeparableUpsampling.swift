/// Doubles or halves a map H x W x C with one table an axis; the backward pass is the same loop with the tables transposed.
public struct SeparableUpsampling {
    let rows: InterpolationTable
    let columns: InterpolationTable
    private let channels: Int
    private let name: String

    /// The size of the input.
    public init(_ filter: InterpolationFilter, height: Int, width: Int, channels: Int) {
        rows = filter.doubling(height)
        columns = filter.doubling(width)
        self.channels = channels
        name = "upsampling"
    }

    /// The size of the input; its sides are at least 2.
    public init(_ filter: DownsamplingFilter, height: Int, width: Int, channels: Int) {
        rows = filter.halving(height)
        columns = filter.halving(width)
        self.channels = channels
        name = "downsampling"
    }

    /// Floats of private scratch that a worker needs: one row of the larger map, and one sample.
    public var scratchCount: Int { (max(columns.inputs, columns.outputs) + 1) * channels }

    /// Rows of channel sums that `backward` gives.
    public var backwardSumRows: Int { rows.inputs }

    /// output = the input, after what is pending on it, at twice its height and width.
    public func forward(input: UnsafePointer<Float>, pending: PendingActivation? = nil, output: UnsafeMutablePointer<Float>,
                        scratch: Scratch) -> [Work] {
        let inputRow = columns.inputs * channels
        func finishRow(_ y: Int, _ blended: UnsafePointer<Float>) {
            for x in 0..<columns.outputs {
                columns.sum(x, of: blended, stride: channels, into: output + (y &* columns.outputs &+ x) &* channels, count: channels)
            }
        }
        let name = "\(name) forward"
        guard let pending else {
            return [Work(name, tiles: rows.outputs) { y, worker in
                rows.sum(y, of: input, stride: inputRow, into: scratch[worker], count: inputRow)
                finishRow(y, scratch[worker])
            }]
        }
        return [Work(name, tiles: rows.outputs) { y, worker in
            for x in 0..<columns.inputs {
                let place = x &* channels
                rows.sum(y, of: input + place, stride: inputRow, into: scratch[worker] + place, count: channels) { pending.value($0, $1) }
            }
            finishRow(y, scratch[worker])
        }]
    }

    /// The gradient with respect to the input, or with `activation` to what the input was before it was activated.
    public func backward(outputGradient: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>,
                         activation: ActivationGradient? = nil, scratch: Scratch) -> [Work] {
        let rows = rows.transposed, columns = columns.transposed
        let outputRow = columns.inputs * channels
        return [Work("\(name) backward", tiles: rows.outputs) { y, worker in
            let blended = scratch[worker], gradient = blended + outputRow
            rows.sum(y, of: outputGradient, stride: outputRow, into: blended, count: outputRow)
            let sums = activation.map { $0.sums + y &* channels }
            sums?.update(repeating: 0, count: channels)
            for x in 0..<columns.outputs {
                let target = inputGradient + (y &* columns.outputs &+ x) &* channels
                columns.sum(x, of: blended, stride: channels, into: activation == nil ? target : gradient, count: channels)
                activation?.write(gradient, over: target, sums: sums!, channels: channels)
            }
        }]
    }
}

extension SeparableUpsampling {
    /// Makes a map smaller by a whole factor, of which its sides are multiples; the size of the input.
    public init(_ downsampling: Downsampling, height: Int, width: Int, channels: Int) {
        rows = downsampling.table(height)
        columns = downsampling.table(width)
        self.channels = channels
        name = "downsampling"
    }
}

extension InterpolationTable {
    /// target = the weighted sum for one output of inputs that lie `stride` floats apart, `count` floats each, read through `read`.
    @inline(__always)
    func sum(_ output: Int, of source: UnsafePointer<Float>, stride: Int, into target: UnsafeMutablePointer<Float>, count: Int,
             read: (_ samples: Vector, _ channel: Int) -> Vector) {
        let first = Int(starts[output]), last = Int(starts[output &+ 1])
        guard first < last else { return target.update(repeating: 0, count: count) }
        indices.withUnsafeBufferPointer { indices in
            weights.withUnsafeBufferPointer { weights in
                let indices = indices.baseAddress!, weights = weights.baseAddress!
                var i = 0
                while i &+ Vector.scalarCount <= count {
                    var total = weights[first] * read(source.vector(Int(indices[first]) &* stride &+ i), i)
                    var entry = first &+ 1
                    while entry < last {
                        total = total.adding(read(source.vector(Int(indices[entry]) &* stride &+ i), i), times: Vector(repeating: weights[entry]))
                        entry &+= 1
                    }
                    target.store(total, i)
                    i &+= Vector.scalarCount
                }
                while i < count {
                    target[i] = 0
                    for entry in first..<last { target[i] += weights[entry] * source[Int(indices[entry]) &* stride &+ i] }
                    i &+= 1
                }
            }
        }
    }

    /// The same of inputs as they are.
    @inline(__always)
    func sum(_ output: Int, of source: UnsafePointer<Float>, stride: Int, into target: UnsafeMutablePointer<Float>, count: Int) {
        sum(output, of: source, stride: stride, into: target, count: count) { samples, _ in samples }
    }
}
