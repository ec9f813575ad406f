import Testing
@testable import Imaging

@Suite struct ShapeTests {
    private func shape(_ outline: Shape.Outline) -> Shape {
        Shape(outline, u: 0.5, v: 0.4, halfLength: 0.3, halfWidth: 0.2, angle: 0.7)
    }

    /// Whether a point of the shape's own axes is inside, from the definition of each outline.
    private func contains(_ outline: Shape.Outline, _ p: Float, _ q: Float) -> Bool {
        switch outline {
        case .ellipse: return p * p / 0.09 + q * q / 0.04 < 1
        case .box: return abs(p) < 0.3 && abs(q) < 0.2
        case .triangle: return q < 0.2 && abs(p) < 0.3 * (q + 0.2) / 0.4
        case .leaf:
            // Both circles run through the tips (0.3, 0), and each through one of (0, 0.2) and (0, -0.2).
            let inside = { (y: Float) in p * p + (y + 0.125) * (y + 0.125) < 0.325 * 0.325 }
            return inside(q) && inside(-q)
        }
    }

    @Test(arguments: [0, 1, 2, 3])
    func isNegativeInsideOnly(number: Int) {
        let outline: Shape.Outline = [.ellipse, .leaf, .box(corner: 0), .triangle][number]
        let shape = shape(outline)
        for i in -20...20 {
            for j in -20...20 {
                let p = Float(i) * 0.0213, q = Float(j) * 0.0157
                let distance = shape.distance(p, q)
                if abs(distance) > 1e-5 { #expect((distance < 0) == contains(outline, p, q), "at \(p), \(q)") }
            }
        }
    }

    /// Antialiasing needs a distance that grows by 1 per unit of length across the outline.
    @Test(arguments: [0, 1, 2, 3])
    func growsAsADistanceAtTheOutline(number: Int) {
        let shape = shape([.ellipse, .leaf, .box(corner: 0.05), .triangle][number])
        let isRounded = number == 2
        let step: Float = 1e-3
        var checked = 0
        for i in -40...40 {
            for j in -40...40 {
                let p = Float(i) * 0.0101, q = Float(j) * 0.0103
                // At the middle lines and beyond the corners the gradient jumps.
                guard abs(shape.distance(p, q)) < 0.005, abs(p) > 0.01, abs(q) > 0.01 else { continue }
                guard isRounded || (abs(p) < 0.25 && abs(q) < 0.15) else { continue }
                let du = (shape.distance(p + step, q) - shape.distance(p - step, q)) / (2 * step)
                let dv = (shape.distance(p, q + step) - shape.distance(p, q - step)) / (2 * step)
                #expect(abs((du * du + dv * dv).squareRoot() - 1) < 0.05)
                checked += 1
            }
        }
        #expect(checked > 20)
    }

    @Test func turnsAndMoves() {
        let shape = shape(.ellipse)
        let (p, q) = shape.local(0.5 + 0.3 * 0.764_842_2, 0.4 + 0.3 * 0.644_217_7)
        #expect(abs(p - 0.3) < 1e-5 && abs(q) < 1e-5)
        let moved = shape.moved(0.1, -0.1).local(0.6, 0.3)
        #expect(abs(moved.p) < 1e-6 && abs(moved.q) < 1e-6)
    }
}
