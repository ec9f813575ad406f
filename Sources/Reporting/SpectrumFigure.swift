import Foundation
import Quoting

/// Magnitudes of spectra side by side as pictures, zero frequency in the middle, with the edges of the frequency bands.
public struct SpectrumFigure: ScriptedFigure, Equatable, Sendable {
    /// One spectrum.
    public struct Panel: Equatable, Sendable {
        /// Above the picture.
        public var label: String
        /// A PNG file of the magnitudes.
        public var png: Data

        public init(label: String, png: Data) {
            self.label = label
            self.png = png
        }
    }

    /// File stem of the script and its pictures.
    public var name: String
    /// Plain text above the pictures; empty for none.
    public var title: String
    /// The command line that makes the figure, for the script's header.
    public var command: String
    public var specPath: String
    /// Keys of the runs.
    public var keys: [String]
    /// 1 to 8 of them.
    public var panels: [Panel]
    /// Width and height of the spectra in pixels.
    public var width: Int
    public var height: Int
    /// Half axes of the band edges in pixels, lowest band first.
    public var rings: [(x: Double, y: Double)]

    public init(name: String, title: String, command: String, specPath: String, keys: [String], panels: [Panel], width: Int, height: Int,
                rings: [(x: Double, y: Double)]) {
        self.name = name
        self.title = title
        self.command = command
        self.specPath = specPath
        self.keys = keys
        self.panels = panels
        self.width = width
        self.height = height
        self.rings = rings
    }

    public static func == (a: SpectrumFigure, b: SpectrumFigure) -> Bool {
        (a.name, a.title, a.command, a.specPath, a.keys) == (b.name, b.title, b.command, b.specPath, b.keys)
            && (a.panels, a.width, a.height) == (b.panels, b.width, b.height) && a.rings.elementsEqual(b.rings, by: ==)
    }

    public var companions: [CompanionFile] { zip(1..., panels).map { CompanionFile(name: file($0), data: $1.png) } }

    private func file(_ panel: Int) -> String { "\(name)-spectrum-\(panel).png" }

    /// The text of the script for a folder of plots; throws `FigureError` when there are no panels, or more than eight.
    public func script(in plots: String) throws -> String {
        guard 1...8 ~= panels.count else { throw FigureError("figure '\(name)': has \(panels.count) spectra; allowed are 1 to 8") }
        let middle = (x: width / 2, y: height - 1 - height / 2)
        let edges = zip(1..., rings).map { band, ring in
            "set object \(band) ellipse center \(middle.x), \(middle.y) size \(GnuplotText.number(2 * ring.x)), \(GnuplotText.number(2 * ring.y)) front "
                + "fillstyle empty border linecolor rgb band_color(\(band), \(rings.count)) linewidth 1.2"
        }
        return ([
            "# Figure: \(GnuplotText.oneLine(name))",
            "# Spec: \(GnuplotText.oneLine(specPath))",
            "# Runs: \(GnuplotText.oneLine(keys.joined(separator: ", ")))",
            "# Made by: \(GnuplotText.oneLine(command))",
            GnuplotText.drawAgain(name),
            "",
            "figure_name = \(GnuplotText.path(name))",
            "rows = 1; columns = \(panels.count)",
            "label_width = 0; foot_height = -26",
            "panel_width = 205.; left = 12.",
            "load 'style.gp'",
            "",
            "# Pixels as they are, nothing around them.",
            "unset border; unset tics; unset grid",
            "set size ratio -1",
            "set xrange [-0.5:\(GnuplotText.number(Double(width) - 0.5))]",
            "set yrange [-0.5:\(GnuplotText.number(Double(height) - 0.5))]",
            "set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \\",
            "    title \(GnuplotText.literal(title)) font title_font noenhanced",
            "# The edges of the frequency bands.",
        ] + edges + [
            "set label 2 'Logarithm of the magnitude, the same scale in all; rings: frequency bands.' at screen page_left, screen 8 / page_height left "
                + "font small_font textcolor rgb note_color",
            "",
        ] + zip(1..., panels).flatMap { number, panel in
            ["set label 1 \(GnuplotText.label(panel.label)) at graph 0.5, graph 1.05 center",
             "plot \(GnuplotText.path(file(number))) binary filetype=png with rgbimage", ""]
        } + ["unset multiplot", "unset output", ""]).joined(separator: "\n")
    }
}
