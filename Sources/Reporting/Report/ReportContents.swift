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
