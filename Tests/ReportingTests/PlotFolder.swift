import Foundation
import Records
import Reporting

/// A project folder for one test, removed with the value's last use: `Plots` with the real style, and made-up runs.
final class PlotFolder {
    let path: String
    var plots: String { path + "/Plots" }

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("dip-plots-\(UUID().uuidString)").path
        try Folder.create(plots)
        let style = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Plots/style.gp")
            .standardizedFileURL.path
        try AtomicFile.write(TextFile.data(style), to: plots + "/style.gp")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a run whose PSNR is `peak` at iteration 40 and less elsewhere, and returns its folder.
    @discardableResult
    func run(_ key: String, peak: Double = 28.5, rows: Int = 21, bands: Int = 5, hole: Int? = nil) throws -> String {
        let directory = "\(path)/Results/runs/fake-\(key)"
        try Folder.create(directory)
        let writer = try CurveWriter(
            path: directory + "/curves.csv", columns: ["iteration", "psnr"] + (1...bands).map { "fbc_\($0)" })
        for row in 0..<rows {
            let progress = Double(row) / Double(max(rows - 1, 1))
            let distance = Double(row * 5) - 40
            let psnr = peak - (distance < 0 ? -distance / 20 : distance / 50)
            let measures: [Double?] = [Double(row * 5), row == hole ? nil : psnr]
            let correlations: [Double?] = (1...bands).map { progress / Double($0) }
            try writer.append(measures + correlations)
        }
        try writer.close()
        return directory
    }

    func figure(series: Int = 3, bands: Int = 5, published: [PublishedPoint] = []) throws -> BandFigure {
        BandFigure(
            frame: .init(
                name: "fake-small", title: "It's a test", command: "dip plot fake",
                specPath: "Experiments/figures/fake.yaml"),
            series: try (1...series).map { k in
                let directory = try run("key\(k)", peak: 24 + Double(k), bands: bands)
                return BandFigure.Series(
                    label: "λ = \(k)", runDirectory: directory, key: "key\(k)", publishedName: "lambda=\(k)")
            },
            bands: bands, published: published
        )
    }

    func svg() throws -> String {
        try TextFile.read(plots + "/fake-small.svg")
    }
}

let isGnuplotInstalled = (try? Gnuplot()) != nil
