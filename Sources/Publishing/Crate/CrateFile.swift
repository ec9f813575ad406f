import Downloads
import Foundation
import Records

/// A file of a crate, and what the metadata says of it.
struct CrateFile {
    /// The path within the crate.
    let path: String
    let name: String
    let role: String
    /// Hash and size of the copy, since the copy is what a reader has.
    private let sum: FileSum

    /// The path as a URI; what is not allowed in one is escaped.
    var id: String { Self.uri(path) }

    /// Copies a file into the crate, whose folder exists; throws `RecordError` or `DownloadError`.
    init(copying source: String, to path: String, of crate: String, name: String, role: String) throws {
        let copy = "\(crate)/\(path)"
        // A pipe would be read for ever, and a link would lead out of the crate.
        try AtomicFile.write(try TextFile.data(source), to: copy)
        guard let sum = try FileSum(ofFileAt: copy) else { throw RecordError("\(copy): does not exist") }
        (self.path, self.name, self.role, self.sum) = (path, name, role, sum)
    }

    /// Copies the files of a run's record; pictures only where they are wanted.
    static func copies(of directory: String, to folder: String, of crate: String, pictures: Bool) throws -> [CrateFile]
    {
        try Folder.create("\(crate)/\(folder)")
        return try (PublishedFiles.texts + (pictures ? PublishedFiles.pictures : [])).filter {
            FileManager.default.fileExists(atPath: "\(directory)/\($0.name)")
        }.map { file in
            try CrateFile(
                copying: "\(directory)/\(file.name)", to: "\(folder)/\(file.name)", of: crate, name: file.name,
                role: file.role)
        }
    }

    var entity: CrateEntity {
        CrateEntity(
            id, "File",
            properties: [
                "name": .text(name), "description": .text(role),
                "encodingFormat": .text(Self.mediaType(path) ?? "application/octet-stream"),
                "contentSize": .text("\(sum.bytes)"), "sha256": .text(sum.sha256),
            ])
    }

    static func uri(_ path: String) -> String {
        // A colon in the first part would be read as the end of a scheme.
        path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting([":"])) ?? path
    }

    /// Nil where the name does not say.
    static func mediaType(_ path: String) -> String? {
        switch path.split(separator: ".").last.map({ $0.lowercased() }) {
        case "csv": "text/csv"
        case "json": "application/json"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "tif", "tiff": "image/tiff"
        case "bmp": "image/bmp"
        case "yaml", "yml": "application/yaml"
        default: nil
        }
    }
}

/// The files of a record that others can use: not the log, and not what a run needs to go on.
enum PublishedFiles {
    static let texts = [
        (name: RecordFile.spec, role: "Every setting of the run, with defaults filled in."),
        (
            name: RecordFile.record,
            role: "What was run, by which program and on which machine, and the results in short."
        ),
        (name: RecordFile.curves, role: "Loss and metrics, one row for each recorded iteration."),
        (name: StopTable.file, role: "What each stopping rule chose."),
    ]

    /// Records that are published without pictures have none.
    static func hasPictures(_ directory: String) -> Bool {
        pictures.contains { FileManager.default.fileExists(atPath: "\(directory)/\($0.name)") }
    }

    static let pictures = [
        (name: RecordFile.clean, role: "The clean image."),
        (name: RecordFile.degraded, role: "The image that was restored."),
        (name: RecordFile.mask, role: "The mask: white where the image is known."),
        (name: RecordFile.bicubic, role: "The low-resolution image, enlarged by bicubic interpolation."),
        (name: RecordFile.nearest, role: "The low-resolution image, enlarged by its nearest pixels."),
        (name: RecordFile.output, role: "The network's output after the last iteration."),
        (
            name: RecordFile.best,
            role: "The output with the highest PSNR, which only one who has the clean image can choose."
        ),
        (name: RecordFile.averaged, role: "The moving average of the outputs."),
        (name: RecordFile.posteriorMean, role: "The mean of the outputs that Langevin dynamics sampled."),
        (name: RecordFile.lowestLoss, role: "The output with the lowest loss."),
        (name: RecordFile.stopped, role: "The output that the rule which ended the run chose."),
        (name: RecordFile.enhanced, role: "The image with enhanced detail."),
    ]
}
