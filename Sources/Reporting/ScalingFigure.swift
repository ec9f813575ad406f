import Records

/// The time of a training step over pixels and over channels, on logarithmic axes, with a line for each number of threads.
package struct ScalingFigure: ScriptedFigure, Equatable, Sendable {
    package var frame: FigureFrame
    /// The CSV file of the measurements, absolute or relative to the working directory.
    package var table: String
    /// Side in pixels of the images in the panel over network widths.
    package var size: Int
    /// Channels of the network in the panel over image sizes.
    package var width: Int

    package init(frame: FigureFrame, table: String, size: Int, width: Int) {
        self.frame = frame
        self.table = table
        self.size = size
        self.width = width
    }

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` or `RecordError` when the table lacks a column or has fewer than two
    /// sizes and fewer than two widths.
    package func script(in plots: String) throws -> String {
        let table = try CurveTable(contentsOf: table)
        let panels = [
            try ScalingPanel(table, at: self.table, over: "pixels", where: "width", is: width),
            try ScalingPanel(table, at: self.table, over: "width", where: "size", is: size),
        ].compactMap { $0 }
        guard !panels.isEmpty else {
            throw FigureError(
                "\(self.table): has fewer than two sizes of width \(width) and fewer than two widths of size \(size); "
                    + "a curve needs at least two points")
        }
        return ScalingFigureScript(figure: self, panels: panels, plots: plots).text
    }
}
