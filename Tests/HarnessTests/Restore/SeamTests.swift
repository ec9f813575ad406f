import Imaging
import Restoration
import Testing
@testable import Harness

/// What networks that know nothing of each other make of neighbouring tiles fits together.
@Suite struct SeamTests {
    @Test func aSmoothPictureHasNoSeams() throws {
        let bench = try PhotoBench()
        var smooth = Image(channels: 1, height: 64, width: 150)
        for y in 0..<64 { for x in 0..<150 { smooth[0, y, x] = 0.2 + 0.4 * Float(x) / 150 + 0.2 * Float(y) / 64 } }
        try bench.write(GaussianNoise(sigma: 15, seed: 1).apply(to: smooth), to: "photo.png")
        let plan = try bench.plan("photo.png", .denoise) { ($0.tile, $0.iterations, $0.stop) = (64, 60, .never) }
        // Tests of signals, which set the flag that is looked at by default, may run at the same time.
        let restored = try PhotoRestoration(plan, isInterrupted: { false }).run(progress: ProgressReporter(sink: bench.sink, isTerminal: false)) { _, _ in }.image
        #expect(plan.grid.count == 3)

        // Mean steps between neighbouring columns: where a tile begins or ends, and everywhere.
        let steps = (1..<150).map { x in (0..<64).reduce(0) { $0 + abs(restored[0, $1, x] - restored[0, $1, x - 1]) } / 64 }
        let mean = steps.reduce(0, +) / Float(steps.count)
        let edges = plan.grid.columns.parts.flatMap { [$0.lowerBound, $0.upperBound] }.filter { 1..<150 ~= $0 }
        #expect(edges.count == 4)
        for edge in edges { #expect(steps[edge - 1] < 1.5 * mean, "column \(edge): \(steps[edge - 1]), mean \(mean)") }
        // The tiles by themselves differ where they meet, so that something was faded.
        #expect(Measures.psnr(restored, smooth)! > Measures.psnr(plan.photograph.image, smooth)!)
    }
}
