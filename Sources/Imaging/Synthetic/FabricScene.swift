/// Overlapping cloths of power-law size: stripes, checks, dots and weaves from coarse to near the pixel, with folds and seams.
enum FabricScene {
    private static let palette = [
        Colour(0.86, 0.82, 0.72), Colour(0.70, 0.20, 0.18), Colour(0.16, 0.24, 0.46), Colour(0.88, 0.70, 0.30),
        Colour(0.20, 0.42, 0.40), Colour(0.92, 0.90, 0.88), Colour(0.44, 0.30, 0.40), Colour(0.80, 0.48, 0.34),
        Colour(0.36, 0.52, 0.70), Colour(0.20, 0.18, 0.20), Colour(0.58, 0.64, 0.44),
    ]

    private enum Pattern: CaseIterable {
        case stripes, checks, dots, herringbone, weave
    }

    static func draw(on canvas: inout Canvas) {
        var random = SceneRandom(seed: 11)
        let noise = FractalNoise(unit: canvas.unit, seed: 300)
        canvas.fill { u, v in Colour(0.45, 0.38, 0.32) * (1 + noise.value(u, v)) }
        for _ in 0..<260 { drawCloth(on: &canvas, noise, &random) }
    }

    private static func drawCloth(on canvas: inout Canvas, _ noise: FractalNoise, _ random: inout SceneRandom) {
        let size = random.powerLaw(0.035, 0.45)
        let shape = Shape(
            .box(corner: 0.15 * size), u: random.uniform(-0.1, 1.1), v: random.uniform(-0.1, 1.1), halfLength: size,
            halfWidth: size * random.uniform(0.6, 1), angle: random.uniform(0, 2 * .pi))
        let first = random.choice(palette) * random.uniform(0.8, 1.15)
        let second = random.choice(palette) * random.uniform(0.8, 1.15)
        let pattern = random.choice(Pattern.allCases)
        // A coarse weave would look like blotches.
        let frequency = random.logUniform(pattern == .weave ? 40 : 7, 170)
        let shift = random.uniform(0, 1)
        let folds = random.uniform(0.15, 0.55)
        let bend = random.uniform(0, 0.03)
        let view = canvas

        canvas.shade(shape.moved(0.012, 0.018), Colour(0.05, 0.04, 0.06), opacity: 0.5, softness: 0.03)
        canvas.fill(shape) { u, v, p, q in
            let fold = noise.value(u * 0.7 + shift, v * 0.7 + 2 * shift)
            let x = p + bend * fold
            let y = q - bend * fold
            let share = ink(pattern, x, y, frequency, view)
            let thread = 0.05 * view.grating(150 * x, frequency: 150) * view.grating(150 * y, frequency: 150)
            let seam = -shape.distance(p, q) < 0.05 * size ? Float(0.82) : 1
            let light = seam * (1 + folds * fold + 0.2 * (p + q) / size + thread)
            return first.mixed(with: second, share) * light
        }
    }

    /// The share of the second colour in 0...1.
    private static func ink(_ pattern: Pattern, _ x: Float, _ y: Float, _ frequency: Float, _ canvas: Canvas) -> Float {
        func line(_ cycles: Float) -> Float { canvas.grating(cycles, frequency: frequency) }
        /// Steep but not aliased: the edge takes about a pixel.
        func hard(_ value: Float) -> Float {
            let steepness = min(max(0.3 * Float(canvas.unit) / frequency, 1), 8)
            return min(max(0.5 + 0.5 * value * steepness, 0), 1)
        }
        switch pattern {
        case .stripes: return hard(line(frequency * x))
        case .checks: return 0.5 * hard(line(frequency * x)) + 0.5 * hard(line(frequency * y))
        case .dots: return hard(line(frequency * x) * line(frequency * y) * 2 - 0.8)
        case .herringbone:
            let zigzag = abs(y * frequency / 6 - (y * frequency / 6).rounded())
            return hard(line(frequency * x + 6 * zigzag))
        case .weave: return 0.5 + 0.35 * line(frequency * x) * line(frequency * y)
        }
    }
}
