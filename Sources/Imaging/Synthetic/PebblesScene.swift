/// Rounded stones of power-law size, lit from the upper left, speckled or banded, with shadows.
enum PebblesScene {
    private static let palette = [
        Colour(0.62, 0.60, 0.57), Colour(0.44, 0.45, 0.48), Colour(0.72, 0.63, 0.50), Colour(0.56, 0.38, 0.30),
        Colour(0.34, 0.38, 0.46), Colour(0.84, 0.80, 0.74), Colour(0.28, 0.27, 0.27), Colour(0.50, 0.52, 0.42),
        Colour(0.70, 0.48, 0.36),
    ]

    static func draw(on canvas: inout Canvas) {
        var random = SceneRandom(seed: 5)
        let noise = FractalNoise(unit: canvas.unit, seed: 200)
        canvas.fill { u, v in Colour(0.24, 0.21, 0.18) * (1 + 1.5 * noise.value(u, v)) }
        for _ in 0..<800 { drawPebble(on: &canvas, noise, &random) }
    }

    private static func drawPebble(on canvas: inout Canvas, _ noise: FractalNoise, _ random: inout SceneRandom) {
        let size = random.powerLaw(0.02, 0.24)
        let shape = Shape(
            .ellipse, u: random.uniform(-0.1, 1.1), v: random.uniform(-0.1, 1.1), halfLength: size,
            halfWidth: size * random.uniform(0.6, 0.95), angle: random.uniform(0, 2 * .pi))
        let colour = random.choice(palette).mixed(with: random.choice(palette), 0.35) * random.uniform(0.75, 1.3)
        let speckle = random.uniform(0.2, 1.2)
        let shift = random.uniform(0, 1)
        let isBanded = random.uniform(0, 1) < 0.25
        let bands = random.uniform(1, 4.5)
        let wobble = random.uniform(0.8, 3)
        let view = canvas

        canvas.shade(
            shape.moved(0.18 * size, 0.24 * size), Colour(0.05, 0.05, 0.06), opacity: 0.6, softness: 0.25 * size)
        canvas.fill(shape) { u, v, p, q in
            let x = p / shape.halfLength
            let y = q / shape.halfWidth
            let texture = noise.value(u * 2 + shift, v * 2 + shift * 5)
            // A flattened dome: the light depends on where the point lies, seen from the upper left.
            let du = (u - shape.u) / size
            let dv = (v - shape.v) / size
            let rise = max(0, 1 - x * x - y * y).squareRoot()
            let light = 0.45 + 0.62 * rise - 0.34 * (du + 1.2 * dv)
            let stripes =
                isBanded ? 0.22 * view.grating(bands * y + wobble * texture, frequency: bands / shape.halfWidth) : 0
            return colour * (light * (1 + speckle * texture + stripes))
        }
    }
}
