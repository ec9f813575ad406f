import ArgumentParser
import Publishing
import Reporting

/// `dip plot`: draws the records of an experiment as the figure that its spec asks for.
struct PlotCommand: SpecCommand {
    static let configuration = CommandConfiguration(
        commandName: "plot", abstract: "Draw the figure of an experiment from its records.",
        discussion: """
            Writes the gnuplot script <plots>/<spec>/<scale>/<figure>.gp, which reads the records itself, and draws it as SVG beside \
            it; the published size (--scale published, or no scale) has no folder of its own. Figures made of pictures are in a folder \
            'pictures' there. The paper's values are shown only at the published size and without overrides.
            """)

    @OptionGroup var path: SpecPath
    @OptionGroup var settings: SpecSettings
    @OptionGroup var records: ResultsOption

    @Option(help: ArgumentHelp("The folder of figures.", valueName: "folder"), completion: .directory)
    var plots = PublishingRequest.standardPlots

    @Flag(help: "Also draw a PNG.")
    var png = false

    @Flag(help: "Also draw a PDF.")
    var pdf = false

    @Option(help: ArgumentHelp("Only the figures with this name, if the spec has several.", valueName: "figure"))
    var name: String?

    @Flag(help: "Leave out runs without a record, and figures whose images are not at hand.")
    var partial = false

    func validate() throws {
        guard !plots.isEmpty else { throw ValidationError("--plots needs the name of a folder") }
        try SpecPath.check(plots, "--plots")
    }

    func run() throws {
        // All are checked before the first is written.
        let all = try request.each.map {
            try ExperimentFigures($0.request(plots: plots), named: name, isPartial: partial)
        }
        var scripts: [String] = []
        for figures in all {
            figures.remarks.forEach(Terminal.complain)
            try figures.write { script in
                print(script)
                scripts.append(script)
            }
        }
        let formats: [FigureFormat] = [.svg] + (png ? [.png] : []) + (pdf ? [.pdf] : [])
        for script in scripts { try Drawing.draw(script, formats: formats) }
    }
}
