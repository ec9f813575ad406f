import Foundation
import Quoting

/// Magnitudes of spectra side by side as pictures, zero frequency in the middle, with the edges of the frequency bands.
package struct SpectrumFigure: ScriptedFigure, Equatable, Sendable {
    /// One spectrum.
    package struct Panel: Equatable, Sendable {
        /// The label above the picture.
        package var label: String
        /// A PNG file of the magnitudes.
        package var png: Data

        package init(label: String, png: Data) {
            self.label = label
            self.png = png
        }
    }

    package var frame: FigureFrame
    /// Keys of the runs.
    package var keys: [String]
    /// The spectra, 1 to 8.
    package var panels: [Panel]
    /// Width and height of the spectra in pixels.
    package var width: Int
    package var height: Int
    /// Half axes of the band edges in pixels, lowest band first.
    package var rings: [(x: Double, y: Double)]

    package init(
        frame: FigureFrame, keys: [String], panels: [Panel], width: Int, height: Int, rings: [(x: Double, y: Double)]
    ) {
        self.frame = frame
        self.keys = keys
        self.panels = panels
        self.width = width
        self.height = height
        self.rings = rings
    }

    package static func == (a: SpectrumFigure, b: SpectrumFigure) -> Bool {
        (a.frame, a.keys, a.panels, a.width, a.height) == (b.frame, b.keys, b.panels, b.width, b.height)
            && a.rings.elementsEqual(b.rings, by: ==)
    }

    package var companions: [CompanionFile] { zip(1..., panels).map { CompanionFile(name: file($0), data: $1.png) } }

    private func file(_ panel: Int) -> String { "\(name)-spectrum-\(panel).png" }

    /// The text of the script for a folder of plots; throws `FigureError` when there are no panels, or more than eight.
    package func script(in plots: String) throws -> String {
        try check(panels.count, of: "spectra", atMost: 8)
        let middle = (x: width / 2, y: height - 1 - height / 2)
        let edges = zip(1..., rings).map { band, ring in
            "set object \(band) ellipse center \(middle.x), \(middle.y) size \(GnuplotText.number(2 * ring.x)), \(GnuplotText.number(2 * ring.y)) front "
                + "fillstyle empty border linecolor rgb band_color(\(band), \(rings.count)) linewidth 1.2"
        }
        let grid = PictureGrid(panels.count, in: frame)
        let note = PageNote("Logarithm of the magnitude, the same scale in all; rings: frequency bands.", in: frame)
        let page = frame.page(
            rows: grid.rows, columns: grid.columns, labelWidth: 0, foot: note.height - 44, hasAxes: false)
        let setting: [String] =
            frame.header(FigureFrame.keys(keys)) + page + [
                "# Pixels as they are, nothing around them.",
                "unset border; unset tics; unset grid",
                "set size ratio -1",
                "set xrange [-0.5:\(GnuplotText.number(Double(width) - 0.5))]",
                "set yrange [-0.5:\(GnuplotText.number(Double(height) - 0.5))]",
            ] + frame.multiplot + ["# The edges of the frequency bands."] + edges + note.commands(first: 40) + [""]
        let spectra: [String] = zip(1..., panels).flatMap { number, panel -> [String] in
            let commands: [String] = [
                "set label 1 \(GnuplotText.label(panel.label)) at graph 0.5, graph 1.05 center",
                "plot \(GnuplotText.path(file(number))) binary filetype=png with rgbimage",
            ]
            return commands + note.end(first: 40) + [""]
        }
        return (setting + spectra + FigureFrame.end).joined(separator: "\n")
    }
}
