#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A waterfront: clouds, hills, rows of houses with windows, boats with sails, and their reflection in rippled water.
enum HarbourScene {
    private static let waterline: Float = 0.62
    /// The ripples' period at the waterline, and how it grows with the distance from it.
    private static let nearestRipple: Float = 0.006
    private static let rippleGrowth: Float = 0.07
    private static let walls = [
        Colour(0.80, 0.42, 0.30), Colour(0.90, 0.84, 0.70), Colour(0.86, 0.68, 0.36), Colour(0.60, 0.66, 0.70),
        Colour(0.66, 0.30, 0.26), Colour(0.92, 0.92, 0.90), Colour(0.48, 0.58, 0.50), Colour(0.74, 0.60, 0.52),
    ]
    private static let roofs = [Colour(0.52, 0.24, 0.18), Colour(0.30, 0.30, 0.34), Colour(0.42, 0.30, 0.24)]

    static func draw(on canvas: inout Canvas) {
        var random = SceneRandom(seed: 21)
        let noise = FractalNoise(unit: canvas.unit, seed: 400)
        canvas.fill { u, v in
            let cloud = min(max(0.5 + 1.6 * noise.value(u * 0.8, v * 1.6), 0), 1)
            return Colour(0.36, 0.56, 0.82).mixed(with: Colour(0.80, 0.86, 0.90), min(1, v / waterline))
                .mixed(with: Colour(0.97, 0.96, 0.94), 0.8 * cloud)
        }
        canvas.fill { [canvas] u, v in
            let ridge = 0.40 + 0.10 * noise.value(u * 0.6, 0.3) + 0.02 * noise.value(u * 4, 0.7)
            let share = min(max((v - ridge) * Float(canvas.unit), 0), 1)
            let wood = Colour(0.30, 0.42, 0.38) * (1 + 0.9 * noise.value(u * 3, v * 3))
            return canvas.colour(u: u, v: v).mixed(with: wood, 0.9 * share)
        }
        for row in 0..<3 { drawHouses(on: &canvas, row: Float(row), noise, &random) }
        canvas.fill(Shape(.box(corner: 0), u: 0.5, v: waterline - 0.006, halfLength: 0.8, halfWidth: 0.012)) {
            u, v, _, _ in
            Colour(0.42, 0.40, 0.38) * (1 + 0.8 * noise.value(u * 3, v * 3))
        }
        drawWater(on: &canvas, noise)
        for depth: Float in [0.04, 0.07, 0.11, 0.16, 0.23, 0.31] {
            drawBoat(on: &canvas, u: random.uniform(0.05, 0.95), depth: depth, noise, &random)
        }
    }

    private static func drawHouses(
        on canvas: inout Canvas, row: Float, _ noise: FractalNoise, _ random: inout SceneRandom
    ) {
        let base = waterline - 0.05 + 0.025 * row
        let haze = Colour(0.70, 0.76, 0.80)
        var left: Float = -0.05
        while left < 1.05 {
            let width = random.powerLaw(0.03, 0.12)
            let height = random.uniform(0.6, 2.2) * width + 0.05 + 0.03 * (2 - row)
            let wall = random.choice(walls).mixed(with: haze, 0.25 * (2 - row) / 2) * random.uniform(0.75, 1.1)
            let roof = random.choice(roofs)
            let columns = max(2, (width * 70).rounded())
            let floors = max(2, (height * 48).rounded())
            let centre = left + width / 2
            let gable = width * random.uniform(0.2, 0.5)
            let view = canvas
            let top = Shape(
                .triangle, u: centre, v: base - height - gable + 0.001, halfLength: width * 0.56, halfWidth: gable)
            let front = Shape(
                .box(corner: 0), u: centre, v: base - height / 2, halfLength: width / 2, halfWidth: height / 2)
            canvas.fill(top) { _, v, _, q in
                let tiles = view.grating(v * 120, frequency: 120)
                return roof * (1 + 0.12 * tiles + 0.3 * q / gable)
            }
            canvas.fill(front) { u, v, p, q in
                // Panes in the middle of each cell of the facade, softened over about a pixel.
                let across = abs(fraction((p / width + 0.5) * columns) - 0.5) * width / columns
                let down = abs(fraction((q / height + 0.5) * floors) - 0.5) * height / floors
                let inside = min(0.24 * width / columns - across, 0.30 * height / floors - down) * Float(view.unit)
                let pane = Colour(0.16, 0.20, 0.26) * (1 + 1.5 * noise.value(u * 5, v * 5))
                let plaster = wall * (1 + 0.35 * noise.value(u * 2, v * 2) - 0.15 * p / width)
                return plaster.mixed(with: pane, min(max(inside + 0.5, 0), 1))
            }
            left += width * random.uniform(0.85, 1.15)
        }
    }

    private static func drawWater(on canvas: inout Canvas, _ noise: FractalNoise) {
        let dry = canvas
        canvas.fill(waterline..<2) { u, v in
            let depth = v - waterline
            // Ripples get longer towards the viewer.
            let spacing = nearestRipple + rippleGrowth * depth
            let bend = noise.value(u * 1.3, v * 4)
            let ripple = dry.grating(rippleCycles(depth) + 2.5 * bend, frequency: 1 / spacing)
            let mirrored = dry.colour(
                u: u + 0.012 * ripple * (0.3 + 3 * depth),
                v: waterline - 1.05 * depth - 0.012 * ripple * (0.2 + 2 * depth))
            let water = Colour(0.10, 0.24, 0.32) * (1 + 0.8 * noise.value(u * 2, v * 6))
            let glint = max(0, ripple + 1.2 * bend - 0.75)
            return (mirrored * 0.86).mixed(with: water, 0.30 + 0.9 * depth + 0.1 * ripple)
                .mixed(with: Colour(0.92, 0.94, 0.95), 0.5 * min(1, glint))
        }
    }

    /// Cycles of the ripples from the waterline to this depth: the integral of 1 / spacing.
    private static func rippleCycles(_ depth: Float) -> Float {
        log(1 + depth * rippleGrowth / nearestRipple) / rippleGrowth
    }

    private static func drawBoat(
        on canvas: inout Canvas, u: Float, depth: Float, _ noise: FractalNoise, _ random: inout SceneRandom
    ) {
        let size = 0.03 + 0.32 * depth
        let v = waterline + depth
        let hull = random.choice(walls) * 0.9
        let sail = Colour(0.95, 0.93, 0.86).mixed(with: random.choice(walls), random.choice([0.1, 0.2, 0.9]))
        let view = canvas
        let shadow = Shape(.ellipse, u: u, v: v + 0.12 * size, halfLength: 1.1 * size, halfWidth: 0.2 * size)
        let mast = Shape(.box(corner: 0), u: u, v: v - 0.98 * size, halfLength: 0.022 * size, halfWidth: size)
        canvas.shade(shadow, Colour(0.06, 0.10, 0.13), opacity: 0.6, softness: 0.1 * size)
        for (side, share) in [(Float(-1), Float(0.62)), (1, 0.80)] {
            let cloth = Shape(
                .triangle, u: u + side * 0.36 * size, v: v - (0.2 + share) * size,
                halfLength: 0.32 * size, halfWidth: share * size)
            canvas.fill(cloth) { pointU, pointV, p, q in
                let battens = view.grating(q / size * 6, frequency: 6 / size)
                return sail * (0.95 + 0.06 * battens + 0.3 * p / size + 0.25 * noise.value(pointU, pointV))
            }
        }
        canvas.fill(mast) { _, _, _, _ in Colour(0.24, 0.17, 0.12) }
        let body = Shape(.box(corner: 0.1 * size), u: u, v: v, halfLength: size, halfWidth: 0.16 * size)
        canvas.fill(body) { pointU, pointV, _, q in
            let planks = view.grating(q / size * 14, frequency: 14 / size)
            let stripe: Float = abs(q / size + 0.07) < 0.03 ? 0.5 : 1
            return hull * (stripe * (1 + 0.08 * planks - 1.2 * q / size + 0.4 * noise.value(pointU * 2, pointV * 2)))
        }
    }

    private static func fraction(_ value: Float) -> Float {
        value - value.rounded(.down)
    }
}
