/// Doubles or halves a map H x W x C with one table an axis; the backward pass is the same loop with the tables transposed.
public struct SeparableUpsampling {
    let rows: InterpolationTable
    let columns: InterpolationTable
    private let channels: Int
    private let isUpsampling: Bool

    /// The size of the input.
    public init(_ filter: InterpolationFilter, height: Int, width: Int, channels: Int) {
        rows = filter.doubling(height)
        columns = filter.doubling(width)
        self.channels = channels
        isUpsampling = true
    }

    /// The size of the input; its sides are at least 2.
    public init(_ filter: DownsamplingFilter, height: Int, width: Int, channels: Int) {
        rows = filter.halving(height)
        columns = filter.halving(width)
        self.channels = channels
        isUpsampling = false
    }

    /// Floats of private scratch that a worker needs: one row of either map.
    public var scratchCount: Int { (columns.inputs + columns.outputs) * channels }

    private func operation(_ direction: String) -> StepOperation {
        isUpsampling ? .upsampling("upsampling \(direction)") : .downsampling("downsampling \(direction)")
    }

    /// Rows of channel sums that `backward` gives.
    public var backwardSumRows: Int { rows.inputs }

    /// output = the input, read as `reading` says, at twice its height and width.
    /// - Parameter outputStep: floats from one pixel of the output to the next, where it is a part of a wider map.
    public func forward(
        input: UnsafePointer<Float>, reading: MapReading = .plain, output: UnsafeMutablePointer<Float>,
        outputStep: Int? = nil,
        scratch: Scratch
    ) -> [ParallelRegion] {
        let step = outputStep ?? channels
        return [
            ParallelRegion(operation("forward"), tiles: rows.outputs) { y, worker in
                reading.apply(
                    Blend(
                        table: rows, output: y, map: input, step: channels, columns: columns.inputs, channels: channels,
                        target: scratch[worker]))
                for x in 0..<columns.outputs {
                    columns.sum(
                        x, of: scratch[worker], stride: channels, into: output + (y &* columns.outputs &+ x) &* step,
                        count: channels)
                }
            }
        ]
    }

    /// The gradient with respect to the input, written as `writing` says.
    /// - Parameter gradientStep: floats from one pixel of the output's gradient to the next.
    public func backward(
        outputGradient: UnsafePointer<Float>, gradientReading: MapReading = .plain, gradientStep: Int? = nil,
        inputGradient: UnsafeMutablePointer<Float>, writing: MapWriting = .bias(nil), scratch: Scratch
    ) -> [ParallelRegion] {
        let rows = rows.transposed, columns = columns.transposed, step = gradientStep ?? channels
        return [
            ParallelRegion(operation("backward"), tiles: rows.outputs) { y, worker in
                let blended = scratch[worker], gradients = blended + columns.inputs &* channels
                gradientReading.apply(
                    Blend(
                        table: rows, output: y, map: outputGradient, step: step, columns: columns.inputs,
                        channels: channels,
                        target: blended))
                let target = inputGradient + y &* columns.outputs &* channels
                if case .bias(nil) = writing {
                    for x in 0..<columns.outputs {
                        columns.sum(x, of: blended, stride: channels, into: target + x &* channels, count: channels)
                    }
                    return
                }
                for x in 0..<columns.outputs {
                    columns.sum(x, of: blended, stride: channels, into: gradients + x &* channels, count: channels)
                }
                writing.apply(
                    row: y, channels: channels, pixels: columns.outputs,
                    RowWrite(
                        samples: gradients, step: channels, phases: 1, phaseStep: 0, first: 0, count: columns.outputs,
                        channels: channels,
                        target: target))
            }
        ]
    }
}

/// One row of a resampled map: the weighted sum of the rows that it is made of.
private struct Blend: MapUse {
    let table: InterpolationTable
    let output: Int
    let map: UnsafePointer<Float>
    /// Floats from one pixel to the next.
    let step: Int
    let columns: Int, channels: Int
    let target: UnsafeMutablePointer<Float>

    @inline(__always)
    func run(_ reader: some SampleReader) {
        let row = columns &* step
        let isPlain = reader is PlainReader
        if isPlain, step == channels { return table.sum(output, of: map, stride: row, into: target, count: row) }
        for x in 0..<columns {
            if isPlain {
                table.sum(output, of: map + x &* step, stride: row, into: target + x &* channels, count: channels)
            } else {
                table.sum(
                    output, of: map + x &* step, stride: row, into: target + x &* channels, channels: channels, reader)
            }
        }
    }
}

extension SeparableUpsampling {
    /// Makes a map smaller by a whole factor, of which its sides are multiples; the size of the input.
    public init(_ downsampling: Downsampling, height: Int, width: Int, channels: Int) {
        rows = downsampling.table(height)
        columns = downsampling.table(width)
        self.channels = channels
        isUpsampling = false
    }
}

extension InterpolationTable {
    /// target = the weighted sum for one output of inputs that lie `stride` floats apart, `channels` samples each, read through `reader`.
    @inline(__always)
    func sum(
        _ output: Int, of source: UnsafePointer<Float>, stride: Int, into target: UnsafeMutablePointer<Float>,
        channels: Int,
        _ reader: some SampleReader
    ) {
        let first = Int(starts[output]), last = Int(starts[output &+ 1])
        guard first < last else { return target.update(repeating: 0, count: channels) }
        indices.withUnsafeBufferPointer { indices in
            weights.withUnsafeBufferPointer { weights in
                let indices = indices.baseAddress!, weights = weights.baseAddress!
                var c = 0
                while c < channels {
                    var total = weights[first] * reader.read(source + (Int(indices[first]) &* stride &+ c), c)
                    var entry = first &+ 1
                    while entry < last {
                        total = total.adding(
                            reader.read(source + (Int(indices[entry]) &* stride &+ c), c),
                            times: Vector(repeating: weights[entry]))
                        entry &+= 1
                    }
                    target.store(total, c)
                    c = channelVector(after: c, of: channels)
                }
            }
        }
    }

    /// The same of `count` samples as they are.
    @inline(__always)
    func sum(
        _ output: Int, of source: UnsafePointer<Float>, stride: Int, into target: UnsafeMutablePointer<Float>,
        count: Int
    ) {
        let first = Int(starts[output]), last = Int(starts[output &+ 1])
        guard first < last else { return target.update(repeating: 0, count: count) }
        indices.withUnsafeBufferPointer { indices in
            weights.withUnsafeBufferPointer { weights in
                let indices = indices.baseAddress!, weights = weights.baseAddress!
                forEachVector(count) { i in
                    var total = weights[first] * source.vector(Int(indices[first]) &* stride &+ i)
                    var entry = first &+ 1
                    while entry < last {
                        total = total.adding(
                            source.vector(Int(indices[entry]) &* stride &+ i), times: Vector(repeating: weights[entry]))
                        entry &+= 1
                    }
                    target.store(total, i)
                } rest: { i in
                    target[i] = 0
                    for entry in first..<last {
                        target[i] += weights[entry] * source[Int(indices[entry]) &* stride &+ i]
                    }
                }
            }
        }
    }
}
