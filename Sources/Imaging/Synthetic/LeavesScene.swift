/// Leaves of power-law length on dark ground, each with a midrib, veins, a lit half and a shadow.
enum LeavesScene {
    private static let palette = [
        Colour(0.30, 0.52, 0.16), Colour(0.42, 0.62, 0.20), Colour(0.20, 0.40, 0.18), Colour(0.58, 0.66, 0.22),
        Colour(0.80, 0.68, 0.20), Colour(0.82, 0.42, 0.14), Colour(0.66, 0.22, 0.14), Colour(0.48, 0.34, 0.20),
        Colour(0.34, 0.50, 0.34), Colour(0.90, 0.80, 0.46),
    ]

    static func draw(on canvas: inout Canvas) {
        var random = SceneRandom(seed: 1)
        let noise = FractalNoise(unit: canvas.unit, seed: 100)
        canvas.fill { u, v in Colour(0.22, 0.17, 0.12) * (1 + 1.2 * noise.value(u, v)) }
        let count = 760
        for i in 0..<count {
            // What lies deeper gets less light.
            let depth = Float(i) / Float(count - 1)
            drawLeaf(on: &canvas, light: 0.45 + 0.55 * depth, noise, &random)
        }
    }

    private static func drawLeaf(
        on canvas: inout Canvas, light: Float, _ noise: FractalNoise, _ random: inout SceneRandom
    ) {
        let length = random.powerLaw(0.03, 0.36)
        let shape = Shape(
            .leaf, u: random.uniform(-0.1, 1.1), v: random.uniform(-0.1, 1.1), halfLength: length,
            halfWidth: length * random.uniform(0.34, 0.56), angle: random.uniform(0, 2 * .pi))
        let colour =
            random.choice(palette).mixed(with: random.choice(palette), 0.3) * (light * random.uniform(0.7, 1.25))
        let veins = random.uniform(7, 15)
        let shift = random.uniform(0, 1)
        let lit = random.uniform(-0.22, 0.22)
        // Small leaves keep a faint rib of a pixel instead of a dotted line.
        let thinnest = 0.8 / Float(canvas.unit)
        let view = canvas

        canvas.shade(
            shape.moved(0.10 * length, 0.14 * length), Colour(0.04, 0.04, 0.03), opacity: 0.5, softness: 0.12 * length)
        canvas.fill(shape) { u, v, p, q in
            let along = p / shape.halfLength
            let across = q / shape.halfWidth
            let vein = view.grating(veins * (along - 0.7 * abs(across)), frequency: veins / length)
            let side: Float = across > 0 ? lit : -lit
            let width = shape.halfWidth / (14 * (1.1 - 0.8 * along))
            let rib = max(0, 1 - abs(q) / max(width, thinnest)) * min(1, width / thinnest)
            let shade = 1 + side + 0.25 * along + 0.14 * vein + 0.5 * noise.value(u + shift, v + shift * 3)
            return (colour * shade).mixed(with: Colour(0.92, 0.92, 0.66) * light, 0.6 * rib)
        }
    }
}
