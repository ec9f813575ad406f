import Foundation
import Records

/// The look that all figures share: the file `style.gp`, which every script loads from its own folder.
public enum FigureStyle {
    public static let fileName = "style.gp"

    /// The text of the style as this build knows it.
    public static var text: String { String(decoding: PackageResources.style_gp, as: UTF8.self) }

    /// Writes the style into a folder of plots unless it has one, which is then left as it is; throws `RecordError`.
    public static func install(in plots: String) throws {
        let path = "\(plots)/\(fileName)"
        guard !FileManager.default.fileExists(atPath: path) else { return }
        try Folder.create(plots)
        try AtomicFile.write(text, to: path)
    }
}
