import Foundation
import Records
import Testing

@testable import Reporting

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Figures of which every text and every name tries to run a program that makes the file `canary`.
@Suite(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"))
struct HostileFigureTests {
    private let folder: PlotFolder

    init() throws {
        folder = try PlotFolder()
        try FigureStyle.install(in: folder.path)
    }

    private static let texts = [
        "x'\u{301} `touch canary` ", "'\n!touch canary\n\\", "\"\u{200d}`touch canary`'; system('touch canary') #",
        "{/:Bold\u{301} @x}\u{2028}\\\r\n\0", "''\u{301}'`touch canary`\\\u{301}",
    ]
    private static let names = [
        "<touch canary;", "|touch canary;", "-e'\u{301}`touch canary`", "a'; system('touch canary'); b='",
        "a\n!touch canary\n",
    ]

    private static let png = Data(
        base64Encoded:
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNg0GDgMgIAAOwAZbhnPqsAAAAASUVORK5CYII=")!

    /// One of each kind, whose records lie in folders of a name below that of the scripts.
    private func figures(_ name: String, _ text: String) throws -> [any ScriptedFigure] {
        let run = "\(folder.path)/\(name)/\(name)"
        try Folder.create(run)
        let writer = try CurveWriter(
            path: run + "/curves.csv", columns: ["iteration", "psnr", "fbc_1", "ratio", "loss"])
        for row in 0...20 {
            try writer.append([
                Double(5 * row), 20 + Double(row) / 4, 0.5, 5 + 10 / Double(row + 1), 1 / Double(row + 1),
            ])
        }
        try writer.close()
        let rule = text.unicodeScalars.map { [",", "\"", "\n", "\r", "\u{2028}"].contains($0) ? " " : "\($0)" }.joined()
        try AtomicFile.write(
            "rule,parameters,iteration,known_at,psnr,ssim,gap\n\(rule),\(rule),60,61,23,0.5,0.5\n\(rule),b,70,71,23,0.5,0.5\n",
            to: run + "/stops.csv")
        for file in ["degraded", "output", "clean"] { try AtomicFile.write(Self.png, to: "\(run)/\(file).png") }
        try AtomicFile.write(
            "size,width,threads,pixels,milliseconds,least_milliseconds,greatest_milliseconds\n64,8,1,4096,2,1,3\n128,8,1,16384,8,7,9\n",
            to: run + "/scaling.csv")
        let label = text + " λ = 1"
        return [
            BandFigure(
                frame: .init(name: "bands", title: text, command: text, specPath: text),
                series: [.init(label: label, runDirectory: run, key: text, publishedName: "a")], bands: 1,
                published: [
                    PublishedPoint(figure: text, panel: "PSNR", series: "a", iteration: 40, value: 22, readingError: 1)
                ]),
            HeatFigure(
                frame: .init(name: "\(name)9", title: text, command: text, specPath: text),
                series: [.init(label: label, runDirectory: run, key: text)], bands: 1),
            StripFigure(
                frame: .init(name: "\(name)2", title: text, command: text, specPath: text),
                runs: [.init(label: label, runDirectory: run, key: text, psnr: 28)],
                inputPSNR: 20, inset: .init(left: 0, top: 0, width: 1, height: 1)),
            StoppingFigure(
                frame: .init(name: "\(name)3", title: text, command: text, specPath: text),
                series: [.init(label: label, runDirectory: run, key: text)]),
            LineFigure(
                frame: .init(name: "\(name)4", title: text, command: text, specPath: text),
                curves: [
                    .init(label: label, file: run + "/curves.csv", x: "iteration", y: "loss", key: text),
                    .init(label: label, file: nil, x: "iteration", y: "loss", key: text),
                ],
                x: .init(text, isLogarithmic: true), y: .init(text, isLogarithmic: true), note: text,
                data: CurveTable(columns: ["iteration", "loss"], rows: [[1, 1], [2, 0.5], [100, 0.1]])),
            SpectrumFigure(
                frame: .init(name: "\(name)5", title: text, command: text, specPath: text), keys: [text],
                panels: [.init(label: label, png: Self.png)],
                width: 2, height: 2, rings: [(1, 1)]),
            ResponseFigure(
                frame: .init(name: "\(name)6", title: text, command: text),
                curves: [.init(label: label, magnitudes: [1, 0.5, 0.1])]),
            ScalingFigure(
                frame: .init(name: "\(name)7", title: text, command: text), table: run + "/scaling.csv", size: 64,
                width: 8),
            BeforeAfterFigure(
                frame: .init(name: "\(name)8", title: text, command: text),
                rows: [[.init(label: label, file: run + "/clean.png")]], aspect: 1),
        ]
    }

    @Test(arguments: names)
    func noFigureRunsACommand(name: String) throws {
        let gnuplot = try Gnuplot()
        for text in Self.texts {
            for figure in try figures(name, text) {
                let script = try figure.writeScript(in: folder.path)
                let picture = try #require(try gnuplot.render(script: script).first)
                #expect(
                    XMLParser(data: try TextFile.data(picture)).parse(), "\(figure.name.debugDescription) is no XML")
            }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!files.contains("canary"))
        // A script, a picture and what belongs to it of each kind, and nothing else.
        let stems = ["bands"] + (2...9).map { "\(name)\($0)" }
        let expected =
            stems.flatMap { ["\($0).gp", "\($0).svg"] } + [
                "\(name)4.csv", "\(name)5-spectrum-1.png", name, "Plots", "style.gp",
            ]
        #expect(Set(files) == Set(expected), "\(Set(files).symmetricDifference(expected))")
    }

    /// A script is also drawn by hand, without the names that the program hands over.
    @Test(arguments: names)
    func noScriptRunsACommandByHand(name: String) throws {
        for figure in try figures(name, Self.texts[0]) {
            _ = try figure.writeScript(in: folder.path)
            try FileManager.default.moveItem(
                atPath: "\(folder.path)/\(figure.name).gp", toPath: folder.path + "/hand.gp")
            let process = Process()
            process.executableURL = URL(fileURLWithPath: try Gnuplot().executable)
            process.arguments = ["-d", "hand.gp"]
            process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
            process.standardInput = FileHandle.nullDevice
            try process.run()
            #expect(process.waitForEnd().isSuccess)
            #expect(FileManager.default.fileExists(atPath: "\(folder.path)/\(figure.name).svg"))
            try FileManager.default.removeItem(atPath: folder.path + "/hand.gp")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/canary"))
    }
}
