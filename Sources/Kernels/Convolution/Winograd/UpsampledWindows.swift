/// The 6 x 6 windows of a map that is never written: a map of half its height and width, doubled as it is read by a filter of two taps a
/// phase (nearest, bilinear). Each window comes from 4 x 4 samples of the smaller map.
struct UpsampledWindows: Sendable {
    let height: Int
    let width: Int
    private let rows: Axis
    private let columns: Axis

    /// The windows of `grid`, whose source `upsampling` would write; nil for filters of more taps and maps of fewer than 4 samples a side.
    init?(_ grid: WinogradGrid, of upsampling: SeparableUpsampling) {
        guard let rows = Axis(upsampling.rows, windows: grid.rows), let columns = Axis(upsampling.columns, windows: grid.columns) else { return nil }
        self.rows = rows
        self.columns = columns
        height = upsampling.rows.inputs
        width = upsampling.columns.inputs
    }

    /// One axis: where the four samples of each window begin, and the two taps of each of its six places.
    private struct Axis: Sendable {
        let starts: [Int32]
        /// Whether a window lies inside, so that its taps are `inner`.
        let isInner: [Bool]
        let taps: [TabledTaps.Tap]
        let inner: AlternatingTaps

        /// `windows`: the place in the doubled row under each of the six places of each window, -1 for a zero.
        init?(_ table: InterpolationTable, windows: [Int32]) {
            guard table.inputs >= 4, table.isTwoTap else { return nil }
            inner = AlternatingTaps(odd: table.weights(of: 3, from: 1), even: table.weights(of: 4, from: 1))
            var starts: [Int32] = [], isInner: [Bool] = [], taps: [TabledTaps.Tap] = []
            for window in 0..<(windows.count / 6) {
                let places = windows[(6 * window)..<(6 * window + 6)].map(Int.init)
                let start = min(max(2 * window - 1, 0), table.inputs - 4)
                starts.append(Int32(start))
                isInner.append(start == 2 * window - 1 && places.elementsEqual((0..<6).map { 4 * window - 1 + $0 }))
                taps += places.map { place in
                    guard place >= 0 else { return .init(sample: 0, first: 0, second: 0) }
                    let sample = min(max((place + 1) / 2 - 1, 0), table.inputs - 2)
                    let weights = table.weights(of: place, from: sample)
                    return .init(sample: sample - start, first: weights.0, second: weights.1)
                }
            }
            (self.starts, self.isInner, self.taps) = (starts, isInner, taps)
        }
    }

    /// Vectors of private scratch that `transformInputs` needs: half a transform, and the samples of one row.
    static let scratchVectors = 24 + 4

    /// Loads the windows of tiles `start..<end`, and transforms them as `WinogradGrid.transformInputs` does.
    @inline(__always)
    func transformInputs(_ source: UnsafePointer<Float>, _ reader: some SampleReader, channels: Int, start: Int, end: Int,
                         scratch: UnsafeMutablePointer<Vector>, into result: UnsafeMutablePointer<Float>, distance: Int) {
        let tilesX = columns.starts.count
        for tile in start..<end {
            let y = tile / tilesX, x = tile % tilesX
            let samples = source + (Int(rows.starts[y]) &* width &+ Int(columns.starts[x])) &* channels
            let target = result + (tile &- start) &* channels
            if rows.isInner[y] && columns.isInner[x] {
                transform(samples, reader, rows.inner, columns.inner, channels: channels, half: scratch, into: target, distance: distance)
            } else {
                rows.taps.withUnsafeBufferPointer { rowTaps in
                    columns.taps.withUnsafeBufferPointer { columnTaps in
                        transform(samples, reader, TabledTaps(taps: rowTaps.baseAddress! + 6 &* y, samples: scratch + 24),
                                  TabledTaps(taps: columnTaps.baseAddress! + 6 &* x, samples: scratch + 24), channels: channels, half: scratch,
                                  into: target, distance: distance)
                    }
                }
            }
        }
    }

    @inline(__always)
    private func transform(_ source: UnsafePointer<Float>, _ reader: some SampleReader, _ rows: some DoublingTaps, _ columns: some DoublingTaps,
                           channels: Int, half: UnsafeMutablePointer<Vector>, into result: UnsafeMutablePointer<Float>, distance: Int) {
        let rowStep = width &* channels
        var c = 0
        while c < channels {
            for j in 0..<4 {
                let sample = source + (j &* channels &+ c)
                let u = rows.six(reader.read(sample, c), reader.read(sample + rowStep, c), reader.read(sample + 2 &* rowStep, c),
                                 reader.read(sample + 3 &* rowStep, c))
                (half + j).store(WinogradTransform.input(u.0, u.1, u.2, u.3, u.4, u.5), step: 4)
            }
            for i in 0..<6 {
                let h = half + 4 &* i
                let u = columns.six(h[0], h[1], h[2], h[3])
                (result + (6 &* i &* distance &+ c)).store(WinogradTransform.input(u.0, u.1, u.2, u.3, u.4, u.5), step: distance)
            }
            c = channelVector(after: c, of: channels)
        }
    }

    /// Asks for a part of the samples that `tile` is the first to need.
    @inline(__always)
    func prefetchSource(_ source: UnsafePointer<Float>, channels: Int, tile: Int, part: Int, of parts: Int) {
        let tilesX = columns.starts.count
        guard tile < rows.starts.count &* tilesX else { return }
        prefetch(source, height: height, width: width, channels: channels, top: Int(rows.starts[tile / tilesX]) &+ 2,
                 left: Int(columns.starts[tile % tilesX]) &+ 2, side: 2, part: part, of: parts, write: false)
    }
}

/// Doubles four samples along one axis: the six samples of a window.
protocol DoublingTaps {
    func six(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> WinogradTransform.Six
}

/// The taps of all windows inside a map.
struct AlternatingTaps: DoublingTaps, Sendable {
    let odd: (Float, Float)
    let even: (Float, Float)

    @inline(__always)
    func six(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> WinogradTransform.Six {
        (between(a, b, odd), between(a, b, even), between(b, c, odd), between(b, c, even), between(c, d, odd), between(c, d, even))
    }

    @inline(__always)
    private func between(_ first: Vector, _ second: Vector, _ weights: (Float, Float)) -> Vector {
        (weights.0 * first).adding(Vector(repeating: weights.1), times: second)
    }
}

/// Taps read from a table, for windows that reach beyond the border.
struct TabledTaps: DoublingTaps {
    /// Samples `sample` and `sample` + 1 of four, times `first` and `second`.
    struct Tap: Sendable {
        let sample: Int
        let first: Float
        let second: Float
    }

    /// Six taps.
    let taps: UnsafePointer<Tap>
    /// Four vectors of scratch.
    let samples: UnsafeMutablePointer<Vector>

    @inline(__always)
    func six(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> WinogradTransform.Six {
        samples[0] = a; samples[1] = b; samples[2] = c; samples[3] = d
        return (value(0), value(1), value(2), value(3), value(4), value(5))
    }

    @inline(__always)
    private func value(_ place: Int) -> Vector {
        let tap = taps[place]
        return (tap.first * samples[tap.sample]).adding(Vector(repeating: tap.second), times: samples[tap.sample &+ 1])
    }
}

extension InterpolationTable {
    /// Whether outputs 2i + 1 and 2i + 2 are sums of inputs i and i + 1, and none needs more.
    var isTwoTap: Bool {
        for output in 0..<outputs {
            let pair = (output + 1) / 2 - 1
            for entry in Int(starts[output])..<Int(starts[output + 1]) where !(pair...(pair + 1)).contains(Int(indices[entry])) { return false }
        }
        return true
    }

    /// The weights of inputs `first` and `first` + 1 in an output.
    fileprivate func weights(of output: Int, from first: Int) -> (Float, Float) {
        let row = row(output)
        return (row[first], row[first + 1])
    }
}
