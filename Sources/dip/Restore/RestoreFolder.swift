import Foundation
import Harness
import Imaging
import Records
import Reporting

/// The folder beside a restored photograph: curves, choices, and a strip of before and after.
final class RestoreFolder {
    static let choices = "restoration.json"
    private let path: String
    private var curves: CurveWriter?
    /// Longer sides in the strip, of whole pictures and of details.
    private static let wholeSide = 512, detailSide = 96

    /// Makes the folder; throws `RecordError` when that fails.
    init(_ path: String) throws {
        self.path = path
        try Folder.create(path)
        try? FileManager.default.removeItem(atPath: "\(path)/\(Self.choices)")
    }

    /// Adds a row of `curves.csv`.
    func append(_ columns: [String], _ values: [Double?]) throws {
        if curves == nil { curves = try CurveWriter(path: "\(path)/curves.csv", columns: columns) }
        try curves?.append(values)
    }

    /// Writes what is left, the strip as far as gnuplot is there.
    func complete(_ plan: PhotoPlan, _ restored: RestoredPhoto, provenance: Provenance, command: String) throws {
        try curves?.close()
        let before = plan.comparable, after = restored.image.composited(alpha: plan.photograph.alpha(scale: plan.request.scale))
        let detail = Self.detail(of: before)
        let pictures = [("before", before.reduced(toLongerSide: Self.wholeSide)), ("after", after.reduced(toLongerSide: Self.wholeSide)),
                        ("before-detail", try before.cropped(detail)), ("after-detail", try after.cropped(detail))]
        for (name, picture) in pictures { try PNGFile.write(picture, to: "\(path)/\(name).png") }
        try PhotoRecord(plan, restored, provenance: provenance).write(to: "\(path)/\(Self.choices)")
        try draw(pictures.map(\.0), title: plan.request.task.rawValue, command: command)
    }

    private func draw(_ names: [String], title: String, command: String) throws {
        let labels = ["before", "after", "before, detail", "after, detail"]
        let figure = BeforeAfterFigure(name: "strip", title: title, command: command,
                                       pictures: zip(labels, names).map { .init(label: $0, file: "\(path)/\($1).png") })
        try FigureStyle.install(in: path)
        let script = try figure.writeScript(in: path)
        guard let gnuplot = try? Gnuplot() else {
            return Terminal.complain("note: gnuplot is not installed, so \(script) is not drawn")
        }
        _ = try gnuplot.render(script: script, formats: [.svg, .png])
    }

    /// The middle, pixel by pixel, of the whole picture's proportions.
    private static func detail(of image: Image) -> Crop {
        let share = min(1, Double(detailSide) / Double(max(image.width, image.height)))
        let width = max(1, Int(Double(image.width) * share)), height = max(1, Int(Double(image.height) * share))
        let left = (image.width - width) / 2, top = (image.height - height) / 2
        return .rectangle(left: left, top: top, right: left + width, bottom: top + height)
    }
}
