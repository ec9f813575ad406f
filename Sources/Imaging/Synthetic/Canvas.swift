/// An RGB picture being painted, in scene coordinates: the longer side is 1, (0.5, 0.5) the middle, v downwards.
struct Canvas {
    let width: Int
    let height: Int
    /// Pixels of the longer side.
    let unit: Int
    private var pixels: [Float]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        unit = max(width, height)
        pixels = [Float](repeating: 0, count: 3 * width * height)
    }

    /// Scene coordinates of a pixel's centre.
    func scene(x: Int, y: Int) -> (u: Float, v: Float) {
        (
            (Float(x) + 0.5 - Float(width) / 2) / Float(unit) + 0.5,
            (Float(y) + 0.5 - Float(height) / 2) / Float(unit) + 0.5
        )
    }

    /// The colour at the pixel nearest to a scene point.
    func colour(u: Float, v: Float) -> Colour {
        let x = min(max(Int(((u - 0.5) * Float(unit) + Float(width) / 2).rounded(.down)), 0), width - 1)
        let y = min(max(Int(((v - 0.5) * Float(unit) + Float(height) / 2).rounded(.down)), 0), height - 1)
        let i = y * width + x
        let count = width * height
        return Colour(pixels[i], pixels[count + i], pixels[2 * count + i])
    }

    /// Paints every pixel whose v is in the range.
    mutating func fill(_ range: Range<Float> = -1..<2, _ paint: (_ u: Float, _ v: Float) -> Colour) {
        for y in 0..<height {
            let v = scene(x: 0, y: y).v
            guard range.contains(v) else { continue }
            for x in 0..<width { blend(paint(scene(x: x, y: y).u, v), 1, x, y) }
        }
    }

    /// Paints a shape; its edge is spread over one pixel and `softness`.
    ///
    /// `paint` gets the scene point and the shape's own axes.
    mutating func fill(
        _ shape: Shape, opacity: Float = 1, softness: Float = 0,
        _ paint: (_ u: Float, _ v: Float, _ p: Float, _ q: Float) -> Colour
    ) {
        let pixel = 1 / Float(unit)
        let edge = pixel + softness
        let reach = shape.reach + edge
        func clamped(_ value: Float, _ size: Int) -> Int { min(max(Int(value.rounded(.down)), 0), size) }
        let left = clamped((shape.u - reach - 0.5) * Float(unit) + Float(width) / 2, width)
        let right = clamped((shape.u + reach - 0.5) * Float(unit) + Float(width) / 2 + 1, width)
        let top = clamped((shape.v - reach - 0.5) * Float(unit) + Float(height) / 2, height)
        let bottom = clamped((shape.v + reach - 0.5) * Float(unit) + Float(height) / 2 + 1, height)
        // Shapes thinner than a pixel cover only that share of it.
        let thin = min(1, 2 * min(shape.halfWidth, shape.halfLength) / pixel)
        for y in top..<max(top, bottom) {
            for x in left..<max(left, right) {
                let (u, v) = scene(x: x, y: y)
                let (p, q) = shape.local(u, v)
                let coverage = min(max(0.5 - shape.distance(p, q) / edge, 0), 1) * opacity * thin
                if coverage > 0 { blend(paint(u, v, p, q), coverage, x, y) }
            }
        }
    }

    /// Paints a shape in one colour, as shadows are.
    mutating func shade(_ shape: Shape, _ colour: Colour, opacity: Float, softness: Float) {
        fill(shape, opacity: opacity, softness: softness) { _, _, _, _ in colour }
    }

    private mutating func blend(_ colour: Colour, _ share: Float, _ x: Int, _ y: Int) {
        let i = y * width + x
        let count = width * height
        pixels[i] += (colour.red - pixels[i]) * share
        pixels[count + i] += (colour.green - pixels[count + i]) * share
        pixels[2 * count + i] += (colour.blue - pixels[2 * count + i]) * share
    }

    /// A sine of this many cycles that fades out where its period gets shorter than about two pixels.
    ///
    /// `frequency` is in cycles over the longer side.
    func grating(_ cycles: Float, frequency: Float) -> Float {
        let fade = min(max((0.5 - frequency / Float(unit)) / 0.15, 0), 1)
        return fade > 0 ? fade * sine(cycles) : 0
    }

    /// The picture with this mean and standard deviation over all samples, clipped to 0...1.
    func exposed(mean: Float, deviation: Float) -> Image {
        let count = Double(pixels.count)
        let average = pixels.reduce(0.0) { $0 + Double($1) } / count
        let variance = pixels.reduce(0.0) { $0 + (Double($1) - average) * (Double($1) - average) } / count
        let gain = variance > 0 ? deviation / Float(variance.squareRoot()) : 0
        let samples = pixels.map { min(max(mean + ($0 - Float(average)) * gain, 0), 1) }
        return Image(channels: 3, height: height, width: width, pixels: samples)
    }
}

/// Red, green and blue, nominally 0...1.
struct Colour {
    var red: Float
    var green: Float
    var blue: Float

    init(_ red: Float, _ green: Float, _ blue: Float) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    static func * (colour: Colour, brightness: Float) -> Colour {
        Colour(colour.red * brightness, colour.green * brightness, colour.blue * brightness)
    }

    /// This colour with a `share` in 0...1 of the other.
    func mixed(with other: Colour, _ share: Float) -> Colour {
        Colour(
            red + (other.red - red) * share, green + (other.green - green) * share, blue + (other.blue - blue) * share)
    }
}
