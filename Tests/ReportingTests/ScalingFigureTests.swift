import Foundation
import Records
import Testing

@testable import Reporting

@Suite struct ScalingFigureTests {
    private let folder: PlotFolder
    private let header =
        "size,width,threads,pixels,milliseconds,least_milliseconds,greatest_milliseconds,peak_memory_mb,gflops"

    init() throws {
        folder = try PlotFolder()
    }

    private var figure: ScalingFigure {
        ScalingFigure(
            frame: .init(name: "fake-small", title: "It's a test", command: "dip bench scaling"),
            table: folder.path + "/scaling.csv",
            size: 128, width: 64)
    }

    private func write(_ points: [(size: Int, width: Int)], threads: [Int] = [1, 2]) throws {
        let rows = threads.flatMap { threads in
            points.map { point in
                let time = point.size * point.size * point.width / 10_000 / threads
                return
                    "\(point.size),\(point.width),\(threads),\(point.size * point.size),\(time),\(time - 1),\(time + 2),1,1"
            }
        }
        try AtomicFile.write(([header] + rows).joined(separator: "\n") + "\n", to: folder.path + "/scaling.csv")
    }

    @Test(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"))
    func drawsSizesAndWidths() throws {
        try write([(64, 64), (128, 32), (128, 64), (128, 128), (256, 64)])
        let script = try figure.writeScript(in: folder.plots)
        let text = try TextFile.read(script)
        #expect(text.contains("data = '../scaling.csv'") && !text.contains(folder.path))
        #expect(text.contains("set xtics ('64²' 4096, '128²' 16384, '256²' 65536)"))
        #expect(text.contains("set xtics ('32' 32, '64' 64, '128' 128)"))
        _ = try Gnuplot().render(script: script)
        let svg = try folder.svg()
        for text in [
            "It's a test", "1 thread", "2 threads", "slope 1", "slope 2", "64 channels", "128 × 128 pixels", "128²",
        ] {
            #expect(svg.contains(text), "\(text)")
        }
        // Rows of the other sweep stand between, but tear no curve: in each panel one line.
        #expect(svg.matches(of: #/stroke='rgb\(  0, 114, 178\)'\s+d='M[\d.]+ [\d.]+l[^'Ml]+'/#).count == 2)
    }

    @Test func oneSweepIsOnePanel() throws {
        try write([(64, 64), (128, 64)], threads: [1])
        let text = try figure.script(in: folder.plots)
        #expect(text.contains("rows = 1; columns = 1\n"))
        #expect(!text.contains("channels of every stage"))
    }

    @Test func theReferenceHasTheSlopeOfTheArithmetic() throws {
        try write([(64, 64), (128, 64), (128, 128)])
        let table = try CurveTable(contentsOf: folder.path + "/scaling.csv")
        let pixels = try #require(try ScalingPanel(table, at: "x.csv", over: "pixels", where: "width", is: 64))
        let width = try #require(try ScalingPanel(table, at: "x.csv", over: "width", where: "size", is: 128))
        #expect(pixels.curves.map(\.threads) == [1, 2])
        #expect(pixels.curves.map(\.milliseconds) == [[26, 104], [13, 52]])
        #expect(abs(pixels.reference(16384) / pixels.reference(4096) - 4) < 1e-12)
        #expect(abs(width.reference(128) / width.reference(64) - 4) < 1e-12)
        #expect(pixels.range.lowerBound < 12 && pixels.range.upperBound > 106)
    }

    @Test func wrongTablesAreNamed() throws {
        try write([(64, 64), (96, 32)])
        let few = try #require(throws: FigureError.self) { try figure.writeScript(in: folder.plots) }
        #expect(
            few.description.hasSuffix(
                "scaling.csv: has fewer than two sizes of width 64 and fewer than two widths of size 128; "
                    + "a curve needs at least two points"))
        try AtomicFile.write("size,width\n64,64\n", to: figure.table)
        let column = try #require(throws: FigureError.self) { try figure.writeScript(in: folder.plots) }
        #expect(column.description.hasSuffix("scaling.csv: has no column 'threads'; it has size, width"))
        try AtomicFile.write(
            "\(header)\n64,64,1,4096,5,5,5,1,1\n128,64,1,16384,9,9,9,1,1\n128,64,2,16384,9,9,9,1,1\n", to: figure.table)
        let point = try #require(throws: FigureError.self) { try figure.writeScript(in: folder.plots) }
        #expect(point.description.hasSuffix("scaling.csv: has no row with pixels 4096 and threads 2 where width is 64"))
        #expect(throws: RecordError.self) {
            try FileManager.default.removeItem(atPath: figure.table)
            _ = try figure.writeScript(in: folder.plots)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.plots) == ["style.gp"])
    }

    /// The committed figure is what the committed measurements give.
    @Test func theCommittedFigureIsMadeOfTheCommittedMeasurements() throws {
        let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardizedFileURL.path
        let committed = try TextFile.read(root + "/Plots/engine-scaling.gp")
        let command = try #require(committed.firstMatch(of: #/# Made by: (.*)/#)).1
        let frame = FigureFrame(name: "engine-scaling", title: "Time of one training step", command: String(command))
        let figure = ScalingFigure(frame: frame, table: root + "/Results/bench/scaling.csv", size: 256, width: 128)
        #expect(try figure.script(in: root + "/Plots") == committed)
    }

    @Test func ticksAreRoundNumbers() {
        #expect(ScalingFigureScript.ticks(in: 3...60) == [5, 10, 20, 50])
        #expect(ScalingFigureScript.ticks(in: 3...6000) == [10, 100, 1000])
    }
}
