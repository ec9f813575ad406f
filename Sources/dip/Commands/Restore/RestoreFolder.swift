import Foundation
import Imaging
import Photographs
import Publishing
import Records
import Reporting

/// The folder beside a restored photograph: curves, choices, and a strip of before and after.
final class RestoreFolder {
    static let choices = "restoration.json"
    /// What is written into the folder under names that it gives.
    static let files =
        [choices, RecordFile.curves]
        + ["before", "after", "removed", "before-detail", "after-detail", "removed-detail", "strip"].map { "\($0).png" }
        + ["strip.svg", "strip.gp", FigureStyle.fileName]
    private let path: String
    /// Whether it did not exist before.
    private let isNew: Bool
    private let curves: PhotoCurves
    /// Longer sides in the strip, of whole pictures and of details.
    private static let wholeSide = 512, detailSide = 96

    /// Creates the folder; throws `RecordError` when that fails.
    init(_ path: String, curves: PhotoCurves) throws {
        self.path = path
        self.curves = curves
        isNew = !Folder.exists(path)
        try Folder.create(path)
    }

    /// Leaves nothing behind where there is no result.
    func abandon() {
        try? curves.close()
        guard isNew else { return }
        try? FileManager.default.removeItem(atPath: Self.curves(in: path))
        rmdir(path)
    }

    /// Whether a folder has the curves of a restoration, which begin with the tile.
    static func hasCurves(_ path: String) -> Bool {
        (try? TextFile.head(curves(in: path), count: 5)) == Data("tile,".utf8)
    }

    /// The file of the curves in such a folder.
    static func curves(in path: String) -> String { "\(path)/\(RecordFile.curves)" }

    /// Writes pictures, record and strip; the strip is drawn only if gnuplot is installed.
    /// - Parameter picture: the path of the restored picture.
    func complete(
        _ plan: PhotoPlan, _ restored: RestoredPhoto, picture: String, provenance: Provenance, options: String,
        command: String
    ) throws {
        try curves.close()
        let before = plan.comparable,
            after = restored.image.composited(alpha: plan.photograph.alpha(scale: plan.request.scale))
        var rows = [Row(before: before, after: after) { $0.reduced(toLongerSide: Self.wholeSide) }]
        // A tiny photograph is its own detail.
        if max(before.width, before.height) > Self.detailSide {
            let detail = Self.detail(of: before)
            rows.append(try Row(before: before, after: after) { try $0.cropped(detail) })
        }
        for (row, end) in zip(rows, Self.ends) {
            for (name, part) in zip(Self.names, row.pictures) {
                try PNGFile.write(part, to: "\(path)/\(name)\(end).png")
            }
        }
        try PhotoRecord(
            plan, restored, picture: PhotoRecord.name(of: picture, recordedIn: path), options: options,
            provenance: provenance
        ).write(to: "\(path)/\(Self.choices)")
        let pictures = zip(rows, Self.ends).map { row, end in
            zip(Self.names, Self.labels(row.difference.factor, of: plan.request.task)).map { name, label in
                BeforeAfterFigure.Picture(
                    label: label + (end.isEmpty ? "" : ", detail"), file: "\(path)/\(name)\(end).png")
            }
        }
        try draw(
            BeforeAfterFigure(
                frame: FigureFrame(name: "strip", title: RestoreText.title(plan, restored), command: command),
                rows: pictures, aspect: Double(before.height) / Double(before.width)))
    }

    private static let names = ["before", "after", "removed"], ends = ["", "-detail"]

    private static func labels(_ factor: Int, of task: PhotoTask) -> [String] {
        let change =
            switch task {
            case .denoise, .deblock: "removed"
            case .superResolve, .inpaint, .enhance: "before minus after"
            }
        return ["before", "after", factor > 1 ? "\(change), \(factor) times" : change]
    }

    /// A row of the strip: a part of the picture before and after, and their difference.
    private struct Row {
        let pictures: [Image]
        let difference: PhotoDifference

        init(before: Image, after: Image, _ part: (Image) throws -> Image) rethrows {
            let (one, other) = (try part(before), try part(after))
            difference = PhotoDifference(before: one, after: other)
            pictures = [one, other, difference.image]
        }
    }

    private func draw(_ figure: BeforeAfterFigure) throws {
        // The style of an earlier version would not do.
        try AtomicFile.write(FigureStyle.text, to: "\(path)/\(FigureStyle.fileName)")
        let script = try figure.writeScript(in: path)
        guard let gnuplot = try? Gnuplot() else {
            return Terminal.complain("note: gnuplot is not installed, so \(script) is not drawn")
        }
        _ = try gnuplot.render(script: script, formats: [.svg, .png])
    }

    /// The central part at full resolution, with the proportions of the whole picture.
    private static func detail(of image: Image) -> Crop {
        let share = min(1, Double(detailSide) / Double(max(image.width, image.height)))
        let width = max(1, Int(Double(image.width) * share)), height = max(1, Int(Double(image.height) * share))
        let left = (image.width - width) / 2, top = (image.height - height) / 2
        return .rectangle(left: left, top: top, right: left + width, bottom: top + height)
    }
}
