import Foundation
import Records
import Wording

/// Images side by side: the degraded image, each restored image, the clean image; below each its PSNR to the clean image.
package struct StripFigure: ScriptedFigure, Equatable, Sendable {
    /// One run on the degraded image.
    package struct Run: Equatable, Sendable {
        /// The text above the image; nil if nothing distinguishes the runs.
        package var label: String?
        /// The folder with the run's images, absolute or relative to the working directory.
        package var runDirectory: String
        package var key: String
        /// PSNR of the last output in dB; nil if it is undefined.
        package var psnr: Double?
        /// The iteration of the output, where runs differ in it.
        package var iteration: Int?

        package init(label: String?, runDirectory: String, key: String, psnr: Double?, iteration: Int? = nil) {
            self.label = label
            self.runDirectory = runDirectory
            self.key = key
            self.psnr = psnr
            self.iteration = iteration
        }
    }

    package var frame: FigureFrame
    /// 1 to 16 runs on the same degraded image.
    package var runs: [Run]
    /// PSNR of the degraded image in dB; nil if it is the clean one.
    package var inputPSNR: Double?
    /// A part of the clean image that is shown enlarged below each image; nil for none.
    package var inset: Inset?

    /// A rectangle of pixels from the left and the top; where no number is above 1, of shares of the image's sides.
    package struct Inset: Equatable, Sendable {
        package var left, top, width, height: Double

        package init(left: Double, top: Double, width: Double, height: Double) {
            self.left = left
            self.top = top
            self.width = width
            self.height = height
        }

        func inPixels(ofWidth pixels: Int, height rows: Int) -> Inset {
            guard max(left, top, width, height) <= 1 else { return self }
            let across = Double(pixels), down = Double(rows)
            return Inset(
                left: (left * across).rounded(.down), top: (top * down).rounded(.down),
                width: max(1, (width * across).rounded()), height: max(1, (height * down).rounded()))
        }
    }

    /// A note at the foot of the page, such as the iteration of the outputs; empty for none.
    package var note: String

    package init(frame: FigureFrame, runs: [Run], inputPSNR: Double?, inset: Inset? = nil, note: String = "") {
        self.frame = frame
        self.runs = runs
        self.inputPSNR = inputPSNR
        self.inset = inset
        self.note = note
    }

    /// A picture of the strip: the texts above and below it, and its file.
    struct Panel: Equatable {
        let label: String
        let note: String
        let file: String
    }

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` when a record has not kept its images, or there are more than 16 runs.
    package func script(in plots: String) throws -> String {
        try check(runs.count, of: "runs", atMost: 16)
        let panels = try panels()
        return StripFigureScript(
            frame: frame, keys: runs.map(\.key), panels: panels, insets: try inset.map { try insets($0, panels) },
            note: note, plots: plots
        ).text
    }

    /// The part that is enlarged in each picture: its sides in the picture's own pixels, from the bottom.
    struct Enlargement: Equatable {
        let left, right, bottom, top: Double
    }

    /// The same part of pictures of every size, in whole pixels of each; throws `FigureError` when it is not inside the clean image.
    private func insets(_ inset: Inset, _ panels: [Panel]) throws -> [Enlargement] {
        let sizes = try panels.map { panel in
            guard let size = try ReportImage(contentsOf: panel.file).size else {
                throw FigureError("\(panel.file): is not a PNG file")
            }
            return size
        }
        guard let whole = sizes.last else { return [] }
        let inset = inset.inPixels(ofWidth: whole.width, height: whole.height)
        guard inset.left + inset.width <= Double(whole.width), inset.top + inset.height <= Double(whole.height) else {
            let sides = [inset.left, inset.top, inset.width, inset.height].map { String(format: "%g", $0) }.joined(
                separator: ", ")
            throw FigureError(
                "figure '\(name)': the inset [\(sides)] is not inside the image of \(whole.width) x \(whole.height) pixels"
            )
        }
        return sizes.map { size in
            let x = Double(size.width) / Double(whole.width), y = Double(size.height) / Double(whole.height)
            // gnuplot counts rows from the bottom, and a pixel is half a unit wide around its number.
            let left = (x * inset.left).rounded(), width = max(1, (x * inset.width).rounded())
            let top = Double(size.height) - (y * inset.top).rounded() - 0.5
            return Enlargement(
                left: left - 0.5, right: left + width - 0.5, bottom: top - max(1, (y * inset.height).rounded()),
                top: top)
        }
    }

    private func panels() throws -> [Panel] {
        let degraded = try file(RecordFile.degraded, of: runs[0]), clean = try file(RecordFile.clean, of: runs[0])
        let restored = try runs.map { run in
            let enhanced = "\(run.runDirectory)/\(RecordFile.enhanced)"
            let isEnhanced = FileManager.default.fileExists(atPath: enhanced)
            return Panel(
                label: run.label ?? (isEnhanced ? "enhanced" : "restored"),
                note: [isEnhanced ? "" : Self.decibels(run.psnr), run.iteration.map { "at \($0)" } ?? ""]
                    .filter { !$0.isEmpty }.joined(separator: " "),
                file: isEnhanced ? enhanced : try file(RecordFile.output, of: run))
        }
        // Where nothing is degraded there is nothing to be shown twice.
        let first = inputPSNR == nil ? [] : [Panel(label: "degraded", note: Self.decibels(inputPSNR), file: degraded)]
        return first + restored + [Panel(label: "clean", note: "", file: clean)]
    }

    private func file(_ name: String, of run: Run) throws -> String {
        let path = "\(run.runDirectory)/\(name)"
        guard FileManager.default.fileExists(atPath: path) else {
            throw FigureError(
                "\(path): is missing, so the images cannot be shown; repeat the run with: dip run SPEC --force")
        }
        return path
    }

    static func decibels(_ psnr: Double?) -> String { psnr.map { Amount.decibels($0) } ?? "" }
}
