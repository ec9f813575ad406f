/// The largest of 2 x 2 samples: a map H x W x C becomes H/2 x W/2 x C, sides truncated.
public struct MaxPooling {
    private let height: Int, width: Int, channels: Int

    /// The size of the input.
    public init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
    }

    private var outputWidth: Int { width / 2 }

    public func forward(input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>) -> [ParallelRegion] {
        [
            ParallelRegion(.downsampling("max pooling forward"), tiles: height / 2) { y, _ in
                let row = width &* channels
                for x in 0..<outputWidth {
                    let top = input + (2 &* y &* width &+ 2 &* x) &* channels, bottom = top + row
                    let target = output + (y &* outputWidth &+ x) &* channels
                    forEachVector(channels) {
                        let upper = larger(top.vector($0), top.vector($0 &+ channels))
                        target.store(larger(upper, larger(bottom.vector($0), bottom.vector($0 &+ channels))), $0)
                    } rest: {
                        target[$0] = max(top[$0], top[$0 &+ channels], bottom[$0], bottom[$0 &+ channels])
                    }
                }
            }
        ]
    }

    /// The gradient goes to the first of the largest samples, in raster order; samples that no window covers get 0.
    public func backward(
        input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        // A last odd row is a tile of its own.
        [
            ParallelRegion(.downsampling("max pooling backward"), tiles: (height + 1) / 2) { y, _ in
                let row = width &* channels, start = 2 &* y &* row
                guard 2 &* y &+ 1 < height else { return (inputGradient + start).update(repeating: 0, count: row) }
                for x in 0..<outputWidth {
                    let place = start &+ 2 &* x &* channels
                    spread(
                        outputGradient + (y &* outputWidth &+ x) &* channels, by: input + place,
                        into: inputGradient + place)
                }
                if width % 2 == 1 {
                    let last = inputGradient + (start &+ row &- channels)
                    last.update(repeating: 0, count: channels)
                    (last + row).update(repeating: 0, count: channels)
                }
            }
        ]
    }

    /// Writes the gradients of one window's four samples.
    @inline(__always)
    private func spread(
        _ gradient: UnsafePointer<Float>, by input: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>
    ) {
        let row = width &* channels
        forEachVector(channels) { c in
            let places = (c, c &+ channels, c &+ row, c &+ row &+ channels)
            let a = input.vector(places.0), b = input.vector(places.1), lowerLeft = input.vector(places.2),
                lowerRight = input.vector(places.3)
            let most = larger(larger(a, b), larger(lowerLeft, lowerRight)), zero = Vector.zero
            var rest = gradient.vector(c)
            target.store(zero.replacing(with: rest, where: a .== most), places.0)
            rest = rest.replacing(with: zero, where: a .== most)
            target.store(zero.replacing(with: rest, where: b .== most), places.1)
            rest = rest.replacing(with: zero, where: b .== most)
            target.store(zero.replacing(with: rest, where: lowerLeft .== most), places.2)
            target.store(rest.replacing(with: zero, where: lowerLeft .== most), places.3)
        } rest: { c in
            var first = c, most = input[c]
            for place in [c &+ channels, c &+ row, c &+ row &+ channels] where input[place] > most {
                (first, most) = (place, input[place])
            }
            target[c] = 0
            target[c &+ channels] = 0
            target[c &+ row] = 0
            target[c &+ row &+ channels] = 0
            target[first] = gradient[c]
        }
    }

    @inline(__always)
    private func larger(_ a: Vector, _ b: Vector) -> Vector { a.replacing(with: b, where: b .> a) }
}
