/// The gnuplot script of a strip of images.
struct StripFigureScript {
    let figure: StripFigure
    let panels: [StripFigure.Panel]
    /// The folder that the script runs in.
    let plots: String

    var text: String {
        ([header] + panels.map(panel) + ["unset multiplot\nunset output\n"]).joined(separator: "\n")
    }

    private var header: String {
        """
        # Figure: \(figure.name)
        # Spec: \(GnuplotText.oneLine(figure.specPath))
        # Runs: \(figure.runs.map(\.key).joined(separator: ", "))
        # Made by: \(GnuplotText.oneLine(figure.command))
        # Draw again, in this folder: gnuplot \(figure.name).gp

        figure_name = \(GnuplotText.literal(figure.name))
        rows = 1; columns = \(panels.count)
        label_width = 0; foot_height = -26
        panel_width = 205.; left = 12.
        load 'style.gp'

        # Pixels as they are, nothing around them.
        unset border; unset tics; unset grid
        set size ratio -1
        set autoscale fix
        set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \\
            title \(GnuplotText.literal(figure.title)) font title_font noenhanced

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
