/// The gnuplot script of a strip of images.
struct StripFigureScript {
    let name: String
    let title: String
    /// Lines of the header that say where the images come from.
    let origin: [String]
    let panels: [StripFigure.Panel]
    /// The part of each panel that is enlarged below it; nil for none.
    let insets: [StripFigure.Enlargement]?
    /// The folder that the script runs in.
    let plots: String

    var text: String {
        ([header] + panels.indices.map(panel) + enlargements + ["unset multiplot\nunset output\n"]).joined(separator: "\n")
    }

    private var header: String {
        """
        # Figure: \(name)
        \(origin.map { "# \(GnuplotText.oneLine($0))" }.joined(separator: "\n"))
        # Draw again, in this folder: gnuplot \(name).gp

        figure_name = \(GnuplotText.literal(name))
        rows = \(insets == nil ? 1 : 2); columns = \(panels.count)
        label_width = 0; foot_height = -26
        panel_width = 205.; left = 12.
        load 'style.gp'

        # Pixels as they are, nothing around them.
        unset border; unset tics; unset grid
        set size ratio -1
        set autoscale fix
        set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \\
            title \(GnuplotText.literal(title)) font title_font noenhanced

        """
    }

    private func panel(_ index: Int) -> String {
        let panel = panels[index], part = insets?[index]
        let frame = part.map {
            "set object 1 rectangle from \(number($0.left)), \(number($0.bottom)) to \(number($0.right)), \(number($0.top)) front "
                + "fillstyle empty border linecolor rgb series_color[2] linewidth 1.5\n"
        } ?? ""
        return """
        set label 1 \(GnuplotText.literal(panel.label)) at graph 0.5, graph 1.05 center
        set label 2 \(GnuplotText.literal(panel.note)) at graph 0.5, graph -0.06 center
        \(frame)plot \(file(panel)) binary filetype=png with rgbimage

        """
    }

    /// A row of the parts alone.
    private var enlargements: [String] {
        guard let insets else { return [] }
        return ["unset label; unset object 1"] + zip(panels, insets).map { panel, part in
            """
            set xrange [\(number(part.left)):\(number(part.right))]
            set yrange [\(number(part.bottom)):\(number(part.top))]
            plot \(file(panel)) binary filetype=png with rgbimage

            """
        }
    }

    private func file(_ panel: StripFigure.Panel) -> String { GnuplotText.literal(RelativePath.from(plots, to: panel.file)) }

    private func number(_ value: Double) -> String { GnuplotText.number(value) }
}
