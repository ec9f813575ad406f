import Quoting
import Records

/// A figure that a gnuplot script draws.
public protocol ScriptedFigure {
    /// File stem of the script and its pictures.
    var name: String { get }
    /// Plain text above the panels; empty for none.
    var title: String { get }
    /// The text of the script for a folder of plots.
    /// - Throws: `FigureError` or `RecordError` when the records don't make a figure.
    func script(in plots: String) throws -> String
    /// What the script reads beside records.
    var companions: [CompanionFile] { get }
}

extension ScriptedFigure {
    public var companions: [CompanionFile] { [] }

    /// Writes `NAME.gp` into the folder of plots and returns its path; `style.gp` must be in the same folder for it to run.
    ///
    /// Throws as `script(in:)` does before anything is written, and `RecordError` when that fails.
    /// - Parameter remarks: what a reader of the script should know, its first lines.
    public func writeScript(in plots: String, remarks: [String] = []) throws -> String {
        let text = remarks.map { "# \(GnuplotText.oneLine($0))\n" }.joined() + (try script(in: plots))
        let path = "\(plots)/\(name).gp"
        try Folder.create(plots)
        for file in companions { try AtomicFile.write(file.data, to: "\(plots)/\(file.name)") }
        try AtomicFile.write(text, to: path)
        return path
    }
}
