import Quoting

/// The gnuplot script of a strip of images.
struct StripFigureScript {
    let frame: FigureFrame
    /// Keys of the runs that the images come from.
    let keys: [String]
    let panels: [StripFigure.Panel]
    /// The part of each panel that is enlarged below it; nil for none.
    let insets: [StripFigure.Enlargement]?
    /// A note at the foot of the page; empty for none.
    var note = ""
    /// The folder that the script runs in.
    let plots: String

    var text: String {
        let pictures: [String] = rows.flatMap { row -> [String] in
            row.map(panel) + rest(of: row) + enlargements(row)
        }
        let lines: [String] = [setting] + pictures + FigureFrame.end
        return lines.joined(separator: "\n")
    }

    private var grid: PictureGrid { PictureGrid(panels.count, in: frame) }

    /// The pictures of each row.
    private var rows: [Range<Int>] {
        stride(from: 0, to: panels.count, by: grid.columns).map { $0..<min($0 + grid.columns, panels.count) }
    }

    /// Leaves the rest of a row empty.
    private func rest(of row: Range<Int>) -> [String] {
        row.count < grid.columns ? (row.count..<grid.columns).map { _ in "set multiplot next" } : []
    }

    private var footNote: PageNote { PageNote(note, in: frame) }

    private var setting: String {
        let page = frame.page(
            rows: grid.rows * (insets == nil ? 1 : 2), columns: grid.columns, labelWidth: 0, foot: footNote.height - 26,
            hasAxes: false)
        return
            (frame.header(FigureFrame.keys(keys)) + page + [
                "# Pixels as they are, nothing around them.",
                "unset border; unset tics; unset grid",
                "set size ratio -1",
                "set autoscale fix",
            ] + frame.multiplot + footNote.commands(first: 40) + [""]).joined(separator: "\n")
    }

    private func panel(_ index: Int) -> String {
        let panel = panels[index], part = insets?[index]
        // Dark within white shows on every image.
        let frame =
            part.map { part in
                [(1, "'white' linewidth 4"), (2, "'black' linewidth 1.5")].map { object, line in
                    "set object \(object) rectangle from \(number(part.left)), \(number(part.bottom)) to \(number(part.right)), \(number(part.top)) front "
                        + "fillstyle empty border linecolor rgb \(line)\n"
                }.joined()
            } ?? ""
        return """
            set label 1 \(GnuplotText.label(panel.label)) at graph 0.5, graph 1.05 center
            set label 2 \(GnuplotText.label(panel.note)) at graph 0.5, graph -0.06 center
            \(frame)plot \(file(panel)) binary filetype=png with rgbimage
            \(index == 0 ? footNote.end(first: 40).joined(separator: "; ") : "")
            """
    }

    /// A row of the parts alone.
    private func enlargements(_ row: Range<Int>) -> [String] {
        guard let insets else { return [] }
        return [
            "unset label; unset object\n# Less than a pixel, or the neighbours that touch the part are drawn, too.\nedge = 0.01"
        ]
            + zip(panels[row], insets[row]).map { panel, part in
                """
                set xrange [\(number(part.left)) + edge:\(number(part.right)) - edge]
                set yrange [\(number(part.bottom)) + edge:\(number(part.top)) - edge]
                plot \(file(panel)) binary filetype=png with rgbimage

                """
            } + rest(of: row) + ["set autoscale xfix; set autoscale yfix"]
    }

    private func file(_ panel: StripFigure.Panel) -> String {
        GnuplotText.path(RelativePath.from(plots, to: panel.file))
    }

    private func number(_ value: Double) -> String { GnuplotText.number(value) }
}
