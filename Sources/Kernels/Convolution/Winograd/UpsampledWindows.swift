/// The 6 x 6 windows of a map that is never written: a map of half its height and width, doubled as it is read.
///
/// Each window comes from 4 x 4 samples of the smaller map where a filter has two taps a phase (nearest, bilinear), from 5 x 5 where one
/// phase has three (Gaussian).
struct UpsampledWindows: Sendable {
    let height: Int
    let width: Int
    private let rows: Axis
    private let columns: Axis
    /// Samples of the smaller map along either side of a window: 4 or 5.
    private let side: Int

    /// The windows of `grid`, whose source `upsampling` would write; nil for filters of more taps and maps with fewer samples a side.
    init?(_ grid: WinogradGrid, of upsampling: SeparableUpsampling) {
        let isTwoTap = upsampling.rows.isSum(of: 2) && upsampling.columns.isSum(of: 2)
        side = isTwoTap ? 4 : 5
        guard isTwoTap || upsampling.rows.isSum(of: 3) && upsampling.columns.isSum(of: 3),
            let rows = Axis(upsampling.rows, windows: grid.rows, side: side),
            let columns = Axis(upsampling.columns, windows: grid.columns, side: side)
        else { return nil }
        self.rows = rows
        self.columns = columns
        height = upsampling.rows.inputs
        width = upsampling.columns.inputs
    }

    /// One axis: where the samples of each window begin, and the taps of each of its six places.
    private struct Axis: Sendable {
        let starts: [Int32]
        /// Whether a window lies inside, so that its taps are `inner`.
        let isInner: [Bool]
        let taps: [TabledTaps.Tap]
        let inner: AlternatingTaps

        /// `windows`: the place in the doubled row under each of the six places of each window, -1 for a zero.
        init?(_ table: InterpolationTable, windows: [Int32], side: Int) {
            guard table.inputs >= side else { return nil }
            let count = side - 2
            inner = AlternatingTaps(
                odd: table.weights(of: 3, from: 1, count: count), even: table.weights(of: 4, from: 1, count: count))
            var starts: [Int32] = [], isInner: [Bool] = [], taps: [TabledTaps.Tap] = []
            for window in 0..<(windows.count / 6) {
                let places = windows[(6 * window)..<(6 * window + 6)].map(Int.init)
                let start = min(max(2 * window - 1, 0), table.inputs - side)
                starts.append(Int32(start))
                isInner.append(start == 2 * window - 1 && places.elementsEqual((0..<6).map { 4 * window - 1 + $0 }))
                taps += places.map { place in
                    guard place >= 0 else { return .init(sample: 0, weights: .zero) }
                    let sample = min(max((place + 1) / 2 - 1, 0), table.inputs - count)
                    return .init(sample: sample - start, weights: table.weights(of: place, from: sample, count: count))
                }
            }
            (self.starts, self.isInner, self.taps) = (starts, isInner, taps)
        }
    }

    /// Loads the windows of tiles `start..<end`, and transforms them as `WinogradGrid.transformInputs` does, in no more scratch: 71 vectors
    /// hold doubled columns, a window and the samples of one row.
    @inline(__always)
    func transformInputs(
        _ source: UnsafePointer<Float>, _ reader: some SampleReader, channels: Int, start: Int, end: Int,
        scratch: UnsafeMutablePointer<Vector>, into result: UnsafeMutablePointer<Float>, distance: Int
    ) {
        let tilesX = columns.starts.count
        for tile in start..<end {
            let y = tile / tilesX, x = tile % tilesX
            let samples = source + (Int(rows.starts[y]) &* width &+ Int(columns.starts[x])) &* channels
            let target = result + (tile &- start) &* channels
            if rows.isInner[y] && columns.isInner[x] {
                if side == 4 {
                    transform4(
                        samples, reader, PairTaps(rows.inner), PairTaps(columns.inner), channels: channels,
                        scratch: scratch,
                        into: target, distance: distance)
                } else {
                    transform5(
                        samples, reader, rows.inner, columns.inner, channels: channels, scratch: scratch, into: target,
                        distance: distance)
                }
            } else {
                let row = scratch + 66
                rows.taps.withUnsafeBufferPointer { rowTaps in
                    columns.taps.withUnsafeBufferPointer { columnTaps in
                        let rows = TabledTaps(taps: rowTaps.baseAddress! + 6 &* y, samples: row)
                        let columns = TabledTaps(taps: columnTaps.baseAddress! + 6 &* x, samples: row)
                        if side == 4 {
                            transform4(
                                samples, reader, rows, columns, channels: channels, scratch: scratch, into: target,
                                distance: distance)
                        } else {
                            transform5(
                                samples, reader, rows, columns, channels: channels, scratch: scratch, into: target,
                                distance: distance)
                        }
                    }
                }
            }
        }
    }

    /// From 4 x 4 samples: each column is doubled and transformed before rows are doubled, which is fewer operations.
    // Not inlined, nor is `transform5`, for the compiler's sake: see `WinogradSource`.
    @inline(never)
    private func transform4(
        _ source: UnsafePointer<Float>, _ reader: some SampleReader, _ rows: some DoublingTaps,
        _ columns: some DoublingTaps, channels: Int, scratch half: UnsafeMutablePointer<Vector>,
        into result: UnsafeMutablePointer<Float>, distance: Int
    ) {
        let rowStep = width &* channels
        var c = 0
        while c < channels {
            for j in 0..<4 {
                let sample = source + (j &* channels &+ c)
                let u = rows.six(
                    reader.read(sample, c), reader.read(sample + rowStep, c), reader.read(sample + 2 &* rowStep, c),
                    reader.read(sample + 3 &* rowStep, c), .zero)
                (half + j).store(WinogradTransform.input(u.0, u.1, u.2, u.3, u.4, u.5), step: 4)
            }
            for i in 0..<6 {
                let h = half + 4 &* i
                let u = columns.six(h[0], h[1], h[2], h[3], .zero)
                (result + (6 &* i &* distance &+ c)).store(
                    WinogradTransform.input(u.0, u.1, u.2, u.3, u.4, u.5), step: distance)
            }
            c = channelVector(after: c, of: channels)
        }
    }

    /// From 5 x 5 samples: the window is doubled as `SeparableUpsampling` does it, and then transformed as a window of a written map is.
    /// Results are the same bit for bit.
    @inline(never)
    private func transform5(
        _ source: UnsafePointer<Float>, _ reader: some SampleReader, _ rows: some DoublingTaps,
        _ columns: some DoublingTaps, channels: Int, scratch: UnsafeMutablePointer<Vector>,
        into result: UnsafeMutablePointer<Float>, distance: Int
    ) {
        let rowStep = width &* channels
        let window = scratch + 30
        var c = 0
        while c < channels {
            for j in 0..<5 {
                let sample = source + (j &* channels &+ c)
                (scratch + j).store(
                    rows.six(
                        reader.read(sample, c), reader.read(sample + rowStep, c), reader.read(sample + 2 &* rowStep, c),
                        reader.read(sample + 3 &* rowStep, c), reader.read(sample + 4 &* rowStep, c)), step: 5)
            }
            for i in 0..<6 {
                let h = scratch + 5 &* i
                (window + 6 &* i).store(columns.six(h[0], h[1], h[2], h[3], h[4]), step: 1)
            }
            for j in 0..<6 { WinogradTransform.input(window + j, window + j, from: 6, to: 6) }
            for i in 0..<6 {
                let h = window + 6 &* i
                (result + (6 &* i &* distance &+ c)).store(
                    WinogradTransform.input(h[0], h[1], h[2], h[3], h[4], h[5]), step: distance)
            }
            c = channelVector(after: c, of: channels)
        }
    }

    /// Asks for a part of the samples that `tile` is the first to need.
    @inline(__always)
    func prefetchSource(_ source: UnsafePointer<Float>, channels: Int, tile: Int, part: Int, of parts: Int) {
        let tilesX = columns.starts.count
        guard tile < rows.starts.count &* tilesX else { return }
        prefetch(
            source, height: height, width: width, channels: channels, top: Int(rows.starts[tile / tilesX]) &+ side &- 2,
            left: Int(columns.starts[tile % tilesX]) &+ side &- 2, side: 2, part: part, of: parts, write: false)
    }
}

/// Doubles four or five samples along one axis: the six samples of a window.
private protocol DoublingTaps {
    func six(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ e: Vector) -> WinogradTransform.Six
}

/// The taps of all windows inside a map: of two samples for places of odd number, of three for those of even number.
private struct AlternatingTaps: DoublingTaps, Sendable {
    let odd: SIMD3<Float>
    let even: SIMD3<Float>

    @inline(__always)
    func six(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ e: Vector) -> WinogradTransform.Six {
        (sum(a, b, odd), sum(a, b, c), sum(b, c, odd), sum(b, c, d), sum(c, d, odd), sum(c, d, e))
    }

    @inline(__always)
    private func sum(_ first: Vector, _ second: Vector, _ third: Vector) -> Vector {
        sum(first, second, even).adding(Vector(repeating: even.z), times: third)
    }

    @inline(__always)
    fileprivate func sum(_ first: Vector, _ second: Vector, _ weights: SIMD3<Float>) -> Vector {
        (weights.x * first).adding(Vector(repeating: weights.y), times: second)
    }
}

/// The same where no place has three taps.
private struct PairTaps: DoublingTaps {
    private let taps: AlternatingTaps

    @inline(__always)
    init(_ taps: AlternatingTaps) { self.taps = taps }

    @inline(__always)
    func six(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ e: Vector) -> WinogradTransform.Six {
        (
            taps.sum(a, b, taps.odd), taps.sum(a, b, taps.even), taps.sum(b, c, taps.odd), taps.sum(b, c, taps.even),
            taps.sum(c, d, taps.odd), taps.sum(c, d, taps.even)
        )
    }
}

/// Taps read from a table, for windows that reach beyond the border.
private struct TabledTaps: DoublingTaps {
    /// Samples from number `sample` on, times `weights`.
    struct Tap: Sendable {
        let sample: Int
        let weights: SIMD3<Float>
    }

    /// Six taps.
    let taps: UnsafePointer<Tap>
    /// Five vectors of scratch.
    let samples: UnsafeMutablePointer<Vector>

    @inline(__always)
    func six(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ e: Vector) -> WinogradTransform.Six {
        samples[0] = a; samples[1] = b; samples[2] = c; samples[3] = d; samples[4] = e
        return (value(0), value(1), value(2), value(3), value(4), value(5))
    }

    @inline(__always)
    private func value(_ place: Int) -> Vector {
        let tap = taps[place], first = samples + tap.sample
        return (tap.weights.x * first[0]).adding(Vector(repeating: tap.weights.y), times: first[1])
            .adding(Vector(repeating: tap.weights.z), times: first[2])
    }
}

extension InterpolationTable {
    /// Whether output o is a sum of the inputs from (o + 1) / 2 - 1 on, `count` of them.
    fileprivate func isSum(of count: Int) -> Bool {
        for output in 0..<outputs {
            let first = (output + 1) / 2 - 1
            for entry in Int(starts[output])..<Int(starts[output + 1])
            where !(first..<(first + count)).contains(Int(indices[entry])) {
                return false
            }
        }
        return true
    }

    /// The weights of `count` inputs, 2 or 3, from `first` on in an output.
    fileprivate func weights(of output: Int, from first: Int, count: Int) -> SIMD3<Float> {
        let row = row(output)
        return SIMD3(row[first], row[first + 1], count > 2 ? row[first + 2] : 0)
    }
}
