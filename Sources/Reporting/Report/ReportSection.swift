import Wording

/// The section of one experiment: figures and curves first, then tables and images, the runs last.
struct ReportSection {
    let experiment: ReportExperiment
    let runs: ReportRuns

    var html: String {
        HTML.element(
            "section",
            [
                ("id", experiment.anchor), ("class", "experiment"), ("data-scale", experiment.scaleWords),
                ("data-task", experiment.task), ("data-images", experiment.images.joined(separator: "|")),
            ],
            HTML.text("h2", [], experiment.heading) + meta + "\n" + ReportPage.remarkList(experiment.remarks)
                + experiment.figures.map(figure).joined() + curves + tables + comparisons + details) + "\n"
    }

    private var meta: String {
        let spec = HTML.text("code", [], experiment.specPath)
        let words =
            (experiment.caption.isEmpty ? "" : experiment.caption + ". ")
            + "\(experiment.runs.count) of \(experiment.expectedRuns) runs, "
            + DurationWords.measured(experiment.runs.map(\.seconds).reduce(0, +)) + " of training. Spec: "
        return HTML.element(
            "p", [("class", "meta")],
            HTML.escaped(words) + (experiment.specLink.map { HTML.element("a", [("href", $0)], spec) } ?? spec))
    }

    private func figure(_ figure: ReportFigure) -> String {
        let picture =
            figure.image.map {
                HTMLTable.scroll(
                    HTML.image($0.address, alt: figure.alt, more: $0.attributes), label: figure.title)
            } ?? ""
        let script =
            figure.script.map { " " + HTML.text("a", [("href", $0)], "gnuplot script") } ?? ""
        return HTML.element(
            "figure",
            [("class", "plot"), ("id", figure.anchor)]
                + (figure.panels.map { [("data-panels", $0.attribute)] } ?? []),
            picture
                + HTML.element(
                    "figcaption", [],
                    HTML.escaped(figure.title) + script
                        + (figure.remark.map { " " + HTML.text("span", [("class", "remark")], $0) } ?? ""))) + "\n"
    }

    /// The place where the page's script draws the curves of the runs.
    private var curves: String {
        let shown = experiment.runs.filter { $0.curve != nil }
        guard !shown.isEmpty else { return "" }
        let namesSeed = Set(shown.map(\.record.seed)).count > 1
        let series = shown.map { run in
            JSONScript.object([
                ("run", JSONScript.text(run.identifier)), ("label", JSONScript.text(run.label(namesSeed: namesSeed))),
            ])
        }
        return HTML.element(
            "div",
            [
                ("class", "chart"), ("data-title", experiment.heading), ("data-series", JSONScript.list(series)),
            ]) + "\n"
    }

    private var tables: String {
        experiment.tables.map { table in
            HTMLTable(
                table: table, heading: table.title == experiment.title ? "Table" : nil,
                showsCaption: !table.caption.hasSuffix(experiment.caption)
            ).html
        }.joined()
    }

    private var comparisons: String {
        experiment.comparisons.isEmpty
            ? "" : HTML.text("h3", [], "Images") + "\n" + experiment.comparisons.map(\.html).joined()
    }

    private var details: String {
        guard !experiment.runs.isEmpty else { return "" }
        return HTML.element(
            "details", [],
            HTML.text("summary", [], "The runs")
                + runs.table(experiment.runs, label: "Runs of \(experiment.heading)"))
    }
}
