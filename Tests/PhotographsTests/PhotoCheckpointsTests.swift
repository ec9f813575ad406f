import BinaryCoding
import Foundation
import Imaging
import Records
import RunFixtures
import Runs
import Testing

@testable import Photographs

/// With the stub in place of the engine, which is killed by an error.
@Suite struct PhotoCheckpointsTests {
    private let bench: PhotoBench

    init() throws { bench = try PhotoBench(SyntheticImage.harbour.image(width: 150, height: 100)) }

    private var picture: String { bench.folder.path + "/photo-restored.png" }

    /// Restores with checkpoints after every iteration; the fit fails `at` an iteration that it begins, if it is given.
    private func restore(_ plan: PhotoPlan, options: String = "a", failsAt: Int? = nil, inTile tile: Int = 0) throws
        -> (RestoredPhoto, [Int])
    {
        let curves = PhotoCurves(path: bench.folder.path + "/curves.csv")
        let checkpoints = PhotoCheckpoints(
            plan, picture: picture, program: "p", options: options, curves: curves, interval: 0)
        checkpoints.prepare()
        var starts: [Int] = []
        let restoration = PhotoRestoration(plan, checkpoints: checkpoints) { configuration, problem, _ in
            StubFit(configuration: configuration, problem: problem, failsAt: starts.count == tile ? failsAt : nil) {
                starts.append($0)
            }
        } isInterrupted: {
            false
        }
        defer { try? curves.close() }
        let restored = try restoration.run(
            progress: ProgressReporter(sink: bench.sink, isTerminal: false, showsPSNR: false) { 0 },
            onRow: curves.append)
        return (restored, starts)
    }

    @Test func tilesAndTheFitAreKept() throws {
        let plan = try bench.plan("photo.png", .deblock) { ($0.tile, $0.iterations) = (64, 5) }
        try #require(plan.grid.count == 6)
        #expect(throws: StubFit.Diverged.self) { try restore(plan, failsAt: 3) }
        let rows = try CurveTable(contentsOf: bench.folder.path + "/curves.csv").rows
        #expect(rows.count == 3)
        // The fit of the first tile goes on at iteration 3, those of the others begin.
        let (restored, starts) = try restore(plan)
        #expect(starts == [3, 0, 0, 0, 0, 0] && restored.tiles.map(\.iterations) == Array(repeating: 5, count: 6))
        #expect(try CurveTable(contentsOf: bench.folder.path + "/curves.csv").rows.count == 30)
        let (again, later) = try restore(plan)
        #expect(later.isEmpty && again.image == restored.image && again.tiles == restored.tiles)
    }

    @Test(arguments: [1, 2, 5])
    func theFitOfALaterTileIsKept(tile: Int) throws {
        let plan = try bench.plan("photo.png", .deblock) { ($0.tile, $0.iterations) = (64, 5) }
        #expect(throws: StubFit.Diverged.self) { try restore(plan, failsAt: 3, inTile: tile) }
        let (restored, starts) = try restore(plan)
        #expect(starts == [3] + Array(repeating: 0, count: 5 - tile))
        let curves = try CurveTable(contentsOf: bench.folder.path + "/curves.csv")
        #expect(
            curves["tile"] == (1...6).flatMap { Array(repeating: Double($0), count: 5) }
                && curves["iteration"] == (1...6).flatMap { _ in (0..<5).map(Double.init) })
        #expect(restored.tiles.count == 6)
    }

    /// The number in front ends at that of all tiles.
    @Test func tilesOfAnEarlierProcessCountAsFinished() throws {
        let plan = try bench.plan("photo.png", .deblock) { ($0.tile, $0.iterations) = (64, 5) }
        #expect(throws: StubFit.Diverged.self) { try restore(plan, failsAt: 3, inTile: 2) }
        _ = try restore(plan)
        #expect(bench.sink.text.contains("[1/6] photo.png  finished before\n[2/6] photo.png  finished before\n"))
        #expect(bench.sink.text.split(separator: "\n").last?.hasPrefix("[6/6] photo.png  complete") == true)
    }

    @Test func curvesThatWereChangedAreNotGoneOnWith() throws {
        let plan = try bench.plan("photo.png", .deblock) { $0.iterations = 5 }
        #expect(throws: StubFit.Diverged.self) { try restore(plan, failsAt: 3) }
        try AtomicFile.write("tile,iteration,loss,psnr,seconds\n", to: bench.folder.path + "/curves.csv")
        #expect(try restore(plan).1 == [0])
        #expect(try CurveTable(contentsOf: bench.folder.path + "/curves.csv").rows.count == 5)
    }

    @Test func anotherRestorationBeginsAnew() throws {
        let plan = try bench.plan("photo.png", .deblock) { $0.iterations = 5 }
        #expect(throws: StubFit.Diverged.self) { try restore(plan, failsAt: 3) }
        #expect(try restore(plan, options: "b").1 == [0])
        #expect(throws: StubFit.Diverged.self) { try restore(plan, failsAt: 3) }
        try bench.write(SyntheticImage.leaves.image(width: 150, height: 100), to: "photo.png")
        #expect(try restore(bench.plan("photo.png", .deblock) { $0.iterations = 5 }).1 == [0])
    }

    @Test func onlyItsOwnFoldersAreRemoved() throws {
        let plan = try bench.plan("photo.png", .deblock) { $0.iterations = 5 }
        #expect(throws: StubFit.Diverged.self) { try restore(plan, failsAt: 3) }
        let checkpoints = PhotoCheckpoints(
            plan, picture: picture, program: "p", options: "a", curves: PhotoCurves(path: nil))
        #expect(checkpoints.exists && checkpoints.path == bench.folder.path + "/photo-restored.checkpoint")
        try AtomicFile.write("mine", to: checkpoints.path + "/tile-x")
        checkpoints.remove()
        #expect(try FileManager.default.contentsOfDirectory(atPath: checkpoints.path) == ["tile-x"])
        #expect(!checkpoints.exists)
    }

    @Test func aTileIsReadAsItWasWritten() throws {
        let tile = RestoredTile(
            .rectangle(left: 1, top: 2, right: 30, bottom: 40), iterations: 7, ending: .notStopped, chosenIteration: 3,
            misfit: nil, secondsPerIteration: 0.5)
        var writer = ByteWriter()
        writer.write(tile)
        for count in 0..<writer.bytes.count {
            var reader = ByteReader(Array(writer.bytes.prefix(count)))
            #expect(throws: BinaryError.self) { try reader.read(RestoredTile.self) }
        }
        var reader = ByteReader(writer.bytes)
        #expect(try reader.read(RestoredTile.self) == tile)
    }
}
