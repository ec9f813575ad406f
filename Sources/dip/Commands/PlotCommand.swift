import ArgumentParser
import Harness
import Reporting

/// `dip plot`: draws the records of an experiment as the figure that its spec asks for.
struct PlotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plot", abstract: "Draw the figure of an experiment from its records.",
        discussion: """
            Writes the gnuplot script <plots>/<name>-<scale>.gp, which reads the records itself, and draws it as SVG beside it. \
            The paper's values are shown when the scale is paper, or none, and nothing is overridden.
            """)

    @OptionGroup var request: SpecArguments

    @Option(help: ArgumentHelp("The folder of figures.", valueName: "folder"))
    var plots = "Plots"

    @Flag(help: "Draw a PNG, too.")
    var png = false

    @Flag(help: "Draw a PDF, too.")
    var pdf = false

    func validate() throws {
        guard !plots.isEmpty else { throw ValidationError("--plots needs the name of a folder") }
        try SpecArguments.check(plots, "--plots")
    }

    func run() throws {
        let experiment = try request.experiment()
        guard !experiment.figures.isEmpty else {
            throw Refusal("\(request.spec): has no 'figure' block, which says what the records are drawn as")
        }
        let figures = try experiment.figures.flatMap { try FigurePlan(request: request, experiment: experiment, block: $0).figures() }
        // All are checked before the first is written.
        for figure in figures { _ = try figure.script(in: plots) }
        try FigureStyle.install(in: plots)
        let found = try RecordedRun.all(of: experiment, in: request.store)
        let remarks = try RecordedRun.remarks(found, request) { _ in experiment.figures.contains { $0.kind == .stopping } }
        remarks.forEach(Terminal.complain)
        for figure in figures { print(try figure.writeScript(in: plots, remarks: remarks)) }
        let formats: [FigureFormat] = [.svg] + (png ? [.png] : []) + (pdf ? [.pdf] : [])
        for figure in figures { try Drawing.draw("\(plots)/\(figure.name).gp", formats: formats) }
    }
}
