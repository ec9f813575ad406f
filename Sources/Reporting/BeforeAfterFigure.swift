import Foundation

/// A picture before and after its restoration, side by side, whole and in detail.
package struct BeforeAfterFigure: ScriptedFigure, Equatable, Sendable {
    /// A picture of the strip and the label above it.
    package struct Picture: Equatable, Sendable {
        package var label: String
        /// A PNG file, absolute or relative to the working directory.
        package var file: String

        package init(label: String, file: String) {
            self.label = label
            self.file = file
        }
    }

    package var frame: FigureFrame
    /// The pictures from left to right, 1 to 8.
    package var pictures: [Picture]

    package init(frame: FigureFrame, pictures: [Picture]) {
        self.frame = frame
        self.pictures = pictures
    }

    /// Throws `FigureError` when a picture does not exist, or when there are more than 8.
    package func script(in plots: String) throws -> String {
        try check(pictures.count, of: "pictures", atMost: 8)
        for picture in pictures where !FileManager.default.fileExists(atPath: picture.file) {
            throw FigureError("\(picture.file): does not exist, so it cannot be shown")
        }
        return StripFigureScript(
            frame: frame, keys: nil, panels: pictures.map { .init(label: $0.label, note: "", file: $0.file) },
            insets: nil, plots: plots
        ).text
    }
}
