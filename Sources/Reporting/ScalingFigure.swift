import Records

/// The time of a training step over pixels and over channels, on logarithmic axes, with a line for each number of threads.
public struct ScalingFigure: Equatable, Sendable {
    /// File stem of the script and its pictures.
    public var name: String
    /// Plain text above the panels.
    public var title: String
    /// The command line that made the figure, for the script's header.
    public var command: String
    /// The CSV file of the measurements, absolute or relative to the working directory.
    public var table: String
    /// Side in pixels of the images whose width of network is varied.
    public var size: Int
    /// Channels of the network whose size of image is varied.
    public var width: Int

    public init(name: String, title: String, command: String, table: String, size: Int, width: Int) {
        self.name = name
        self.title = title
        self.command = command
        self.table = table
        self.size = size
        self.width = width
    }

    /// Writes `NAME.gp` into the folder of plots and returns its path; `style.gp` must be in the same folder for it to run.
    ///
    /// Throws `FigureError` or `RecordError` before anything is written when the table lacks a column or has less than two
    /// sizes and less than two widths.
    public func writeScript(in plots: String) throws -> String {
        let text = try script(in: plots)
        let path = "\(plots)/\(name).gp"
        try Folder.create(plots)
        try AtomicFile.write(text, to: path)
        return path
    }

    /// The text of the script for a folder of plots; throws as `writeScript` does.
    public func script(in plots: String) throws -> String {
        let table = try CurveTable(contentsOf: table)
        let panels = [
            try ScalingPanel(table, at: self.table, over: "pixels", where: "width", is: width),
            try ScalingPanel(table, at: self.table, over: "width", where: "size", is: size),
        ].compactMap { $0 }
        guard !panels.isEmpty else {
            throw FigureError("\(self.table): has less than two sizes of width \(width) and less than two widths of size \(size); "
                + "a curve needs at least two points")
        }
        return ScalingFigureScript(figure: self, panels: panels, plots: plots).text
    }
}
