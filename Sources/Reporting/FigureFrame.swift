import CResources
import Foundation
import Quoting
import Records
import Wording

/// What all figures share: name, title, origin, and the page layout of their panels.
package struct FigureFrame: Equatable, Sendable {
    /// The folder of the script and its pictures below that of all plots, e.g. `upsampler/crop128`; empty for that folder itself.
    package var folder: String
    /// File stem of the script and its pictures, e.g. `F16-uncontrolled`.
    package var name: String
    /// Plain text that says what the figure shows, its title for programs that read pages aloud.
    package var title: String
    /// Whether the title stands above the panels; journals want none.
    package var showsTitle: Bool
    /// The width in millimetres of a figure for print, whose letters are 7 pt at least; nil for one that is read on a screen.
    package var width: Double?
    /// The command line that draws the figure, for the script's header.
    package var command: String
    /// The spec's path, for the script's header; nil if the figure has no spec.
    package var specPath: String?

    package init(
        folder: String = "", name: String, title: String, showsTitle: Bool = true, width: Double? = nil,
        command: String, specPath: String? = nil
    ) {
        self.folder = folder
        self.name = name
        self.title = title
        self.showsTitle = showsTitle
        self.width = width
        self.command = command
        self.specPath = specPath
    }

    /// Where the figure is below the folder of all plots, without an extension.
    package var path: String { folder.isEmpty ? name : "\(folder)/\(name)" }

    /// The line that loads the style, which all figures share.
    var loadsStyle: String {
        let steps = folder.split(separator: "/").map { _ in "../" }.joined()
        return "load '\(steps)\(FigureStyle.fileName)'"
    }

    /// The comments at the start of the script: what it draws, from which data, and how to create and redraw it.
    /// - Parameter data: lines between the spec and the command.
    func header(_ data: [String] = []) -> [String] {
        ["# Figure: \(GnuplotText.oneLine(path))"] + (specPath.map { ["# Spec: \(GnuplotText.oneLine($0))"] } ?? [])
            + data + ["# Made by: \(GnuplotText.oneLine(command))", drawAgain, ""]
    }

    /// A header line that lists runs.
    static func keys(_ keys: [String]) -> [String] { ["# Runs: \(GnuplotText.oneLine(keys.joined(separator: ", ")))"] }

    /// Header lines with one run each, and its label in the figure.
    static func runs(_ runs: [(key: String, label: String)]) -> [String] {
        ["# Runs:"]
            + runs.map { key, label in
                "#   \(GnuplotText.oneLine(key))  \(GnuplotText.oneLine(GnuplotText.plain(label)))"
            }
    }

    /// The page of equal panels: their rows and columns, and the room for labels at their right and for notes at the foot.
    /// - Parameters:
    ///   - hasAxes: false for pictures.
    ///   - panelHeight: in pixels; nil for the usual one.
    func page(
        rows: Int = 1, columns: Int = 1, labelWidth: Int, foot: Int, hasAxes: Bool = true, panelHeight: Double? = nil
    ) -> [String] {
        page(
            [
                "rows = \(rows); columns = \(columns)",
                "label_width = \(labelWidth); foot_height = \(foot)",
            ] + (hasAxes ? [] : ["has_axes = 0"])
                + (panelHeight.map { ["panel_height = \(GnuplotText.number($0))"] } ?? [])
                + (hasTitle ? [] : ["title_height = 0."]))
    }

    /// The page of panels that are placed one by one, in pixels; below `foot` nothing belongs to a single panel.
    func page(width: Double, height: Double, foot: Double) -> [String] {
        page([String(format: "page_width = %.1f; page_height = %.1f; page_foot = %.1f", width, height, foot)])
    }

    private func page(_ layout: [String]) -> [String] {
        ["figure_name = \(GnuplotText.path(name))"] + layout
            + ["page_name = '\(accessibleName)'"]
            + (printWidth.map { ["print_width = \(GnuplotText.number($0, decimals: 1))"] } ?? []) + [
                loadsStyle, "",
            ]
    }

    /// What programs that read pages aloud call the picture, and browsers show under the pointer: the title, in the letters and
    /// digits that gnuplot takes there.
    var accessibleName: String {
        let words = (title.isEmpty ? name : title).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? "figure" : words.joined(separator: "_")
    }

    var hasTitle: Bool { showsTitle && !title.isEmpty }

    /// The width of a figure for print in pixels of 1/96 inch.
    var printWidth: Double? { width.map { $0 / 25.4 * 96 } }

    /// The size of all that is not a panel, in units of its size on a screen.
    var unit: Double { width == nil ? 1 : 8.0 / 9 }

    /// The room in pixels that labels at the right of a panel need.
    static func labelWidth(_ labels: [String], atMost most: Int) -> Int {
        min(max(46, labels.map(GnuplotText.width).max() ?? 0), most)
    }

    /// The height of the panel of a page of one, in units of a screen's pixels, as `style.gp` lays it out.
    func panelHeight(labelWidth: Int) -> Double {
        guard let printWidth else { return 205 }
        let width = printWidth - (76 + Double(labelWidth)) * unit
        return (width > 300 ? 205 : width > 172 ? 0.7 * width : 120) / unit
    }

    /// The command that lays out the panels below the title.
    var multiplot: [String] {
        [
            "set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top "
                + "spacing page_gap_x, page_gap_y" + (hasTitle ? " \\" : "")
        ] + titleLines
    }

    /// The command that begins a page whose panels are placed one by one.
    var placedMultiplot: [String] { ["set multiplot" + (hasTitle ? " \\" : "")] + titleLines }

    private var titleLines: [String] {
        hasTitle ? ["    title \(GnuplotText.literal(title)) font title_font noenhanced"] : []
    }

    /// The last lines of a script.
    static let end = ["unset multiplot", "unset output", ""]

    /// The comment that says how to redraw a script.
    private var drawAgain: String {
        "# Draw again, in this folder: gnuplot " + GnuplotText.oneLine(ShellText.word(GnuplotText.direct("\(name).gp")))
    }
}

/// The style that all figures share: the file `style.gp` in the folder of all plots.
package enum FigureStyle {
    package static let fileName = "style.gp"

    /// The text of this build's style.
    package static var text: String { String(cString: dip_resource("style.gp")!) }

    /// Writes the style into a folder of plots unless it already contains one, which may have been changed by hand; one of
    /// version 0.1, with which no figure can be drawn any more, is renamed `style-0.1.gp`. Throws `RecordError`.
    package static func install(in plots: String) throws {
        let path = "\(plots)/\(fileName)"
        if FileManager.default.fileExists(atPath: path) {
            guard try !TextFile.read(path).contains("\nplace(") else { return }
            guard rename(path, "\(plots)/style-0.1.gp") == 0 else {
                throw RecordError("\(path): cannot be renamed: \(SystemReason.text())")
            }
        }
        try Folder.create(plots)
        try AtomicFile.write(text, to: path)
    }
}

/// Paths relative to another folder, so that committed scripts find their data on every machine.
package enum RelativePath {
    /// `Results/runs/a` from `Plots` is `../Results/runs/a`; both may be absolute or relative to the working directory.
    package static func from(_ folder: String, to path: String) -> String {
        let start = components(folder)
        let end = components(path)
        let common = zip(start, end).prefix { $0 == $1 }.count
        let steps = Array(repeating: "..", count: start.count - common) + end[common...]
        return steps.isEmpty ? "." : steps.joined(separator: "/")
    }

    private static func components(_ path: String) -> [String] {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents.filter { $0 != "/" }
    }
}
