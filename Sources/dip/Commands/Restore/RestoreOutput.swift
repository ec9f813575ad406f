import ArgumentParser
import Foundation
import Imaging
import Photographs
import Records
import Specs
import Wording

extension PhotoFormat: ExpressibleByArgument {}

/// Where a restored photograph goes.
struct RestoreTarget: Equatable {
    let picture: String
    /// The folder of its record; nil for none.
    let record: String?

    /// What is written, in words.
    var words: String { picture + (record.map { " and \($0)/" } ?? "") }

    /// The picture and what the record may hold.
    var files: [String] { [picture] + (record.map { record in RestoreFolder.files.map { "\(record)/\($0)" } } ?? []) }

    /// Throws `Refusal` where a name is longer than file systems allow, which would be known only when the work is done.
    func checkNames() throws {
        // Temporary files have short names of their own.
        let beside = [picture, PhotoCheckpoints.folder(of: picture)].map { (FilePath.name($0), "--output") }
        let folders = (record ?? "").split(separator: "/").map { (String($0), "--record") }
        for (name, option) in beside + folders where name.utf8.count > Self.longestName {
            throw Refusal(
                "\(name): the name has \(name.utf8.count) bytes, and at most \(Self.longestName) are allowed; "
                    + "choose a shorter one with \(option)")
        }
    }

    private static let longestName = 255
}

/// The options that decide where a restored photograph goes.
struct RestoreOutput: ParsableArguments {
    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "The restored picture, .png, .jpg or .tif (default: PHOTO-restored.png beside the photograph).",
            valueName: "file"), completion: .file())
    var output: String?

    @Option(
        name: .customLong("output-folder"),
        help: ArgumentHelp(
            "Folder for the results of several photographs; it is made if it does not exist.", valueName: "folder"),
        completion: .directory)
    var folder: String?

    @Option(
        help: ArgumentHelp(
            "With --output-folder: png, jpeg or tiff (default: png).", valueName: "format"))
    var format: PhotoFormat?

    @Option(
        help: ArgumentHelp(
            "Quality of a restored JPEG, 1 to 100 (default: \(PhotoFormat.standardQuality)).", valueName: "number"))
    var quality: Int?

    @Option(
        help: ArgumentHelp(
            "Folder for the curves, the choices and the strip (default: the picture's name without its end).",
            valueName: "folder"), completion: .directory)
    var record: String?

    @Flag(name: .customLong("no-record"), help: "Write only the picture.")
    var withoutRecord = false

    @Flag(help: "Overwrite an existing picture and record.")
    var force = false

    func validate() throws {
        guard output.map({ !$0.isEmpty && !$0.hasSuffix("/") }) ?? true else {
            throw ValidationError("--output needs the name of a file")
        }
        guard folder == nil || (output == nil && record == nil) else {
            throw ValidationError(
                "--output-folder cannot be used together with --\(output == nil ? "record" : "output")")
        }
        guard folder.map({ !$0.isEmpty }) ?? true else {
            throw ValidationError("--output-folder needs the name of a folder")
        }
        guard format == nil || folder != nil else {
            throw ValidationError("--format belongs to --output-folder; with --output the name decides")
        }
        guard folder == nil || quality == nil || format == .jpeg else {
            throw ValidationError("--quality belongs to a JPEG: add --format jpeg")
        }
        guard quality.map(JPEGFile.qualities.contains) ?? true else {
            throw ValidationError("--quality must be a whole number from 1 to 100, not \(quality!)")
        }
        guard record.map({ !$0.isEmpty }) ?? true else { throw ValidationError("--record needs the name of a folder") }
        guard record == nil || !withoutRecord else {
            throw ValidationError("--record and --no-record cannot be used together")
        }
    }

    /// Throws `Refusal` when something there would be overwritten, or the folder does not exist; the result of an interrupted restoration
    /// of the same photograph with the same options may be.
    func target(for photo: String, mask: String?, isPreview: Bool, options: String) throws -> RestoreTarget {
        let picture = output ?? Self.standardName(photo, isPreview: isPreview)
        guard let format = PhotoFormat(path: picture) else {
            throw Refusal(
                "\(picture): the restored picture is a PNG, JPEG or TIFF; give it a name that ends in .png, .jpg or .tif"
            )
        }
        guard quality == nil || format == .jpeg else {
            throw Refusal("\(picture): --quality belongs to a JPEG; give it a name that ends in .jpg")
        }
        let folder = picture.lastIndex(of: "/").map { String(picture[..<$0]) } ?? "."
        guard folder.isEmpty || Folder.exists(folder) else {
            throw Refusal("\(picture): the folder '\(folder)' does not exist")
        }
        let record = withoutRecord ? nil : record ?? String(picture[..<picture.lastIndex(of: ".")!])
        let target = RestoreTarget(picture: picture, record: record)
        try target.checkNames()
        try Self.check(picture, isNot: photo, mask, other: "file with --output")
        // Known now rather than after an hour of work.
        try Self.checkReplaceable(picture, "a picture", option: "--output")
        guard access(folder.isEmpty ? "/" : folder, W_OK) == 0 else {
            throw Refusal("\(picture): the folder '\(folder)' cannot be written to: \(SystemReason.text())")
        }
        let isInterrupted =
            record.map {
                PhotoProgress.isInterrupted(
                    photo: photo, mask: mask, picture: picture, record: "\($0)/\(RestoreFolder.choices)",
                    options: options)
            } ?? false
        let files = [picture] + (record.map { ["\($0)/\(RestoreFolder.choices)"] } ?? [])
        for path in files where FileManager.default.fileExists(atPath: path) && !force && !isInterrupted {
            throw Refusal(
                "\(path): exists already; overwrite it with --force, or choose another with \(path == picture ? "--output" : "--record")"
            )
        }
        if let record { try checkRecord(record, picture: picture, photo: photo, mask: mask) }
        return target
    }

    /// Throws `Refusal` where the record would replace the photograph, the mask, the restored picture, or files of others.
    func checkRecord(_ record: String, picture: String, photo: String, mask: String?) throws {
        guard !FileIdentity.isAtOrBelow(record, picture) else {
            throw Refusal(
                "\(record): the record cannot be where the restored picture is, or below it; choose another folder with "
                    + "--record")
        }
        guard Folder.exists(record) || !FileManager.default.fileExists(atPath: record) else {
            throw Refusal("\(record): the record needs a folder, and a file of that name is in the way")
        }
        // A killed restoration leaves its curves.
        let isRecord =
            FileManager.default.fileExists(atPath: "\(record)/\(RestoreFolder.choices)")
            || RestoreFolder.hasCurves(record)
        for path in RestoreFolder.files.map({ "\(record)/\($0)" }) {
            try Self.check(path, isNot: photo, mask, other: "folder with --record")
            guard !FileIdentity.isSame(path, picture) else {
                throw Refusal(
                    "\(picture): is a file of the record in \(record)/; choose another file with --output, or another "
                        + "folder with --record")
            }
            try Self.checkReplaceable(path, "a file of the record", option: "--record")
            guard force || isRecord || !FileManager.default.fileExists(atPath: path) else {
                throw Refusal(
                    "\(path): exists already, in a folder that holds no restoration; choose another folder with --record, "
                        + "or overwrite it with --force")
            }
        }
    }

    /// Throws where something that is no file has the name of one.
    private static func checkReplaceable(_ path: String, _ what: String, option: String) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a device or pipe"
        throw Refusal("\(path): is \(kind), which \(what) cannot replace; name another with \(option)")
    }

    /// Where the result of one of several photographs goes; throws nothing, as it says nothing of what is there.
    func batchTarget(for photo: String, isPreview: Bool) -> RestoreTarget {
        let name = Self.standardName(FilePath.name(photo), isPreview: isPreview)
        let stem = "\(folder ?? ".")/\(name.dropLast(4))"
        return RestoreTarget(
            picture: "\(stem).\((format ?? .png).extensions[0])", record: withoutRecord ? nil : stem)
    }

    /// The words of a command with that target.
    func arguments(_ target: RestoreTarget) -> [String] {
        ["--output", target.picture] + (target.record.map { ["--record", $0] } ?? ["--no-record"])
    }

    /// `folder/photo-restored.png`, and `-preview` where it is one.
    static func standardName(_ photo: String, isPreview: Bool) -> String {
        let slash = photo.lastIndex(of: "/").map { photo.index(after: $0) } ?? photo.startIndex
        let name = photo[slash...]
        let stem = name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? name[..<$0] : nil } ?? name
        return photo[..<slash] + stem + "-restored" + (isPreview ? "-preview" : "") + ".png"
    }

    /// Throws where a file to be written is one that is read.
    private static func check(_ path: String, isNot photo: String, _ mask: String?, other: String) throws {
        for (read, words) in [(photo, "the photograph"), (mask, "the mask")] {
            guard let read, FileIdentity.isSame(path, read) else { continue }
            throw Refusal("\(path): is \(words) itself; choose another \(other)")
        }
    }
}
