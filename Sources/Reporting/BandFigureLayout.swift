import Quoting

/// Where the panels of a band figure lie: PSNR, and the bands of every run in a grid that shares its axes.
///
/// On a screen and on a wide page the grid is at the right of the PSNR, on a column of a journal below it.
struct BandFigureLayout: Equatable {
    let psnr: PanelBox
    let bands: [PanelBox]
    let width: Double
    /// The bottom of the axes' titles, where the foot begins.
    let foot: Double

    /// Panels of the grid side by side.
    let columns: Int
    let unit: Double

    /// Below this width, in pixels, the grid lies below the PSNR.
    private static let narrow = 450.0

    /// - Parameter labelWidth: the room for the names of the curves of PSNR.
    init(runs: Int, labelWidth: Double, frame: FigureFrame) {
        let unit = frame.unit
        self.unit = unit
        // The axes' numbers and titles; the panels' titles; the room between panels.
        let left = 58 * unit, gridLeft = 68 * unit, labels = (labelWidth + 10) * unit, right = 14 * unit,
            bottom = 58 * unit
        let gapX = 30 * unit, gapY = 44 * unit
        let top = ((frame.hasTitle ? 34 : 0) + 40) * unit
        let isNarrow = frame.printWidth.map { $0 < Self.narrow } ?? false
        let columns = isNarrow ? min(runs, 2) : runs == 4 ? 2 : min(runs, 3)
        self.columns = columns
        let rows = (runs + columns - 1) / columns
        let gaps = Double(columns - 1) * gapX

        var panelWidth = 210.0, psnrWidth = 330.0
        if let page = frame.printWidth, isNarrow {
            panelWidth = (page - gridLeft - right - gaps) / Double(columns)
            psnrWidth = page - left - labels
        } else if let page = frame.printWidth {
            panelWidth = (page - left - gridLeft - labels - right - gaps) / (1.4 + Double(columns))
            psnrWidth = 1.4 * panelWidth
        }
        let panelHeight = rows == 1 && !isNarrow ? 205 * unit : min(150 * unit, 0.9 * panelWidth)
        let gridHeight = Double(rows) * panelHeight + Double(rows - 1) * gapY
        let psnrHeight = isNarrow ? 0.55 * psnrWidth : min(gridHeight, 330 * unit)
        psnr = PanelBox(x: left, y: top, width: psnrWidth, height: psnrHeight)
        let grid = (
            x: isNarrow ? gridLeft : psnr.right + labels + gridLeft,
            y: isNarrow ? psnr.bottom + bottom + 36 * unit : top
        )
        bands = (0..<runs).map { run in
            PanelBox(
                x: grid.x + Double(run % columns) * (panelWidth + gapX),
                y: grid.y + Double(run / columns) * (panelHeight + gapY), width: panelWidth, height: panelHeight)
        }
        width = frame.printWidth ?? bands[min(runs, columns) - 1].right + right
        foot = grid.y + gridHeight + bottom
    }

    /// Whether a panel of the grid has the numbers and the title of the vertical axis.
    func hasVerticalAxis(_ run: Int) -> Bool { run % columns == 0 }

    /// Whether a panel of the grid has the numbers and the title of the horizontal axis: no other is below it.
    func hasHorizontalAxis(_ run: Int) -> Bool { run + columns >= bands.count }
}

/// What the foot of a band figure explains: pale and strong curves, the best PSNR, the published points, and the bands with their
/// frequencies.
struct BandFigureLegend {
    let figure: BandFigure
    let curves: [BandCurves]
    let hasPublished: Bool

    var paragraphs: [[PageFoot.Piece]] {
        [PageFoot.words(sentences.joined(separator: " ")), bands]
    }

    private var sentences: [String] {
        let axis = IterationAxis(curves)
        var sentences: [String] = []
        if !figure.averagedOver.isEmpty {
            sentences.append("Means over \(figure.averagedOver); shaded: one standard deviation.")
        }
        if curves.contains(where: axis.isMean) {
            let window = "means of \(GnuplotText.number(axis.window)) iterations"
            sentences.append(
                figure.averagedOver.isEmpty
                    ? "Pale: recorded iterations; strong: \(window)." : "PSNR: \(window).")
        }
        sentences.append("Vertical line (green): the best PSNR.")
        if hasPublished {
            sentences.append("Open markers: values read off the paper's figure, with the error of reading.")
        }
        return sentences
    }

    /// A sample of every band with its name; of many bands the first and the last.
    private var bands: [PageFoot.Piece] {
        let count = figure.bands
        let named = count <= 8 ? Array(1...count) : [1, count]
        let unit = figure.bandsAreFrequencies ? "Bands in cycles per pixel:" : "Bands, lowest to highest:"
        return PageFoot.words(unit)
            + named.map { band in
                PageFoot.Piece(
                    text: figure.bandsAreFrequencies ? frequencies(band) : "\(band)",
                    sample: Self.style("\(band)", of: count), color: "band_color(\(band), \(count))")
            }
    }

    private func frequencies(_ band: Int) -> String {
        let count = Double(2 * figure.bands)
        return "\(GnuplotText.number(Double(band - 1) / count))–\(GnuplotText.number(Double(band) / count))"
    }

    /// gnuplot's style of the line of a band, a number or a variable's name.
    static func style(_ band: String, of count: Int) -> String {
        "linewidth band_linewidth(\(band), \(count)) linecolor rgb band_color(\(band), \(count))"
    }
}
