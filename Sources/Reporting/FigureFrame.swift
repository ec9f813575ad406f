import Foundation
import Quoting
import Records

/// What all figures share: name, title, origin, and the page layout of their panels.
package struct FigureFrame: Equatable, Sendable {
    /// File stem of the script and its pictures, e.g. `lipschitz-small`.
    package var name: String
    /// Plain text above the panels; empty for none.
    package var title: String
    /// The command line that draws the figure, for the script's header.
    package var command: String
    /// The spec's path, for the script's header; nil if the figure has no spec.
    package var specPath: String?

    package init(name: String, title: String, command: String, specPath: String? = nil) {
        self.name = name
        self.title = title
        self.command = command
        self.specPath = specPath
    }

    /// The comments at the start of the script: what it draws, from which data, and how to create and redraw it.
    /// - Parameter data: lines between the spec and the command.
    func header(_ data: [String] = []) -> [String] {
        ["# Figure: \(GnuplotText.oneLine(name))"] + (specPath.map { ["# Spec: \(GnuplotText.oneLine($0))"] } ?? [])
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

    /// The page: rows and columns of panels, and the room for labels at their right and for notes at the foot.
    /// - Parameter more: commands that change the page before the style is loaded.
    func page(rows: Int = 1, columns: Int = 1, labelWidth: Int, foot: Int, more: [String] = []) -> [String] {
        [
            "figure_name = \(GnuplotText.path(name))", "rows = \(rows); columns = \(columns)",
            "label_width = \(labelWidth); foot_height = \(foot)",
        ] + more + ["load 'style.gp'", ""]
    }

    /// The room in pixels that labels at the right of a panel need.
    static func labelWidth(_ labels: [String], atMost most: Int) -> Int {
        min(max(46, labels.map(GnuplotText.width).max() ?? 0), most)
    }

    /// The command that lays out the panels below the title.
    var multiplot: [String] {
        [
            "set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top "
                + "spacing page_gap_x, page_gap_y \\",
            "    title \(GnuplotText.literal(title)) font title_font noenhanced",
        ]
    }

    /// The last lines of a script.
    static let end = ["unset multiplot", "unset output", ""]

    /// The comment that says how to redraw a script.
    private var drawAgain: String {
        "# Draw again, in this folder: gnuplot " + GnuplotText.oneLine(ShellText.word(GnuplotText.direct("\(name).gp")))
    }
}

/// The style that all figures share: the file `style.gp`, which every script loads from its own folder.
package enum FigureStyle {
    package static let fileName = "style.gp"

    /// The text of this build's style.
    package static var text: String { String(decoding: PackageResources.style_gp, as: UTF8.self) }

    /// Writes the style into a folder of plots unless it already contains one; throws `RecordError`.
    package static func install(in plots: String) throws {
        let path = "\(plots)/\(fileName)"
        guard !FileManager.default.fileExists(atPath: path) else { return }
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
