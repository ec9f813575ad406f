import ArgumentParser
import Foundation
import Imaging
import Records

/// Where a restored photograph goes.
struct RestoreTarget: Equatable {
    let picture: String
    /// The folder of its record; nil for none.
    let record: String?
}

/// The options for that.
struct RestoreOutput: ParsableArguments {
    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("The restored picture, a PNG (default: PHOTO-restored.png beside the photograph).", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("The folder of the curves, the choices and the strip (default: named as the picture, without .png).", valueName: "folder"))
    var record: String?

    @Flag(name: .customLong("no-record"), help: "Write the picture only.")
    var withoutRecord = false

    @Flag(help: "Replace a picture and a record that are there.")
    var force = false

    func validate() throws {
        guard output.map({ !$0.isEmpty && !$0.hasSuffix("/") }) ?? true else { throw ValidationError("--output needs the name of a file") }
        guard record.map({ !$0.isEmpty }) ?? true else { throw ValidationError("--record needs the name of a folder") }
        guard record == nil || !withoutRecord else { throw ValidationError("--record and --no-record exclude each other") }
    }

    /// Throws `Refusal` when something there would be overwritten, or the folder is not there.
    func target(for photo: String, isPreview: Bool) throws -> RestoreTarget {
        let picture = output ?? Self.standardName(photo, isPreview: isPreview)
        guard picture.lowercased().hasSuffix(".png") else { throw Refusal("\(picture): the restored picture is a PNG; give it a name that ends in .png") }
        let folder = picture.lastIndex(of: "/").map { String(picture[..<$0]) } ?? "."
        guard folder.isEmpty || Folder.exists(folder) else { throw Refusal("\(picture): there is no folder '\(folder)'") }
        guard !Self.isSame(picture, photo) else { throw Refusal("\(picture): is the photograph itself; name another file with --output") }
        let record = withoutRecord ? nil : record ?? String(picture.dropLast(4))
        let files = [picture] + (record.map { ["\($0)/\(RestoreFolder.choices)"] } ?? [])
        for path in files where FileManager.default.fileExists(atPath: path) && !force {
            throw Refusal("\(path): is there already; replace it with --force, or name another with \(path == picture ? "--output" : "--record")")
        }
        return RestoreTarget(picture: picture, record: record)
    }

    /// `folder/photo-restored.png`, and `-preview` where it is one.
    static func standardName(_ photo: String, isPreview: Bool) -> String {
        let slash = photo.lastIndex(of: "/").map { photo.index(after: $0) } ?? photo.startIndex
        let name = photo[slash...]
        let stem = name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? name[..<$0] : nil } ?? name
        return photo[..<slash] + stem + "-restored" + (isPreview ? "-preview" : "") + ".png"
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        func identity(_ path: String) -> AnyHashable? { (try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber]) as? AnyHashable }
        return one == other || (identity(one).map { $0 == identity(other) } ?? false)
    }
}
