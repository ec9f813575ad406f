import CResources
import Foundation
import Records
import Wording

/// The report: one HTML page that works offline and begins with what was found.
package struct ReportPage: Equatable, Sendable {
    package var title: String
    package var claims: ReportClaims?
    package var experiments: [ReportExperiment]
    /// Complete records that belong to none of the specs.
    package var others: [ReportRun]
    package var problems: [ReportProblem]
    /// What could not be read or shown, as sentences.
    package var remarks: [String]
    /// What wrote the page, e.g. `dip 0.1.0: dip report`; empty if it does not matter.
    package var origin: String
    /// Whether the page is served and follows the runs that are under way.
    package var isLive: Bool

    package init(
        title: String, claims: ReportClaims? = nil, experiments: [ReportExperiment], others: [ReportRun] = [],
        problems: [ReportProblem] = [], remarks: [String] = [], origin: String = "", isLive: Bool = false
    ) {
        self.title = title
        self.claims = claims
        self.experiments = experiments
        self.others = others
        self.problems = problems
        self.remarks = remarks
        self.origin = origin
        self.isLive = isLive
    }

    /// What the page may load: pictures beside it, and nothing from elsewhere.
    package static func policy(isLive: Bool) -> String {
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
            + (isLive ? "connect-src 'self'; " : "") + "base-uri 'none'; form-action 'none'"
    }

    /// The whole page; the same records give the same bytes.
    package var html: String {
        let all = experiments.flatMap(\.runs) + others
        let runs = ReportRuns(distinctRuns)
        func text(_ name: String) -> String { String(cString: dip_resource(name)!) }
        let scripts = ["slider.js", "chart.js", "page.js", "compare.js"] + (isLive ? ["live.js"] : [])
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="\(HTML.escaped(Self.policy(isLive: isLive)))">
            <link rel="icon" href="data:,">
            <title>\(HTML.escaped(title))</title>
            <style>
            \(text("report.css"))</style>
            </head>
            <body>
            <a class="skip" href="#content">To the content</a>
            <header id="top">\(HTML.text("h1", [], title))
            \(overviewLine)</header>
            <div class="columns">
            \(ReportContents(page: self).html)<main id="content">
            \(live)\(claims?.html(figures: figures) ?? "")\(Self.remarkList(remarks))\(controls)\(experiments.map { ReportSection(experiment: $0, runs: runs).html }.joined())\(overview)\(otherRuns(runs))\(problemSection)\(provenanceSection(runs))\(footer)</main>
            </div>
            <script type="application/json" id="data">\(ReportData(all).json)</script>
            <script>
            \(scripts.map(text).joined(separator: "\n"))</script>
            </body>
            </html>

            """
    }

    /// The anchors of the figures that have a picture, by file stem.
    private var figures: [String: String] {
        Dictionary(
            experiments.flatMap(\.figures).filter { $0.image != nil }.map { ($0.name, $0.anchor) },
            uniquingKeysWith: { first, _ in first })
    }

    private var distinctRuns: [ReportRun] {
        // Specs of the same name share records.
        var keys: Set<String> = []
        return (experiments.flatMap(\.runs) + others).filter { keys.insert($0.identifier).inserted }
    }

    private var overviewLine: String {
        let runs = distinctRuns
        let time = DurationWords.measured(runs.map(\.seconds).reduce(0, +)), count = experiments.count
        let newest = runs.compactMap(\.record.ended).max().map { " The newest record is of \($0.prefix(10))." } ?? ""
        return HTML.text(
            "p", [],
            "\(count) experiment\(count == 1 ? "" : "s"), \(runs.count) complete run\(runs.count == 1 ? "" : "s"), "
                + "\(time) of training" + (problems.isEmpty ? "." : ", \(problems.count) without a result.") + newest)
            + "\n"
    }

    private var live: String {
        guard isLive else { return "" }
        return HTML.element(
            "section", [("id", "live"), ("aria-label", "Runs under way")],
            HTML.text("h2", [], "Now") + HTML.text("p", [("id", "live-state"), ("role", "status")], "Connecting …")
                + HTML.element("div", [("id", "live-runs")])) + "\n"
    }

    /// The form that the page's script fills and shows.
    private var controls: String {
        guard !experiments.isEmpty else { return "" }
        func choice(_ name: String, _ values: [String]) -> String {
            let options =
                [HTML.text("option", [("value", "")], "every \(name)")]
                + values.distinct.filter { !$0.isEmpty }.map { HTML.text("option", [("value", $0)], $0) }
            return HTML.element(
                "select", [("id", "choose-\(name)"), ("aria-label", name.capitalized)], options.joined())
        }
        return HTML.element(
            "form", [("class", "controls"), ("role", "search"), ("hidden", "")],
            "<input type=\"search\" id=\"search\" placeholder=\"Search\" aria-label=\"Search experiments and runs\">"
                + choice("scale", experiments.map(\.scaleWords)) + choice("task", experiments.map(\.task))
                + choice("image", experiments.flatMap(\.images).sorted())
                + HTML.text("output", [("id", "found-count")], "")) + "\n"
    }

    private var overview: String {
        guard !experiments.isEmpty else {
            return HTML.text("p", [], "No experiment has a record yet.") + "\n"
        }
        let head = ["experiment", "scale", "runs", "what", "training time"].map {
            HTML.text("th", [("scope", "col")], $0)
        }.joined()
        let rows = experiments.map { experiment in
            let seconds = experiment.runs.map(\.seconds).reduce(0, +)
            let cells = [
                experiment.scaleWords, "\(experiment.runs.count) of \(experiment.expectedRuns)", experiment.caption,
            ].map { HTML.text("td", [("class", "text")], $0) }
            return HTML.element(
                "tr", [],
                HTML.element(
                    "th", [("scope", "row")], HTML.text("a", [("href", "#\(experiment.anchor)")], experiment.title))
                    + cells.joined()
                    + HTML.text(
                        "td", [("class", "text"), ("data-value", String(format: "%.1f", seconds))],
                        DurationWords.measured(seconds)))
        }
        return HTML.element(
            "section", [("id", "run")],
            HTML.text("h2", [], "What was run")
                + HTMLTable.scroll(
                    HTML.element(
                        "table", [("class", "overview")],
                        HTML.element("thead", [], HTML.element("tr", [], head))
                            + HTML.element("tbody", [], "\n" + rows.joined(separator: "\n") + "\n")),
                    label: "What was run")) + "\n"
    }

    static func remarkList(_ remarks: [String]) -> String {
        remarks.map { HTML.text("p", [("class", "remark")], $0) + "\n" }.joined()
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
        runs.isEmpty
            ? ""
            : HTML.element(
                "section", [("id", "provenance")],
                HTML.text("h2", [], "Provenance of the runs") + runs.provenanceSections) + "\n"
    }

    private var footer: String {
        origin.isEmpty ? "" : HTML.element("footer", [], HTML.text("p", [("class", "meta")], origin)) + "\n"
    }
}

/// The page's contents, which stay in sight.
struct ReportContents {
    let page: ReportPage

    var html: String {
        let parts =
            (page.isLive ? [item("live", "Now")] : [])
            + (page.claims?.sections.isEmpty == false ? [item("found", "What was found")] : [])
            + page.experiments.map { item($0.anchor, $0.heading, of: $0.anchor) }
            + (page.experiments.isEmpty ? [] : [item("run", "What was run")])
            + (page.others.isEmpty ? [] : [item("other-runs", "Runs without a spec")])
            + (page.problems.isEmpty ? [] : [item("problems", "Runs without a result")])
            + [item("top", "Back to the top")]
        return HTML.element(
            "nav", [("class", "contents"), ("aria-label", "Contents")],
            HTML.element(
                "details", [("open", "")],
                HTML.text("summary", [], "Contents") + HTML.element("ol", [], parts.joined()))) + "\n"
    }

    private func item(_ anchor: String, _ text: String, of section: String? = nil) -> String {
        HTML.element(
            "li", section.map { [("data-of", $0)] } ?? [], HTML.text("a", [("href", "#\(anchor)")], text))
    }
}
