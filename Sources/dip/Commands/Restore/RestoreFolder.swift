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
        [choices, "curves.csv"] + ["before", "after", "before-detail", "after-detail"].map { "\($0).png" }
    private let path: String
    /// Whether it did not exist before.
    private let isNew: Bool
    private var curves: CurveWriter?
    /// Longer sides in the strip, of whole pictures and of details.
    private static let wholeSide = 512, detailSide = 96

    /// Creates the folder; throws `RecordError` when that fails.
    init(_ path: String) throws {
        self.path = path
        isNew = !Folder.exists(path)
        try Folder.create(path)
        try? FileManager.default.removeItem(atPath: "\(path)/\(Self.choices)")
    }

    /// Leaves nothing behind where there is no result.
    func abandon() {
        try? curves?.close()
        guard isNew else { return }
        try? FileManager.default.removeItem(atPath: "\(path)/curves.csv")
        rmdir(path)
    }

    /// Adds a row of `curves.csv`.
    func append(_ columns: [String], _ values: [Double?]) throws {
        if curves == nil { curves = try CurveWriter(path: "\(path)/curves.csv", columns: columns) }
        try curves?.append(values)
    }

    /// Writes pictures, record and strip; the strip is drawn only if gnuplot is installed.
    func complete(
        _ plan: PhotoPlan, _ restored: RestoredPhoto, provenance: Provenance, options: String, command: String
    ) throws {
        try curves?.close()
        let before = plan.comparable,
            after = restored.image.composited(alpha: plan.photograph.alpha(scale: plan.request.scale))
        let detail = Self.detail(of: before)
        let pictures = [
            ("before", before.reduced(toLongerSide: Self.wholeSide)),
            ("after", after.reduced(toLongerSide: Self.wholeSide)),
            ("before-detail", try before.cropped(detail)), ("after-detail", try after.cropped(detail)),
        ]
        for (name, picture) in pictures { try PNGFile.write(picture, to: "\(path)/\(name).png") }
        try PhotoRecord(plan, restored, options: options, provenance: provenance).write(to: "\(path)/\(Self.choices)")
        try draw(pictures.map(\.0), title: plan.request.task.rawValue, command: command)
    }

    private func draw(_ names: [String], title: String, command: String) throws {
        let labels = ["before", "after", "before, detail", "after, detail"]
        let figure = BeforeAfterFigure(
            frame: FigureFrame(name: "strip", title: title, command: command),
            pictures: zip(labels, names).map { .init(label: $0, file: "\(path)/\($1).png") })
        try FigureStyle.install(in: path)
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
