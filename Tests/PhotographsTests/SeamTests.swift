import Imaging
import Restoration
import Runs
import Testing

@testable import Photographs

/// What networks that know nothing of each other make of neighbouring tiles fits together.
@Suite struct SeamTests {
    @Test func aSmoothPictureHasNoSeams() throws {
        let bench = try PhotoBench()
        var smooth = Image(channels: 1, height: 64, width: 108)
        for y in 0..<64 { for x in 0..<108 { smooth[0, y, x] = 0.2 + 0.4 * Float(x) / 108 + 0.2 * Float(y) / 64 } }
        try bench.write(GaussianNoise(sigma: 15, seed: 1).apply(to: smooth), to: "photo.png")
        let plan = try bench.plan("photo.png", .denoise) {
            ($0.tile, $0.iterations, $0.stop, $0.lipschitz) = (64, 100, .never, 1)
        }
        // Tests of signals, which set the flag that is looked at by default, may run at the same time.
        let restored = try PhotoRestoration(plan, isInterrupted: { false }).run(
            progress: ProgressReporter(sink: bench.sink, isTerminal: false)
        ) { _, _ in }.image
        #expect(plan.grid.count == 2)
        #expect(ImageMetrics.psnr(restored, smooth)! > ImageMetrics.psnr(plan.photograph.image, smooth)! + 3)

        // Mean steps between neighbouring columns: no larger where a tile begins or ends, within two columns, than the largest elsewhere.
        let steps = (1..<108).map { x in
            (0..<64).reduce(0) { $0 + abs(restored[0, $1, x] - restored[0, $1, x - 1]) } / 64
        }
        let edges = plan.grid.columns.parts.flatMap { [$0.lowerBound, $0.upperBound] }.filter { 1..<108 ~= $0 }
        func isAtEdge(_ x: Int) -> Bool { edges.contains { abs($0 - x) <= 2 } }
        let atEdges = (1..<108).filter(isAtEdge).map { steps[$0 - 1] }.max()!,
            elsewhere = (1..<108).filter { !isAtEdge($0) }.map { steps[$0 - 1] }.max()!
        #expect(edges.count == 2 && atEdges <= 1.1 * elsewhere, "\(atEdges) at the edges, \(elsewhere) elsewhere")
    }
}
