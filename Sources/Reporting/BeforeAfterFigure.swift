import Foundation

/// A picture before and after its restoration, side by side, whole and in detail.
public struct BeforeAfterFigure: ScriptedFigure, Equatable, Sendable {
    /// A picture of the strip and what stands above it.
    public struct Picture: Equatable, Sendable {
        public var label: String
        /// A PNG file, absolute or relative to the working directory.
        public var file: String

        public init(label: String, file: String) {
            self.label = label
            self.file = file
        }
    }

    public var name: String
    /// Plain text above the pictures.
    public var title: String
    /// The command line that made the pictures, for the script's header.
    public var command: String
    /// 1 to 8, from left to right.
    public var pictures: [Picture]

    public init(name: String, title: String, command: String, pictures: [Picture]) {
        self.name = name
        self.title = title
        self.command = command
        self.pictures = pictures
    }

    /// Throws `FigureError` when a picture is not there, or there are more than 8.
    public func script(in plots: String) throws -> String {
        guard 1...8 ~= pictures.count else { throw FigureError("figure '\(name)': has \(pictures.count) pictures; allowed are 1 to 8") }
        for picture in pictures where !FileManager.default.fileExists(atPath: picture.file) {
            throw FigureError("\(picture.file): is not there, so that it cannot be shown")
        }
        return StripFigureScript(name: name, title: title, origin: ["Made by: \(command)"], panels: pictures.map { .init(label: $0.label, note: "", file: $0.file) },
                                 insets: nil, plots: plots).text
    }
}
