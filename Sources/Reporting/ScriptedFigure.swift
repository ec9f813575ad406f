import Foundation
import Quoting
import Records

/// A figure that a gnuplot script draws.
package protocol ScriptedFigure {
    var frame: FigureFrame { get }
    /// The text of the script in a folder, which is the figure's own one (`folder(in:)`).
    /// - Throws: `FigureError` or `RecordError` when the records do not suffice for the figure.
    func script(in folder: String) throws -> String
    /// The files that the script reads in addition to records.
    var companions: [CompanionFile] { get }
}

extension ScriptedFigure {
    package var companions: [CompanionFile] { [] }
    package var name: String { frame.name }
    package var title: String { frame.title }

    /// Where the figure is below the folder of all plots, without an extension.
    package var path: String { frame.path }

    /// The figure's own folder below that of all plots.
    package func folder(in plots: String) -> String { frame.folder.isEmpty ? plots : "\(plots)/\(frame.folder)" }

    /// Writes `NAME.gp` into the figure's folder and returns its path; `style.gp` must be in the folder of all plots for it to run.
    ///
    /// Throws as `script(in:)` does before anything is written, and `RecordError` when that fails.
    /// - Parameters:
    ///   - remarks: remarks for readers of the script, written as its first lines.
    ///   - hasStyle: whether the style is written into the script, which then needs no `style.gp`.
    package func writeScript(in plots: String, remarks: [String] = [], hasStyle: Bool = false) throws -> String {
        var text = remarks.map { "# \(GnuplotText.oneLine($0))\n" }.joined() + (try script(in: folder(in: plots)))
        if hasStyle { text = text.replacing("\(frame.loadsStyle)\n", with: FigureStyle.text) }
        let path = "\(folder(in: plots))/\(name).gp"
        try Folder.create(folder(in: plots))
        for file in companions { try AtomicFile.write(file.data, to: "\(folder(in: plots))/\(file.name)") }
        try AtomicFile.write(text, to: path)
        return path
    }

    /// Throws a `FigureError` when there are no parts, or more than the figure can show.
    func check(_ parts: Int, of kind: String, atMost most: Int) throws {
        guard 1...most ~= parts else {
            throw FigureError("figure '\(name)': has \(parts) \(kind); allowed are 1 to \(most)")
        }
    }
}

/// A file that a figure's script reads and that is not part of a record; it is written beside the script.
package struct CompanionFile: Equatable, Sendable {
    package var name: String
    package var data: Data
}

/// Why a figure cannot be drawn; its description is the sentence to show: where, what is wrong, what is allowed.
package struct FigureError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
