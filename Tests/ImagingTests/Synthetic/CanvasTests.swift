import Testing
@testable import Imaging

@Suite struct CanvasTests {
    /// The sum of a channel is the painted area in pixels.
    private func area(of shape: Shape, width: Int, height: Int) -> Float {
        var canvas = Canvas(width: width, height: height)
        canvas.fill(shape) { _, _, _, _ in Colour(1, 1, 1) }
        var sum: Float = 0
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = canvas.scene(x: x, y: y)
                sum += canvas.colour(u: u, v: v).red
            }
        }
        return sum
    }

    @Test(arguments: [(64, 64), (200, 120), (31, 90)])
    func coversTheAreaOfAShape(width: Int, height: Int) {
        let unit = Float(max(width, height))
        let disc = Shape(.ellipse, u: 0.5, v: 0.5, halfLength: 0.15, halfWidth: 0.1, angle: 0.4)
        let expected = Float.pi * 0.15 * 0.1 * unit * unit
        #expect(abs(area(of: disc, width: width, height: height) - expected) < 0.01 * expected)
    }

    @Test func paintsNothingOutsideThePicture() {
        for (u, v): (Float, Float) in [(-3, 0.5), (4, 0.5), (0.5, -3), (0.5, 4)] {
            let disc = Shape(.ellipse, u: u, v: v, halfLength: 0.1, halfWidth: 0.1)
            #expect(area(of: disc, width: 16, height: 12) == 0)
        }
    }

    @Test func gratingsFadeBeforeTheyAlias() {
        let canvas = Canvas(width: 100, height: 100)
        #expect(abs(canvas.grating(0.25, frequency: 30) - 1) < 1e-6)
        #expect(canvas.grating(0.25, frequency: 50) == 0)
        #expect(abs(canvas.grating(0.25, frequency: 42.5) - 0.5) < 1e-5)
    }
}
