import Foundation
import Quoting

/// A picture before and after its restoration and what lies between, side by side, whole and in detail.
package struct BeforeAfterFigure: ScriptedFigure, Equatable, Sendable {
    /// A picture of the strip and the label above it.
    package struct Picture: Equatable, Sendable {
        package var label: String
        /// A PNG file, absolute or relative to the working directory.
        package var file: String

        package init(label: String, file: String) {
            self.label = label
            self.file = file
        }
    }

    package var frame: FigureFrame
    /// Rows of as many pictures each, 1 to 8 in all, from left to right.
    package var rows: [[Picture]]
    /// Height of the pictures divided by their width.
    package var aspect: Double

    private static let width = 205.0, heights = 60.0...320.0

    package init(frame: FigureFrame, rows: [[Picture]], aspect: Double) {
        self.frame = frame
        self.rows = rows
        self.aspect = aspect
    }

    /// Throws `FigureError` when a picture does not exist, or when there are more than 8.
    package func script(in plots: String) throws -> String {
        let pictures = rows.flatMap(\.self)
        try check(pictures.count, of: "pictures", atMost: 8)
        for picture in pictures where !FileManager.default.fileExists(atPath: picture.file) {
            throw FigureError("\(picture.file): does not exist, so it cannot be shown")
        }
        let height = min(max(Self.width * aspect, Self.heights.lowerBound), Self.heights.upperBound).rounded()
        let page = frame.page(
            rows: rows.count, columns: rows.map(\.count).max() ?? 1, labelWidth: 0, foot: -40, hasAxes: false,
            panelHeight: height)
        let setting =
            frame.header() + page + [
                "# Pixels as they are, nothing around them.",
                "unset border; unset tics; unset grid",
                "set size ratio -1",
                "set autoscale fix",
            ] + frame.multiplot + [""]
        return (setting + pictures.map { panel($0, in: plots) } + FigureFrame.end).joined(separator: "\n")
    }

    /// The label stands as far above a low picture as above a high one.
    private func panel(_ picture: Picture, in plots: String) -> String {
        """
        set label 1 \(GnuplotText.label(picture.label)) at graph 0.5, graph 1 center offset 0, 0.7
        plot \(GnuplotText.path(RelativePath.from(plots, to: picture.file))) binary filetype=png with rgbimage

        """
    }
}
