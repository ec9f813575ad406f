import Quoting

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
