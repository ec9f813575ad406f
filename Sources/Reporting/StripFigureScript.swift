/// The gnuplot script of a strip of images.
struct StripFigureScript {
    let name: String
    let title: String
    /// Lines of the header that say where the images come from.
    let origin: [String]
    let panels: [StripFigure.Panel]
    /// The folder that the script runs in.
    let plots: String

    var text: String {
        ([header] + panels.map(panel) + ["unset multiplot\nunset output\n"]).joined(separator: "\n")
    }

    private var header: String {
        """
        # Figure: \(name)
        \(origin.map { "# \(GnuplotText.oneLine($0))" }.joined(separator: "\n"))
        # Draw again, in this folder: gnuplot \(name).gp

        figure_name = \(GnuplotText.literal(name))
        rows = 1; columns = \(panels.count)
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

    private func panel(_ panel: StripFigure.Panel) -> String {
        """
        set label 1 \(GnuplotText.literal(panel.label)) at graph 0.5, graph 1.05 center
        set label 2 \(GnuplotText.literal(panel.note)) at graph 0.5, graph -0.06 center
        plot \(GnuplotText.literal(RelativePath.from(plots, to: panel.file))) binary filetype=png with rgbimage

        """
    }
}
