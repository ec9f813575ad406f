import Foundation
import Quoting
import Records
import Reporting
import Specs
import Wording

/// The figures of an experiment as the page shows them: drawn pictures, with a remark if one is missing or shows other records.
struct ReportFigureBuilder {
    let request: PublishingRequest
    let experiment: Experiment
    let links: ReportLinks
    /// The folders of runs whose images are not at hand.
    let withoutImages: [String]

    /// Throws what planning the figures throws.
    func figures(_ block: FigureBlock, missing: inout MissingImages) throws -> [ReportFigure] {
        let plan = FigurePlan(request: request, experiment: experiment, block: block, shows: .whole)
        if block.kind.readsImages, !withoutImages.isEmpty {
            // What was drawn where the images were is as good as ever.
            let shown = plan.paths.map { drawn($0, block) }
            missing.add(withoutImages, figures: shown.count { $0 == nil })
            return shown.compactMap(\.self)
        }
        let complete = try plan.figures().map { figure($0, block.kind) }
        let rest = try plan.pathsLeftOut().map { name in
            var figure =
                drawn(name, block)
                ?? ReportFigure(title: block.title ?? experiment.title, alt: "", name: name, image: nil)
            figure.remark = "Runs of this figure have no record; \(command("run")) runs them."
            return figure
        }
        return complete + rest
    }

    /// A figure whose script cannot be repeated here, from its files; nil if it was not drawn.
    private func drawn(_ name: String, _ block: FigureBlock) -> ReportFigure? {
        let path = "\(request.plots)/\(name)", script = (try? TextFile.read(path + ".gp")) ?? ""
        guard let image = try? image(path) else { return nil }
        let title = script.firstMatch(of: #/\n +title '((?:[^'\n]|'')+)'/#).map { $0.1.replacing("''", with: "'") }
        let words = title.map { String($0) } ?? "\(block.title ?? experiment.title) (\(name))"
        return ReportFigure(
            title: words, alt: "\(words): \(block.kind.explanation)", name: name,
            panels: FigurePanels(script: script), script: links.address(of: path + ".gp"), image: image)
    }

    private func figure(_ figure: any ScriptedFigure, _ kind: FigureBlock.Kind) -> ReportFigure {
        let path = "\(request.plots)/\(figure.path)"
        var result = ReportFigure(
            title: figure.title, alt: "\(figure.title): \(kind.explanation)", name: figure.path, image: nil)
        do {
            let script = try figure.script(in: figure.folder(in: request.plots))
            guard FileManager.default.fileExists(atPath: path + ".svg") else {
                result.remark = "Not drawn yet; \(command("plot")) draws it."
                return result
            }
            result.image = try image(path)
            result.panels = FigurePanels(script: script)
            result.script = links.address(of: path + ".gp")
            if try !Self.isSame(script, TextFile.read(path + ".gp")) {
                result.remark = "Drawn from records other than the present ones; \(command("plot")) redraws it."
            }
        } catch {
            result.remark = "Cannot be shown: \(error)."
        }
        return result
    }

    private func image(_ path: String) throws -> ReportImage {
        try ReportImage(contentsOf: path + ".svg", address: links.address(of: path + ".svg"))
    }

    private func command(_ name: String) -> String {
        let plots =
            name != "plot" || request.plots == PublishingRequest.standardPlots
            ? [] : ["--plots", ScriptWord.path(request.plots)]
        return ShellText.command(request.command(name) + plots)
    }

    /// Whether two scripts draw the same, whatever command wrote them.
    private static func isSame(_ a: String, _ b: String) -> Bool {
        func drawing(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
        return drawing(a) == drawing(b)
    }
}
