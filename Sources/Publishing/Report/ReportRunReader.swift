import Foundation
import Records
import Reporting
import Specs
import Wording

/// Reads what the page shows of a run: its settings, curves and images.
struct ReportRunReader {
    let store: RunStore
    let links: ReportLinks
    let leavesOutImages: Bool

    private static let pictures = [
        (RecordFile.degraded, "degraded"), (RecordFile.output, "last output"), (RecordFile.best, "best output"),
        (RecordFile.averaged, "averaged"), (RecordFile.enhanced, "enhanced"), (RecordFile.clean, "clean"),
    ]

    /// - Parameter settings: what distinguishes the run; by default its values of the sweep.
    func run(_ record: RunRecord, in directory: String, settings: [ReportRun.Setting]? = nil) -> ReportRun {
        ReportRun(
            record, settings: settings, spec: spec(of: directory), folder: links.address(of: directory),
            curve: (try? CurveTable(contentsOf: "\(directory)/\(RecordFile.curves)")).flatMap { ReportCurve($0) },
            pictures: pictures(in: directory))
    }

    /// All settings of a run with dotted keys, in the order of its spec; empty if it cannot be read.
    func spec(of directory: String) -> [ReportRun.Setting] {
        settings(in: store.specText(of: directory))
    }

    /// The settings of a canonical spec, name and title aside.
    func settings(in text: String) -> [ReportRun.Setting] {
        let root = try? SpecDocument.parse(recorded: text)
        return root.map { Self.flat($0, at: "") }?.filter { !["name", "title"].contains($0.key) } ?? []
    }

    private static func flat(_ node: SpecNode, at path: String) -> [ReportRun.Setting] {
        guard let entries = node.entries else { return [ReportRun.Setting(key: path, value: node.summary)] }
        return entries.flatMap { flat($0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    }

    /// Files beside the page; a page that stands alone has them in its comparisons only.
    private func pictures(in directory: String) -> [ImageComparison.Picture] {
        guard !leavesOutImages, links.kind != .embedded else { return [] }
        return Self.pictures.compactMap { file, label in
            let path = "\(directory)/\(file)"
            guard FileManager.default.fileExists(atPath: path), let address = links.address(of: path),
                let image = try? ReportImage(contentsOf: path, address: address)
            else { return nil }
            return ImageComparison.Picture(label: label, image: image)
        }
    }

    /// The settings in which a run with overrides differs from the nearest of these, image and seed aside.
    static func difference(_ spec: [ReportRun.Setting], from others: [[ReportRun.Setting]]) -> [ReportRun.Setting] {
        func changes(_ other: [ReportRun.Setting]) -> [ReportRun.Setting] {
            let unset = other.filter { one in !spec.contains { $0.key == one.key } }.map {
                ReportRun.Setting(key: $0.key, value: "unset")
            }
            return (spec.filter { !other.contains($0) } + unset).filter { !["seed", "images"].contains($0.key) }
        }
        return others.map(changes).filter { !$0.isEmpty }.min { $0.count < $1.count } ?? []
    }
}
