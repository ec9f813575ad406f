import Foundation
import Records
import Wording

/// The report: one self-contained HTML page without external resources.
package struct ReportPage: Equatable, Sendable {
    package var title: String
    package var experiments: [ReportExperiment]
    /// Complete records that belong to none of the specs.
    package var others: [RunRecord]
    package var problems: [ReportProblem]
    /// What could not be read or shown, as sentences.
    package var remarks: [String]

    package init(
        title: String, experiments: [ReportExperiment], others: [RunRecord] = [], problems: [ReportProblem] = [],
        remarks: [String] = []
    ) {
        self.title = title
        self.experiments = experiments
        self.others = others
        self.problems = problems
        self.remarks = remarks
    }

    /// The whole page; the same records give the same bytes.
    package var html: String {
        let runs = ReportRuns(experiments.flatMap(\.runs) + others)
        let policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="\(HTML.escaped(policy))">
            <title>\(HTML.escaped(title))</title>
            <style>
            \(String(decoding: PackageResources.report_css, as: UTF8.self))</style>
            </head>
            <body>
            <a class="skip" href="#content">To the content</a>
            <header>\(HTML.text("h1", [], title))
            \(overviewLine)</header>
            <main id="content">
            \(overview(runs))\(experiments.map { section($0, runs) }.joined())\(otherRuns(runs))\(problemSection)\(provenanceSection(runs))</main>
            <script>
            \(String(decoding: PackageResources.slider_js, as: UTF8.self))</script>
            </body>
            </html>

            """
    }

    private var allRuns: [RunRecord] {
        // Specs of the same name share records.
        var keys: Set<String> = []
        return (experiments.flatMap(\.runs) + others).filter { keys.insert("\($0.name)-\($0.key)").inserted }
    }

    private var overviewLine: String {
        let time = DurationWords.measured(allRuns.map(ReportRuns.seconds).reduce(0, +))
        let count = experiments.count
        return HTML.text(
            "p", [],
            "\(count) experiment\(count == 1 ? "" : "s"), \(allRuns.count) complete run\(allRuns.count == 1 ? "" : "s"), "
                + "\(time) of training" + (problems.isEmpty ? "." : ", \(problems.count) without a result.")) + "\n"
    }

    private func overview(_ runs: ReportRuns) -> String {
        guard !experiments.isEmpty else {
            return remarkList(remarks) + HTML.text("p", [], "No experiment has a record yet.") + "\n"
        }
        let head = ["experiment", "scale", "runs", "what", "training time"].map {
            HTML.text("th", [("scope", "col")], $0)
        }.joined()
        let rows = experiments.map { experiment in
            let time = DurationWords.measured(experiment.runs.map(ReportRuns.seconds).reduce(0, +))
            return HTML.element(
                "tr", [],
                HTML.element(
                    "th", [("scope", "row")], HTML.text("a", [("href", "#\(experiment.anchor)")], experiment.title))
                    + [
                        experiment.scale ?? "as in the spec", "\(experiment.runs.count) of \(experiment.expectedRuns)",
                        experiment.caption, time,
                    ]
                    .map { HTML.text("td", [("class", "text")], $0) }.joined())
        }
        return HTML.element(
            "nav", [("aria-label", "Experiments")],
            HTML.text("h2", [], "What was run")
                + HTMLTable.scroll(
                    HTML.element(
                        "table", [("class", "overview")],
                        HTML.element("thead", [], HTML.element("tr", [], head))
                            + HTML.element("tbody", [], "\n" + rows.joined(separator: "\n") + "\n")),
                    label: "What was run")) + "\n" + remarkList(remarks)
    }

    private func remarkList(_ remarks: [String]) -> String {
        remarks.map { HTML.text("p", [("class", "remark")], $0) + "\n" }.joined()
    }

    private func section(_ experiment: ReportExperiment, _ runs: ReportRuns) -> String {
        let figures = experiment.figures.map { figure in
            let picture =
                figure.image.map { HTMLTable.scroll(HTML.image($0.uri, alt: figure.alt), label: figure.title) } ?? ""
            return HTML.element(
                "figure", [("class", "plot")],
                picture
                    + HTML.element(
                        "figcaption", [],
                        HTML.escaped(figure.title)
                            + (figure.remark.map { " " + HTML.text("span", [("class", "remark")], $0) } ?? ""))) + "\n"
        }
        let meta = HTML.element(
            "p", [("class", "meta")],
            HTML.escaped(
                experiment.caption + ". \(experiment.runs.count) of \(experiment.expectedRuns) runs, "
                    + DurationWords.measured(experiment.runs.map(ReportRuns.seconds).reduce(0, +))
                    + " of training. Spec: ") + HTML.text("code", [], experiment.specPath))
        let details = HTML.element(
            "details", [],
            HTML.text("summary", [], "The runs and their provenance")
                + runs.table(experiment.runs, label: "Runs of \(experiment.title)"))
        let comparisons =
            experiment.comparisons.isEmpty
            ? "" : HTML.text("h3", [], "Images") + "\n" + experiment.comparisons.map(\.html).joined()
        return HTML.element(
            "section", [("id", experiment.anchor)],
            HTML.text("h2", [], experiment.heading) + meta + "\n" + remarkList(experiment.remarks)
                + experiment.tables.map { HTMLTable(table: $0).html }.joined() + figures.joined() + comparisons
                + details) + "\n"
    }

    private func otherRuns(_ runs: ReportRuns) -> String {
        others.isEmpty
            ? ""
            : HTML.element(
                "section", [("id", "other-runs")],
                HTML.text("h2", [], "Runs without a spec")
                    + HTML.text(
                        "p", [], "Records whose settings match none of these specs, such as runs with overrides.")
                    + runs.table(others, label: "Runs without a spec")) + "\n"
    }

    private var problemSection: String {
        guard !problems.isEmpty else { return "" }
        let head = ["run", "state", "reason"].map { HTML.text("th", [("scope", "col")], $0) }.joined()
        let rows = problems.map { problem in
            HTML.element(
                "tr", [],
                HTML.element("th", [("scope", "row")], HTML.text("code", [], problem.run))
                    + HTML.text("td", [("class", "text")], problem.state)
                    + HTML.text("td", [("class", "text")], problem.reason))
        }
        return HTML.element(
            "section", [("id", "problems")],
            HTML.text("h2", [], "Runs without a result")
                + HTMLTable.scroll(
                    HTML.element(
                        "table", [("class", "runs")],
                        HTML.element("thead", [], HTML.element("tr", [], head))
                            + HTML.element("tbody", [], "\n" + rows.joined(separator: "\n") + "\n")),
                    label: "Runs without a result")) + "\n"
    }

    private func provenanceSection(_ runs: ReportRuns) -> String {
        runs.provenances.isEmpty
            ? ""
            : HTML.element(
                "section", [("id", "provenance")],
                HTML.text("h2", [], "Provenance of the runs") + runs.provenanceSections) + "\n"
    }
}
